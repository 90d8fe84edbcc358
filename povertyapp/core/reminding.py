"""Reminders and the daily digest (ux 33): what is due is asked of all floors at once, and told once to each person.

@due_source("visits", label=_("走访"), unit=_("户"))
def visits_due(county_code, today):
    yield Due(user_id, count=12, due_on=today)

A source answers for everybody of a county in a few statements, however many they are. What it finds for a person is
what his 待办 shows.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from povertyapp.core import clock
from povertyapp.core.models import Notice, ReminderDay, RoleGrant, User
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.parameters import Parameters
from povertyapp.core.roles import REACHING, VERBS, Role
from povertyapp.core.scoping import within
from povertyapp.core.text import Text

BATCH_ROWS = 2000


@dataclass(frozen=True)
class Due:
    """So many things of one kind that one person owes by a day; without a day they only wait."""

    user_id: int
    count: int = 1
    due_on: dt.date | None = None


@dataclass(frozen=True)
class DueKind:
    """A kind of things that fall due: how it is called and counted, and who owes how much in a county."""

    code: str
    label: Text
    unit: Text
    find: Callable[[str, dt.date], Iterable[Due]]


DUES: dict[str, DueKind] = {}


def due_source(code, *, label, unit):
    """Register a function of a county's code and a day that yields a Due for each person, kind and deadline."""

    def register(function):
        DUES[code] = DueKind(code, label, unit, function)
        return function

    return register


def standing_with(verb, county_code, today) -> dict[int, list[str]]:
    """Return user id → the places in a county on which he stands with a verb: of those, nobody above the county."""
    roles = [role for role in REACHING if verb in VERBS[Role(role)]]
    found = defaultdict(list)
    grants = RoleGrant.objects.in_force(today).filter(
        within(county_code), role__in=roles, user__is_active=True
    )
    for user, area in grants.values_list("user_id", "area_id"):
        found[user].append(area)
    return found


def remind(now: dt.datetime | None = None) -> int:
    """Remind the people of each county, once a day, between `notice.from_hour` and `notice.until_hour`; return how
    many notices were written.

    Whoever comes first on a day writes all of it in one transaction; another beat finds it done, and a day that was
    missed in the morning is made up for until the evening.
    """
    now = now or clock.now()
    return sum(_remind_county(county, now) for county in _counties(now.date()))


def may_disturb(value, now):
    """Say whether the county wants its people told at this hour."""
    return int(value("notice.from_hour")) <= now.hour < int(value("notice.until_hour"))


def _counties(today):
    codes = RoleGrant.objects.in_force(today).order_by().values_list("area_id", flat=True).distinct()
    return sorted({code[:COUNTY_DIGITS] for code in codes if len(code) >= COUNTY_DIGITS})


def _remind_county(county, now):
    today, value = now.date(), Parameters(county, now.date())
    if not may_disturb(value, now):
        return 0
    with transaction.atomic():
        _day, is_first = ReminderDay.objects.get_or_create(
            county_id=county, day=today, defaults={"told_at": now}
        )
        if not is_first:
            return 0
        rows = _notices(county, now, [int(days) for days in value("notice.offsets_days")])
        before = Notice.objects.count()
        Notice.objects.bulk_create(rows, batch_size=BATCH_ROWS, ignore_conflicts=True)
        return Notice.objects.count() - before


def _notices(county, now, offsets):
    """Return what is to be told: a digest a person, and a reminder for what comes close to its day or is past it."""
    today, people = now.date(), _people(county, now.date())
    waiting: dict[int, dict[str, list[Due]]] = defaultdict(lambda: defaultdict(list))
    for kind in DUES.values():
        for due in kind.find(county, today):
            if due.user_id in people:
                waiting[due.user_id][kind.code].append(due)
    rows = []
    for user, kinds in waiting.items():
        if people[user]:
            facts = {code: _together(dues) for code, dues in kinds.items()}
            rows.append(
                Notice(reader_id=user, kind="digest", key=f"digest:{today}", facts=facts, told_at=now)
            )
        for code, dues in kinds.items():
            rows += [_reminder(user, code, due, offset, now) for due, offset in _near(dues, offsets, today)]
    return rows


def _people(county, today) -> dict[int, bool]:
    """Return user id → whether he wants the digest, of the active people who have a role in the county today."""
    grants = RoleGrant.objects.in_force(today).filter(within(county))
    people: Any = User.objects.filter(is_active=True, pk__in=grants.order_by().values("user"))
    return dict(people.values_list("pk", "daily_digest"))


def _together(dues):
    days = [due.due_on for due in dues if due.due_on]
    return {"n": sum(due.count for due in dues), "due": str(min(days)) if days else None}


def _near(dues, offsets, today):
    """Yield the dues that a reminder is for, with the newest of the days that have come: a missed one is not made
    up for when the next has come."""
    for due in dues:
        come = [days for days in offsets if due.due_on and due.due_on + dt.timedelta(days=days) <= today]
        if come:
            yield due, max(come)


def _reminder(user, code, due, offset, now):
    return Notice(
        reader_id=user,
        kind="reminder",
        key=f"reminder:{code}:{due.due_on}:{offset:+d}",
        facts={"kind": code, "n": due.count, "due": str(due.due_on)},
        told_at=now,
    )
