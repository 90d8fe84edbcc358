"""Twelve months of two rates: the home visits of each month's account, and what of the ledger was closed by its end."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial

from django.urls import reverse

from inspections.board_rows import one_of
from inspections.models import AccountRule, AccountTally
from inspections.months import is_provisional, level_of, rate
from inspections.standings import MISSING, Standing
from povertyapp.core.rules import RULES, named_parameters
from povertyapp.core.scoping import AnyUser, values_of
from povertyapp.core.views.pages import address
from povertyapp.core.written import Given, once_written

VISITS, MEASURES = "LF-14", "LF-17"
REDEFINED = "redefined"
MONTHS = 12


@dataclass(frozen=True)
class MonthOfRule:
    """How a rule stood in a place in a month, and by which definition: its words and its numbers of that month."""

    standing: Standing
    definition: tuple[str, ...]
    is_provisional: bool

    @property
    def rate(self):
        return self.standing.rate


@dataclass(frozen=True)
class Point:
    """One month of the chart. A rate that nobody has is None; `breaks` says that the definition is another than in
    the month before."""

    month: str
    visits: Decimal | None
    missing: int | None
    visits_url: str
    closed: Decimal | None
    month_url: str
    breaks: bool = False
    runs: bool = False


# By which numbers the rates of a month were judged; `months_of` brings them along.
NUMBERS = tuple(name for rule in (VISITS, MEASURES) for name in named_parameters(RULES[rule].text))


class Trend:
    """The stored figures of one place over the months up to one of them; `accounts` come with their NUMBERS."""

    def __init__(self, user, accounts, code, period):
        self.user, self.code, self.period = user, code, period
        wanted = {str(period.shift(-n)) for n in range(MONTHS + 1)}
        self.accounts = {one.pk: one for one in accounts if one.month in wanted and one.computed_at}

    @cached_property
    def asks(self):
        """Return the rules and the figures of the months, as querysets that nobody has read yet."""
        if not self.accounts:
            return ()
        values = {f"account{n}": pk for n, pk in enumerate(self.accounts)} | {"code": self.code}
        kind = (AnyUser.like(self.user), level_of(self.code), len(self.accounts))
        return [
            once_written((write, *kind), partial(write, *kind)).asked(**values, **values_of(self.user))
            for write in (_write_rules, _write_figures)
        ]

    @cached_property
    def rows(self):
        """Return (rule, month) → MonthOfRule."""
        if not self.accounts:
            return {}
        rules, figures = self.asks
        words = {(pk, rule): text for pk, rule, text in rules}
        found = {}
        for pk, rule, lines, missing, excused in figures:
            account = self.accounts[pk]
            numbers = {name: getattr(account, f"number_{n}") for n, name in enumerate(NUMBERS)}
            found[rule, account.month] = MonthOfRule(
                Standing(lines, missing, excused),
                definition_of(rule, words.get((pk, rule), ""), numbers),
                is_provisional(account),
            )
        return found

    def of(self, rule, period):
        return self.rows.get((rule, str(period)))

    def points(self, live):
        """Return the months in order; `live` knows the ledger, blank for who may not see it."""
        months = [self.period.shift(n - MONTHS + 1) for n in range(MONTHS)]
        return [self._point(month, live) for month in months]

    def _point(self, month, live):
        stood, before = self.of(VISITS, month), self.of(VISITS, month.previous)
        closed, lines = live.closing_by(str(month))
        return Point(
            month=str(month),
            visits=stood.rate if stood else None,
            missing=stood.standing.missing if stood else None,
            visits_url=reverse("inspections:ha_rows", args=[month, self.code, VISITS]) if stood else "",
            closed=rate(lines, lines - closed),
            month_url=address(reverse("inspections:dashboard"), month=month, area=self.code),
            breaks=bool(stood and before and stood.definition != before.definition),
            runs=bool(stood and stood.is_provisional),
        )


def _write_rules(_reader, _level, count):
    rules = AccountRule.objects.filter(one_of("account", "account", count), rule__in=(VISITS, MEASURES))
    return rules.values_list("account_id", "rule", "text")


def _write_figures(reader, level, count):
    tallies = AccountTally.objects.visible_to(reader).filter(one_of("account", "account", count))
    here = tallies.filter(rule__in=(VISITS, MEASURES), level=level, code=Given("code"))
    return here.values_list("account_id", "rule", "lines", MISSING, "excused")


def definition_of(rule, text, numbers):
    """Return by what a rule judged in a month: the first sentence of its text and the numbers that it names."""
    named = named_parameters(RULES[rule].text) if rule in RULES else []
    return (text.split("\n", 1)[0], *(str(numbers.get(name)) for name in named))


def change_of(now, then):
    """Return by how many points of a per cent a rate changed between two months; None where one has none, REDEFINED
    where it was counted by another definition: nothing is subtracted then."""
    if now is None or then is None or now.rate is None or then.rate is None:
        return None
    return now.rate - then.rate if now.definition == then.definition else REDEFINED
