"""Lists that are put up in public (公示名单): name, group, item, amount, and nothing else (rulebook B20, C4).

The columns are these four, here; no page, address, template or setting can add one. What stands in `item` is a word
of the program, never a text that somebody typed. A child's name never stands on a list.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.choices import GONE, Relation
from households.models import Household, HouseholdMember, ProcedureBatch, ProcedureCase
from households.querysets import years_before
from households.steps import ProcedureKind
from povertyapp.core import clock
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.parameters import Parameters
from povertyapp.core.text import Text


@dataclass(frozen=True, slots=True)
class PostingLine:
    """One line of a public list. There is no other column."""

    name: str
    group: str
    item: str
    amount: Decimal | None = None


COLUMNS = ("姓名", "村民小组", "事项", "金额（元）")


@dataclass(frozen=True)
class PostingKind:
    """A kind of list: its title, and the function of rows, place and year that gives its lines."""

    key: str
    title: Text
    order: int
    verb: str
    lines: Callable[[Callable[[Any], Any], Area, int], Iterable[PostingLine]]


POSTINGS: dict[str, PostingKind] = {}


def posting(key: str, title: Text, *, order: int, verb: str = "households.view_household"):
    """Register `lines(rows, place, year)` as a public list; `rows` applies `visible_to`."""

    def register(lines):
        POSTINGS[key] = PostingKind(key, title, order, verb, lines)
        return lines

    return register


@posting("entry", gettext_lazy("新识别贫困户名单公示"), order=1)
def entries(rows, place, year):
    """List the households that came on the register in the year."""
    found = rows(Household).in_area(place.code).filter(registered_on__year=year, left_register_on=None)
    return household_lines(found, _("识别为建档立卡贫困户"))


@posting("planned", gettext_lazy("预脱贫户名单公示"), order=2)
def planned(rows, place, year):
    """List the households that are to leave poverty in the year."""
    found = rows(Household).in_area(place.code).filter(planned_exit_year=year, left_register_on=None)
    return household_lines(found.filter(exited_on=None), _("拟脱贫"))


@posting("exit", gettext_lazy("脱贫户名单公示"), order=3)
def exits(rows, place, year):
    """List the households that left poverty in the year."""
    found = rows(Household).in_area(place.code).filter(exited_on__year=year, left_register_on=None)
    return household_lines(found, _("脱贫"))


def household_lines(households, item: str) -> Iterator[PostingLine]:
    """Yield a line for each household, in the official order, under a name that may be posted."""
    ordered = households.select_related("area").order_by("area_id", "household_no")
    names = postable_names(households)
    for household in ordered.iterator(chunk_size=2000):
        name = names.get(household.pk, household.head_name)
        yield PostingLine(name, group_of(household.area, household.group_name), item)


def batch_lines(rows, batch: ProcedureBatch) -> Iterator[PostingLine]:
    """Yield the households of a list that goes through a procedure (B3, B5), as it is put up."""
    item = str(dict(ProcedureKind.choices)[batch.kind])
    cases = rows(ProcedureCase).filter(batch=batch).select_related("area").order_by("group_name", "pk")
    households = rows(Household).filter(cases__batch=batch)
    names = postable_names(households)
    for case in cases:
        name = names.get(case.household_id, case.head_name)
        yield PostingLine(name, group_of(case.area, case.group_name), item)


def group_of(village: Area, group: str) -> str:
    return f"{village.short_name} {group}".strip()


def postable_names(households) -> dict[int, str]:
    """Return, for households whose head is a child, the name to post instead: the eldest grown-up, else none."""
    today = clock.today()
    first = households.order_by("area_id").values_list("area_id", flat=True).first() or ""
    age = int(Parameters(first[:COUNTY_DIGITS], today)("posting.child_age"))
    grown_up_by: dt.date = years_before(today, age)
    people = HouseholdMember.objects.exclude(change_kind__in=GONE)
    head = people.filter(household=OuterRef("pk"), relation=Relation.HEAD).order_by("pk")
    elder = people.filter(household=OuterRef("pk"), birth_date__lte=grown_up_by).order_by("birth_date", "pk")
    children = (
        households.order_by()
        .annotate(head_born=Subquery(head.values("birth_date")[:1]))
        .filter(head_born__gt=grown_up_by)
        .annotate(elder=Subquery(elder.values("name")[:1]))
    )
    return {pk: name or _("（未成年人户）") for pk, name in children.values_list("pk", "elder")}
