"""What relocation comes to in figures: how large a house may be, what is moved of a plan by the month.

The limits are functions of the database, because its triggers hold them by the same ones.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from funds.choices.relocation import CaseStatus
from funds.models import RelocationListed, RelocationSite, RelocationTarget
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.parameters import Parameters


def _ask(function: str, *given):
    marks = ", ".join(["%s"] * len(given))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}({marks})", given)
        return cursor.fetchone()[0]


def house_limit(area_code: str, persons: int, day: dt.date) -> Decimal:
    """Return the largest house, in square metres, that so many people may have at a place on a day (B15)."""
    return _ask("funds_house_limit", area_code, persons, day)


def may_move(household, reason: str, day: dt.date) -> bool:
    """Say whether a household may be moved for a reason: on the register, from a place that is listed for it."""
    return _ask("funds_may_move", household.pk, reason, day)


def has_house_money(household) -> bool:
    """Say whether a household has the subsidy for a dangerous house (DQ-42)."""
    return _ask("funds_has_house_money", household.pk)


def step_limits(value: Parameters) -> dict[str, int]:
    """Return status → days that it may last, for those that have a limit."""
    limits = {}
    for status in CaseStatus:
        name = f"relocation.days.{status.value}"
        if name in value.values:
            limits[status.value] = int(value(name))
    return limits


def limits_for(codes, day: dt.date) -> dict[str, int]:
    """Return the limits of the first of some counties: whoever stands over several reads the first one's."""
    return step_limits(Parameters([*codes, ""][0][:COUNTY_DIGITS], day))


@dataclass(frozen=True)
class Point:
    """A month of the curve: what the plans ask for by its end, who had the key by then, who had moved in."""

    month_end: dt.date
    households: int
    persons: int
    keyed: int | None
    moved: int | None
    moved_persons: int | None

    @property
    def is_short(self):
        """Say whether fewer have moved in than planned; never of a month that has not begun."""
        return self.moved is not None and (
            self.moved < self.households or (self.moved_persons or 0) < self.persons
        )


def curve(plans, cases, year: int, today: dt.date) -> list[Point]:
    """Return the curve of a year's task over some plans: in each month what is asked for, and what was reached.

    `cases` are those that the reader may see; a case belongs to the plan on whose list its household stands.
    """
    of_year = RelocationTarget.objects.filter(plan__in=plans.filter(year=year))
    asked = of_year.values("month_end").annotate(n=Sum("households"), people=Sum("persons"))
    rows = cases.filter(listed__plan__in=plans.filter(year=year)).standing()
    facts = list(rows.order_by().values_list("keys_on", "moved_in_on", "persons"))
    return [_point(row, facts, today) for row in asked.order_by("month_end")]


def _point(row, facts, today):
    day = row["month_end"]
    if day.replace(day=1) > today:
        return Point(day, row["n"], row["people"], None, None, None)
    moved = [persons for _keys_on, moved_in_on, persons in facts if moved_in_on and moved_in_on <= day]
    keyed = sum(keys_on is not None and keys_on <= day for keys_on, _moved_in_on, _persons in facts)
    return Point(day, row["n"], row["people"], keyed, len(moved), sum(moved))


def behind(plans, day: dt.date):
    """Return those of some plans that are behind the newest target of their curve on a day, the eldest first.

    Each knows that target (`month_end`, `need` households and `need_people`), how many of its list have `moved` in
    with `moved_people`, and how many are `waiting`.
    """
    passed = RelocationTarget.objects.filter(plan=OuterRef("pk"), month_end__lte=day).order_by("-month_end")
    lives_there = Q(listed__case__moved_in_on__isnull=False)
    moved = Count("listed", filter=lives_there)
    asked = plans.annotate(
        month_end=Subquery(passed.values("month_end")[:1]),
        need=Subquery(passed.values("households")[:1]),
        need_people=Subquery(passed.values("persons")[:1]),
        moved=moved,
        moved_people=Coalesce(Sum("listed__case__persons", filter=lives_there), 0),
        waiting=Count("listed") - moved,
    )
    short = Q(moved__lt=F("need")) | Q(moved_people__lt=F("need_people"))
    return asked.filter(short, month_end__isnull=False).order_by("due_on", "area_id")


NOBODY = {"listed": 0, "people": 0, "opened": 0, "keyed": 0, "moved": 0, "moved_people": 0}


def reached_of(plans) -> dict[int, Any]:
    """Return plan → how many households and persons stand on its list, have the key, live in the new home."""
    case, in_it = "case__isnull", "case__moved_in_on__isnull"
    rows = RelocationListed.objects.filter(plan__in=plans).order_by().values("plan_id")
    found = rows.annotate(
        listed=Count("pk"),
        people=Sum("persons"),
        opened=Count("pk", filter=Q(**{case: False})),
        keyed=Count("pk", filter=Q(case__keys_on__isnull=False)),
        moved=Count("pk", filter=Q(**{in_it: False})),
        moved_people=Coalesce(Sum("case__persons", filter=Q(**{in_it: False})), 0),
    )
    return {row["plan_id"]: row for row in found}


def sites_of(user):
    """Return the sites that a user may choose from."""
    return RelocationSite.objects.visible_to(user)
