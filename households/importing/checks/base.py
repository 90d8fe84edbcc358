"""The register of checks, and what every check is given."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any, NamedTuple

from households.importing.rows import HouseholdRow, MemberRow, Roster, RosterHousehold
from povertyapp.core.place_names import PlaceIndex
from povertyapp.core.workbooks import Finding


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

    def has(self, *keys: str) -> bool:
        """Say whether the workbook has all of these columns."""
        return self.roster.columns.issuperset(keys)

    def age(self, member: MemberRow) -> int | None:
        """Return a member's age on the roster's date."""
        return member.age_on(self.as_of)


class Over(Enum):
    """What a check looks at, one at a time."""

    MEMBER = "member"
    HOUSEHOLD = "household"
    ROSTER = "roster"


class Check(NamedTuple):
    code: str
    over: Over
    function: Callable[..., Iterator[Finding]]


CHECKS: list[Check] = []


def check(code: str, over: Over):
    """Register a function as the check of a finding code."""

    def register(function):
        CHECKS.append(Check(code, over, function))
        return function

    return register


def check_form(code: str):
    """Register a check of the household sheet: it gets the row there of a household that has one."""

    def register(function: Callable[[HouseholdRow, RosterHousehold, Context], Iterator[Finding]]):
        @check(code, Over.HOUSEHOLD)
        def of_household(household: RosterHousehold, context: Context) -> Iterator[Finding]:
            if household.form is not None:
                yield from function(household.form, household, context)

        return function

    return register


def run_checks(context: Context, checks: Iterable[Check] | None = None, progress=None) -> list[Finding]:
    """Return every finding of a roster, in the order of its sheets and rows; `progress` counts members."""
    chosen = list(CHECKS if checks is None else checks)
    by_kind = {over: [one.function for one in chosen if one.over is over] for over in Over}
    found: list[Finding] = []
    for household in context.roster.households:
        for function in by_kind[Over.HOUSEHOLD]:
            found += function(household, context)
        for member in household.members:
            for function in by_kind[Over.MEMBER]:
                found += function(member, household, context)
        if progress:
            progress.advance(len(household.members))
    for function in by_kind[Over.ROSTER]:
        found += function(context)
    sheets = list(dict.fromkeys(one.sheet for one in found))
    return sorted(found, key=lambda one: (sheets.index(one.sheet), one.row or 0))
