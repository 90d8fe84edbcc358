"""The register of checks, and what every check is given."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, NamedTuple

from households.importing.rows import MemberRow, Roster
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

    @property
    def as_of(self) -> dt.date:
        return self.roster.as_of

    def number(self, name: str) -> Decimal:
        """Return a parameter as an exact decimal."""
        return Decimal(str(self.value(name)))

    def has(self, *keys: str) -> bool:
        """Say whether the workbook has all of these columns."""
        return all(key in self.roster.columns for key in keys)

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


def run_checks(context: Context, checks: Iterable[Check] | None = None) -> list[Finding]:
    """Return every finding of a roster, in the order of its sheets and rows."""
    chosen = list(CHECKS if checks is None else checks)
    by_kind = {over: [one.function for one in chosen if one.over is over] for over in Over}
    found: list[Finding] = []
    for household in context.roster.households:
        for function in by_kind[Over.HOUSEHOLD]:
            found += function(household, context)
        for member in household.members:
            for function in by_kind[Over.MEMBER]:
                found += function(member, household, context)
    for function in by_kind[Over.ROSTER]:
        found += function(context)
    sheets = list(dict.fromkeys(one.sheet for one in found))
    return sorted(found, key=lambda one: (sheets.index(one.sheet), one.row or 0))
