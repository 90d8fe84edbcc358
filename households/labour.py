"""Which household can carry an income measure: one rule for forms, imports and generated counties."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from households.choices import CAPABLE, CAPABLE_AT_ANY_AGE, NOT_AT_SCHOOL, Presence


class Person(Protocol):
    """What is asked of a member, stored or read from a sheet."""

    @property
    def birth_date(self) -> dt.date | None: ...
    @property
    def labour_capacity(self) -> str: ...
    @property
    def school_status(self) -> str: ...
    @property
    def is_gone(self) -> bool: ...


def years_between(born: dt.date, day: dt.date) -> int:
    """Return full years of age on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def is_labour_capable(members: Iterable[Person], day: dt.date, value: Callable[[str], Any]) -> bool:
    """Tell a labour-capable household (rulebook B1.2): a member of working age can work and is no student.

    Past the working age an ordinary or skilled worker still counts. `value` gives `labour.age_from` and
    `labour.age_to`. A member without a birthday counts by what the form says of his labour.
    """
    age_from, age_to = int(value("labour.age_from")), int(value("labour.age_to"))
    return any(_is_capable(member, day, age_from, age_to) for member in members)


def _is_capable(member: Person, day: dt.date, age_from: int, age_to: int) -> bool:
    if member.is_gone or member.labour_capacity not in CAPABLE:
        return False
    if member.school_status not in NOT_AT_SCHOOL:
        return False
    if member.birth_date is None:
        return True
    age = years_between(member.birth_date, day)
    return age_from <= age <= age_to or (age > age_to and member.labour_capacity in CAPABLE_AT_ANY_AGE)


def presence_of(is_all_away: bool, is_labour_capable: bool) -> Presence:
    """Return the class of a household (CB2-04) from whether all are away and whether anyone can work."""
    if is_all_away:
        return Presence.ALL_AWAY
    return Presence.HOME_LABOUR if is_labour_capable else Presence.HOME_NO_LABOUR
