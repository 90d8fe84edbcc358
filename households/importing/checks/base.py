"""The register of checks, and what every check is given."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any, NamedTuple

from households.importing.rows import HouseholdRow, Roster, RosterHousehold
from povertyapp.core.place_names import PlaceIndex
from povertyapp.core.workbooks import Finding

AT_ONCE = 1000


@dataclass(frozen=True)
class Context:
    """What a check may ask besides its subject: the roster, the county's places, the parameters by name."""

    roster: Roster
    places: PlaceIndex
    value: Callable[[str], Any]
    # In yuan per head, of the roster's income year.
    poverty_line: Decimal
    _numbers: dict[str, Decimal] = field(default_factory=dict)

    @property
    def as_of(self) -> dt.date:
        return self.roster.as_of

    def number(self, name: str) -> Decimal:
        """Return a parameter as an exact decimal."""
        if name not in self._numbers:
            self._numbers[name] = Decimal(str(self.value(name)))
        return self._numbers[name]

    def ages(self, name: str) -> range:
        """Return the ages from `…_from` to `…_to` of a pair of parameters, both inside."""
        return range(int(self.number(f"{name}_from")), int(self.number(f"{name}_to")) + 1)

    def has(self, *keys: str) -> bool:
        """Say whether the workbook has all of these columns."""
        return self.roster.columns.issuperset(keys)


class Over(Enum):
    """What a check looks at: members, households, rows of the household sheet, or the whole roster."""

    MEMBER = "member"
    HOUSEHOLD = "household"
    FORM = "form"
    ROSTER = "roster"


# The rows of the household sheet, each with the household that it belongs to.
Forms = list[tuple[HouseholdRow, RosterHousehold]]


class Check(NamedTuple):
    code: str
    over: Over
    function: Callable[..., Iterator[Finding]]


CHECKS: list[Check] = []


def check(code: str, over: Over):
    """Register a function as the check of a finding code: it gets a list of what it looks at, and the context."""

    def register(function):
        CHECKS.append(Check(code, over, function))
        return function

    return register


def run_checks(context: Context, checks: Iterable[Check] | None = None, progress=None) -> list[Finding]:
    """Return every finding of a roster, in the order of its sheets and rows; `progress` counts members.

    A check is called with many of what it looks at, so that a county costs no call a person.
    """
    chosen = list(CHECKS if checks is None else checks)
    found: list[Finding] = []
    for households in _parts(context.roster.households):
        members = [member for household in households for member in household.members]
        subjects: dict[Over, Any] = {
            Over.MEMBER: members,
            Over.HOUSEHOLD: households,
            Over.FORM: [(household.form, household) for household in households if household.form],
        }
        for one in chosen:
            if one.over is not Over.ROSTER:
                found += one.function(subjects[one.over], context)
        if progress:
            progress.advance(len(members))
    for one in chosen:
        if one.over is Over.ROSTER:
            found += one.function(context)
    places = {sheet: place for place, sheet in enumerate(context.roster.sheets)}
    return sorted(found, key=lambda one: (places.get(one.sheet or "", 0), one.row or 0))


def _parts(households: list[RosterHousehold]) -> Iterator[list[RosterHousehold]]:
    for start in range(0, len(households), AT_ONCE):
        yield households[start : start + AT_ONCE]
