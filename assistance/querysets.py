"""Populations and windows of assistance."""

import datetime as dt

from django.apps import apps
from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateTimeField,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from assistance.choices import AssignmentRole, Channel
from povertyapp.core.models import RuleParameter
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.period import Period
from povertyapp.core.scoping import ScopedQuerySet, within


class DaysInPeriod(Func):
    """Days of a dated row that lie inside a period, both ends counted. Arguments: from, to, start, end."""

    output_field = IntegerField()

    def as_sql(self, compiler, connection, function=None, template=None, arg_joiner=None, **extra_context):
        parts, params = zip(*(compiler.compile(e) for e in self.source_expressions), strict=True)
        first, last, start, end = parts
        sql = f"(LEAST(COALESCE({last}, {end}), {end}) - GREATEST({first}, {start}) + 1)"
        return sql, (*params[1], *params[3], *params[3], *params[0], *params[2])


class EntryCutoff(Func):
    """`Period.of(day).cutoff(cutoff_day)` in SQL: the moment at which entry of that day's month ends.

    Arguments: the day, the number of days into the next month.
    """

    output_field = DateTimeField()
    arity = 2
    template = "((date_trunc('month', (%(expressions)s) * interval '1 day') AT TIME ZONE 'Asia/Shanghai')"
    arg_joiner = ")::timestamp) + interval '1 month' + ("


def _cutoff_day():
    """Return the parameter `account.entry_cutoff_day` in force in the county in the month of `happened_on`.

    The same choice as `Parameters(county, period.start)`: the nearest area wins, then the newest.
    """
    known = RuleParameter.objects.filter(name="account.entry_cutoff_day")
    rows = [row for row in known if len(row.area_id or "") <= COUNTY_DIGITS]
    rows.sort(key=lambda row: (len(row.area_id or ""), row.effective_from), reverse=True)
    cases = [When(_in_force(row), then=Value(row.value)) for row in rows]
    return Case(*cases, output_field=IntegerField())


def _in_force(row):
    """Return the condition that a parameter is in force on the first day of the month of `happened_on`."""
    begins = Period.of(row.effective_from - dt.timedelta(days=1)).next.start
    condition = Q(happened_on__gte=begins)
    if row.effective_to:
        condition &= Q(happened_on__lte=Period.of(row.effective_to).end)
    return condition & within(row.area_id) if row.area_id else condition


def _assignments():
    return apps.get_model("assistance", "HelperAssignment").objects.all()


class HelperQuerySet(ScopedQuerySet):
    """Helpers."""

    def helping_in(self, code, user):
        """Those of that county, or who help in a smaller place households that the user may see."""
        here = _assignments().visible_to(user).in_area(code).values("helper")
        return self.filter(within(code) | Q(pk__in=here))

    def with_caseload(self, user, day):
        """Annotate `caseload`: the households in their care on a day, of those that the user may see."""
        households = (
            _assignments()
            .primary()
            .in_force(day)
            .on_register(day)
            .visible_to(user)
            .filter(helper=OuterRef("pk"))
            .order_by()
            .values("helper")
            .annotate(n=Count("pk"))
        )
        return self.annotate(caseload=Coalesce(Subquery(households.values("n")), 0))


class AssignmentQuerySet(ScopedQuerySet):
    """Assignments with their time spans."""

    def primary(self):
        return self.filter(role=AssignmentRole.PRIMARY)

    def in_force(self, day):
        """Assignments in force on that day."""
        return self.filter(Q(to_date=None) | Q(to_date__gte=day), from_date__lte=day)

    def on_register(self, day):
        """Assignments of households that are on the register on that day."""
        gone = Q(household__left_register_on__lte=day)
        return self.exclude(gone).filter(household__registered_on__lte=day)

    def touching(self, start, end):
        """Assignments in force on at least one day from start to end."""
        return self.filter(Q(to_date=None) | Q(to_date__gte=start), from_date__lte=end)


class VisitQuerySet(ScopedQuerySet):
    """Visits and contacts."""

    def happened(self, start, end):
        return self.filter(happened_on__gte=start, happened_on__lte=end)

    def at_home(self):
        return self.filter(channel=Channel.HOME)

    def entered_by(self, moment):
        """Those recorded before that moment; later ones are late (rulebook D2)."""
        return self.filter(recorded_at__lt=moment)

    def late(self):
        """Those recorded at or after the cut-off of the month in which they happened: the one definition."""
        return self.filter(recorded_at__gte=EntryCutoff(F("happened_on"), _cutoff_day()))

    def with_lateness(self):
        """Annotate `is_late`, by the definition of `late()`."""
        late = Q(recorded_at__gte=EntryCutoff(F("happened_on"), _cutoff_day()))
        return self.annotate(
            is_late=Case(When(late, then=Value(True)), default=Value(False), output_field=BooleanField())
        )


class MeasureQuerySet(ScopedQuerySet):
    """Measures of help with their time spans."""

    def in_force(self, day):
        """Measures in force on that day."""
        return self.filter(Q(to_date=None) | Q(to_date__gte=day), from_date__lte=day)

    def touching(self, start, end):
        """Measures in force on at least one day from start to end."""
        return self.filter(Q(to_date=None) | Q(to_date__gte=start), from_date__lte=end)
