"""How rules stand in places: the stored figures of a month, and the units' own lines added up."""

from dataclasses import dataclass
from functools import cache

from django.db.models import Case, F, Value, When
from django.db.models.functions import Greatest

from inspections.models import AccountTally
from inspections.models.account import Outcome, PartyLevel
from inspections.months import PENDING, level_of, rate
from povertyapp.core.models.area import COUNTY_DIGITS, TOWNSHIP_DIGITS
from povertyapp.core.written import Given, Written

# The parties that are places: what lies under them adds up. Helpers and units that help are not.
PLACES = (PartyLevel.COUNTY, PartyLevel.TOWNSHIP, PartyLevel.VILLAGE)
NOT_MET = (Outcome.PARTIAL, Outcome.FAILED, Outcome.FALSIFIED)
MISSING = F("partial") + F("failed") + F("falsified")  # of a row of `AccountTally`


def missing_in(account, code, rule):
    """Return how many lines are not met in a place under one rule, as stored."""
    return sum(_missing().ask(account=account.pk, level=level_of(code), code=code, rule=rule.rule))


@cache
def _missing():
    named = {name: Given(name) for name in ("account", "level", "code", "rule")}
    return Written(AccountTally.objects.filter(**named).values_list(MISSING, flat=True))


@dataclass
class Standing:
    """How one rule stands in one place: lines, those not met, those excused, and the unit's own failed line.

    For a duty about the parties below, a line is a party that was judged and a missing one is unsettled.
    """

    lines: int = 0
    missing: int = 0
    excused: int = 0
    is_broken: bool = False

    def add(self, lines, missing, excused, is_broken):
        self.lines += lines
        self.missing += missing
        self.excused += excused
        self.is_broken = self.is_broken or is_broken

    @property
    def owed(self):
        return self.lines - self.excused

    @property
    def met(self):
        return self.owed - self.missing

    @property
    def rate(self):
        return rate(self.owed, self.missing)

    def state(self, rule, is_provisional=False):
        """Return met, failed where a hard rule misses, warn where a soft one does, excused where all are.

        While entry has not ended, what is missing is pending.
        """
        if not self.owed:
            return Outcome.EXCUSED
        missed = self.is_broken if rule.is_about_parties else bool(self.missing)
        if not missed:
            return Outcome.MET
        if is_provisional:
            return PENDING
        return Outcome.FAILED if rule.is_hard else "warn"


@dataclass
class OwnLine:
    """A unit's own lines under one rule: mostly one; several where it owes one for each of its things."""

    lines: int = 0
    kept: int = 0
    excused: int = 0
    required: int = 0
    delivered: int = 0

    def add(self, required, missing, excused, broken):
        self.lines += 1
        self.excused += bool(excused)
        self.kept += not (excused or broken)
        self.required += required
        self.delivered += required - missing

    @property
    def owed(self):
        return self.lines - self.excused

    @property
    def is_broken(self):
        return self.kept < self.owed

    @property
    def outcome(self):
        """Return the outcome of all of them together: failed where one is."""
        if not self.owed:
            return Outcome.EXCUSED
        return Outcome.FAILED if self.is_broken else Outcome.MET

    @property
    def figure(self):
        """Return how much was done of how much, or how many lines were kept where there are several."""
        return (self.delivered, self.required) if self.lines == 1 else (self.kept, self.owed)


def figure_rows(tallies, lines):
    """Return (is own line, code, rule, lines, missing, excused, broken, account) of places and of units, in one query.

    `tallies` are the figures of the places wanted, `lines` those among which the lines of places are taken. Of a
    place's own line, `lines` is what was required, `missing` what was not delivered.
    """
    places = tallies.order_by().values_list(
        Value(False),
        "code",
        "rule",
        "lines",
        MISSING,
        "excused",
        Value(0),
        "account_id",
    )
    units = (
        lines.filter(level__in=PLACES)
        .order_by()
        .values_list(
            Value(True),
            "code",
            "rule",
            "required",
            Greatest(F("required") - F("delivered"), Value(0)),
            Case(When(outcome=Outcome.EXCUSED, then=Value(1)), default=Value(0)),
            Case(When(outcome__in=NOT_MET, then=Value(1)), default=Value(0)),
            "account_id",
        )
    )
    return places.union(units, all=True)


def add_up(figures, rules, top):
    """Return (code, rule) → Standing; own lines about parties count from `top` to the unit."""
    about_parties = {rule.rule for rule in rules if rule.is_about_parties}
    found: dict[tuple[str, str], Standing] = {}
    for is_line, code, rule, lines, missing, excused, broken, _account in figures:
        if is_line and rule not in about_parties:
            continue
        for place in _places_over(code, top) if is_line else (code,):
            found.setdefault((place, rule), Standing()).add(lines, missing, excused, bool(broken))
    return found


def _places_over(code, top):
    above = [code[:n] for n in (COUNTY_DIGITS, TOWNSHIP_DIGITS) if len(top) <= n < len(code)]
    return [*above, code]


def own_lines(figures):
    """Return code → {rule: OwnLine} of places."""
    found: dict[str, dict[str, OwnLine]] = {}
    for is_line, code, rule, required, missing, excused, broken, _account in figures:
        if is_line:
            found.setdefault(code, {}).setdefault(rule, OwnLine()).add(required, missing, excused, broken)
    return found
