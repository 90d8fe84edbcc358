"""What stands in a place now, as far as a reader sees it: noted while it was written, or counted by the condition of
its list; all in one query."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import CharField, Count, DateField, F, Sum, Value
from django.db.models.functions import Cast, Coalesce, Concat

from assistance.matrix import Families
from assistance.models import AssistanceMeasure, MeasureFamily
from assistance.models.measure import HELPED
from funds.choices.money import Origin
from funds.models import Allotment, FundLine, Project
from funds.querysets.projects import LIMITED
from funds.rules.integration import Ratio, increment_rate, paid_of_allotted, payment_rate, stock_rate
from households.models import Household
from households.models.household import REGISTERED
from inspections.case_file import ACTS, waiting_for
from inspections.choices import LedgerState
from inspections.models import AccountabilityAction, LedgerItem, Objection
from inspections.months import level_of
from povertyapp.core import clock
from povertyapp.core.models.area import Level
from povertyapp.core.parameters import Parameters, value_of_reader
from povertyapp.core.scoping import scope_of
from povertyapp.core.tallies import SEPARATOR, tally_of
from povertyapp.core.written import once_written

HOME, MEASURE, FAMILY, WAITS = REGISTERED, HELPED, "family", "waits"
BETWEEN = Value(SEPARATOR)
OBJECTIONS, CASES, BLOCKED = "objections", "cases", "blocked"
HOUSEHOLDS, MEASURES, PROBLEMS = (
    "households.view_household",
    "assistance.view_visit",
    "inspections.view_problem",
)
OBJECT, ACCOUNTABILITY, PROJECTS = (
    "inspections.view_objection",
    "inspections.view_accountability",
    "funds.view_project",
)
LINES, ALLOTMENTS = "funds.view_fundline", "funds.view_allotment"
# What else decides what is counted: the verbs that are asked about, and how long a project may stay in a stage.
ASKED = (HOUSEHOLDS, MEASURES, PROBLEMS, OBJECT, ACCOUNTABILITY, PROJECTS, *ACTS)
LIMITS = tuple(f"project.days.{stage}" for stage in LIMITED)


def _month(day):
    return day.isoformat()[:7] if day else ""


class Live:
    """The counts of one place. A reader without the verb of a list gets no count of it."""

    def __init__(self, user, code, *, period=None, only=None):
        """`period` is the month whose year's money is wanted, `only` the verb of the one list whose counts are wanted,
        where not all are."""
        self.user, self.code, self.only, self.today = user, code, only, clock.today()
        self.period = period

    @cached_property
    def value(self):
        """Return the parameters of the reader's county today, asked for once."""
        return value_of_reader(self.user)

    def _here(self, model):
        return model.objects.visible_in(self.user, self.code)

    @cached_property
    def rows(self):
        """Return the rows of all the counts, to be read with others or alone."""
        return once_written(self._asked, self._write).asked()

    @cached_property
    def lines(self):
        """Return the rows of the ledger's counts: when lines came and were closed, and how they stand now."""
        if not self._wants(PROBLEMS):
            return ()
        return once_written(("ledger", *self._asked), self._write_ledger).asked()

    def _write_ledger(self):
        came = Coalesce("problem__found_on", "problem__source__received_on", output_field=DateField())
        here = self._here(LedgerItem).with_state(self.today).order_by().annotate(came=came)
        return (
            here.values("came", "closed_on", "state")
            .annotate(n=Count("pk"))
            .values_list("came", "closed_on", "state", "n")
        )

    @property
    def of_money(self):
        """Return the conditions under which lists show the money that the figures speak of: as of the month's day."""
        day = self.period.as_of
        return {"year": self.period.year, "on": None if day == self.today else day}

    @cached_property
    def money_rows(self):
        return money_rows(self.user, self.code, **self.of_money) if self.period else None

    @cached_property
    def money(self):
        return money_of(self.money_rows, self.of_money["on"], value=lambda: self.value)

    @property
    def asks(self):
        """Return all that it reads, to be read together."""
        lines = (self.lines,) if self._wants(PROBLEMS) else ()
        return (self.rows, *lines, *(() if self.money_rows is None else (self.money_rows,)))

    @cached_property
    def counts(self):
        """Return (what, key) → number."""
        return Counter({(what, key): int(n) for what, key, n in self.rows})

    @cached_property
    def _asked(self):
        """Return all on which the query depends: who asks for what of which place, on which day, under which limits."""
        user = self.user
        stands = [(grant.role, grant.area_id) for grant in user.grants_today]
        limits = [self.value(name) for name in LIMITS] if self._wants(PROJECTS) else []
        may = [user.has_perm(verb) for verb in ASKED]
        return ("live", self.only, self.code, self.today, user.pk, user.is_active, user.is_superuser,
                *(tuple(each) for each in (may, stands, limits)))  # fmt: skip

    def _write(self):
        parts = [part for verb, make in self._parts() if self._wants(verb) for part in make()]
        return parts[0].union(*parts[1:], all=True).order_by() if parts else Household.objects.none()

    def _wants(self, verb):
        return self.only in (None, verb) and self.user.has_perm(verb)

    def _parts(self):
        return (
            (HOUSEHOLDS, self._households),
            (MEASURES, self._measures),
            (OBJECT, lambda: [_counted(self._here(Objection).open(), WAITS, Value(OBJECTIONS))]),
            (ACCOUNTABILITY, self._cases),
            (PROJECTS, self._projects),
        )

    def _households(self):
        yield self._standing(HOME, self._here(Household), "poverty_status", "main_cause")

    def _measures(self):
        here = self._here(AssistanceMeasure).in_force(self.today)
        yield self._standing(MEASURE, here, "batch", "kind", "item")
        kinds = MeasureFamily.objects.all()
        yield _counted(kinds, FAMILY, _key("batch", "kind", "item"))

    def _standing(self, kind, rows, *columns):
        """Return what is noted of these rows where the reader sees all of the place; else they are counted."""
        noted = tally_of(self.user, self.code, kind, self.today)
        return _counted(rows, kind, _key(*columns)) if noted is None else _noted(noted)

    def _cases(self):
        yield _counted(waiting_for(self._here(AccountabilityAction), self.user), WAITS, Value(CASES))

    def _projects(self):
        blocked = self._here(Project).blocked(self.today, self.value)
        yield _counted(blocked, WAITS, Value(BLOCKED))

    # ---- what the counts say

    def of(self, what):
        """Return key → number of one kind."""
        return {key: n for (kind, key), n in self.counts.items() if kind == what}

    @cached_property
    def statuses(self):
        """Return how the household stands → households."""
        return self._homes(0)

    @cached_property
    def causes(self):
        """Return main cause → households, those without one left out."""
        return Counter({cause: n for cause, n in self._homes(1).items() if cause})

    def _homes(self, part):
        found = Counter()
        for key, n in self.of(HOME).items():
            found[key.split(SEPARATOR)[part]] += n
        return found

    @cached_property
    def batches(self):
        """Return batch → measures in force, blank for those of none."""
        rows = [MeasureFamily(**_named(key)) for key in self.of(FAMILY)]
        families, found = Families(rows), Counter()
        for key, n in self.of(MEASURE).items():
            found[families.batch_of(AssistanceMeasure(**_named(key)))] += n
        return found

    @cached_property
    def ledger(self):
        """Return (month in which it came, month in which it was closed, state) → lines of the ledger; an unknown month
        is blank."""
        found = Counter()
        for came, closed_on, state, n in self.lines:
            found[_month(came), _month(closed_on), state] += n
        return found

    def in_state(self, state):
        return sum(n for (_came, _closed, now), n in self.ledger.items() if now == state)

    def closing_by(self, month):
        """Return (closed, all) of the lines that had come by the end of a month.

        A line of which nobody knows when it came has always been there; so has its closing.
        """
        lines = closed = 0
        for (came, closed_in, state), n in self.ledger.items():
            if came <= month:
                lines += n
                closed += n if state == LedgerState.CLOSED and closed_in <= month else 0
        return closed, lines


def _named(key):
    return dict(zip(("batch", "kind", "item"), key.split(SEPARATOR), strict=True))


def _key(*columns):
    """Return the columns as the key of a tally has them."""
    parts = [part for column in columns for part in (BETWEEN, F(column))]
    return Concat(*parts[1:], output_field=CharField())


def _noted(tally):
    named = tally.annotate(told=F("kind"), told_key=Cast("key", CharField()))
    return (
        named.values("told", "told_key").annotate(told_n=Sum("n")).values_list("told", "told_key", "told_n")
    )


def _counted(rows, what, key):
    named = rows.order_by().annotate(told=Value(what), told_key=Cast(key, CharField()))
    return (
        named.values("told", "told_key")
        .annotate(told_n=Count("pk"))
        .values_list("told", "told_key", "told_n")
    )


@dataclass(frozen=True)
class Money:
    """How much of a place's money of a year was paid by a day, and how many lines stand behind it; of a county also
    how much of stock and increment is integrated (LF-35), each with its lines."""

    payment: Ratio
    count: int
    integration: tuple[tuple[Ratio, int], ...] = ()


def money_rows(user, code, year, on):
    """Return the lines of a county's money of a year as of a day (None: now), or what is allotted to projects in a
    township or village; None for a reader who may not see them."""
    is_county = level_of(code) == Level.COUNTY
    if not user.has_perm(LINES if is_county else ALLOTMENTS):
        return None
    write = _write_lines if is_county else _write_allotments
    asked = ("money", scope_of(user), code, year, on)
    return once_written(asked, lambda: write(user, code, year, on)).asked()


def _write_lines(user, code, year, on):
    lines = FundLine.objects.visible_to(user).in_area(code).filter(year=year)
    return lines.known(on).with_money(on).order_by()


def _write_allotments(user, code, year, on):
    rows = Allotment.objects.visible_to(user).in_area(code).filter(line__year=year)
    return rows.standing(on).with_money(on).select_related("line").order_by()


def money_of(found, on, value=None) -> Money | None:
    """Return what the rows of `money_rows` add up to; `value` gives what is asked of a county, None where nobody wants
    to know what is integrated.

    Of a county, what is paid of what is integrated; of a township or village, of what is allotted to projects there.
    """
    if found is None:
        return None
    rows = list(found)
    if found.model is Allotment:
        return Money(paid_of_allotted(rows, on), len(rows))
    shares = _integration(rows, on, value) if rows and value else ()
    return Money(payment_rate(rows, on), len(rows), shares)


def _integration(rows, on, value):
    asked = value() if on is None else Parameters(rows[0].area_id, on)
    ratios = (
        (stock_rate(rows, on, asked), Origin.STOCK),
        (increment_rate(rows, on, asked), Origin.INCREMENT),
    )
    return tuple(
        (ratio, sum(row.in_scope and row.origin == origin for row in rows)) for ratio, origin in ratios
    )
