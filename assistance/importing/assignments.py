"""The list of who helps whom (帮扶责任人结对表): its columns, and what it means beside what is stored.

A row is one helper's time with one household. Rows are laid on the household's time line, stored and told alike:
the same helper at that time is the same assignment, a new helper of an open end takes over from the one before
him, and two helpers on one day are told, because the database keeps one household from having two.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from assistance.choices import AssignmentRole
from assistance.models import Helper, HelperAssignment
from households.importing.lists import (
    SHARED_COLUMNS,
    SHARED_FIELDS,
    Stored,
    check_days,
    check_length,
    first_day,
    last_day,
)
from povertyapp.core.models import Area
from povertyapp.core.place_names import base_unit
from povertyapp.core.workbooks import CellError, ColumnSpec, Field, Layout, cells
from povertyapp.core.workbooks.listing import ListRow

HELPER, UNIT, POST, PHONE, ROLE = "帮扶责任人", "帮扶单位", "职务", "帮扶人电话", "角色"
START, END = "开始日期", "结束日期"
DAY, FOR_EVER = dt.timedelta(days=1), dt.date.max
LAYOUT = Layout(
    "帮扶责任人结对表",
    (
        *SHARED_COLUMNS,
        ColumnSpec(
            HELPER, aliases=("帮扶干部", "结对帮扶人", "帮扶责任人姓名", "帮扶干部姓名"), required=True
        ),
        ColumnSpec(UNIT, aliases=("单位", "工作单位", "单位名称", "帮扶干部单位")),
        ColumnSpec(POST, aliases=("帮扶人职务", "单位及职务", "职务职级")),
        ColumnSpec(
            PHONE,
            aliases=("帮扶责任人电话", "帮扶责任人联系电话", "帮扶人联系电话", "帮扶联系人电话", "干部电话"),
        ),
        ColumnSpec(ROLE, aliases=("帮扶角色", "帮扶类型")),
        ColumnSpec(
            START, aliases=("帮扶开始时间", "开始时间", "结对时间", "结对日期", "起始时间", "帮扶时间")
        ),
        ColumnSpec(END, aliases=("帮扶结束时间", "结束时间", "终止时间", "调整时间")),
    ),
)
ROLES = {
    "": AssignmentRole.PRIMARY,
    "帮扶责任人": AssignmentRole.PRIMARY,
    "帮扶联系人": AssignmentRole.PRIMARY,  # since 2021
    "责任人": AssignmentRole.PRIMARY,
    "主要": AssignmentRole.PRIMARY,
    "协助帮扶人": AssignmentRole.SUPPORT,
    "协助": AssignmentRole.SUPPORT,
}


def role(value: Any) -> str:
    """Return the role that a cell names; a blank one means the helper in charge."""
    written = cells.word(value)
    if written not in ROLES:
        raise CellError("DICT_UNKNOWN", _("帮扶责任人 或 协助帮扶人"))
    return ROLES[written]


FIELDS = (
    *SHARED_FIELDS,
    Field(HELPER, "helper", cells.name),
    Field(UNIT, "unit", cells.word),
    Field(POST, "post", cells.text),
    Field(PHONE, "phone", cells.phone),
    Field(ROLE, "role", role),
    Field(START, "from_date", first_day),
    Field(END, "to_date", last_day),
)
LIMITS = {"helper": (HELPER, 40), "unit": (UNIT, 80), "post": (POST, 40)}


@dataclass
class Span:
    """A helper's time with a household: stored (`pk`) or told by the list, and whether the list changed it."""

    name: str
    unit: str
    role: str
    since: dt.date
    until: dt.date | None
    pk: int | None = None
    row: ListRow | None = None
    changed: bool = False

    @property
    def last(self) -> dt.date:
        return self.until or FOR_EVER

    def meets(self, since: dt.date, last: dt.date) -> bool:
        """Say whether the two times have a day in common."""
        return self.since <= last and since <= self.last

    def is_of(self, row: ListRow) -> bool:
        """Say whether it is this row's helper."""
        return (self.unit, self.name) == (row["unit"], row["helper"])


@dataclass
class Plan:
    """What is to be written: the spans of each household's number, with what the list made of them."""

    spans: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    assumed: int = 0


def check(rows: list[ListRow], households: dict[str, Stored], as_of: dt.date, county: Area) -> Plan:
    """Tell what is wrong with each row, and lay the others on the time lines of their households."""
    plan, unit_of = Plan(), _UnitNames(county)
    _load(plan, households)
    for row in rows:
        row.values["unit"] = unit_of(row["unit"], row["helper"])
        row.values["role"] = row["role"] or AssignmentRole.PRIMARY
        if not row["helper"]:
            row.tell(HELPER, "HELPER_MISSING")
        check_days(row, START, END)
        check_length(row, LIMITS)
        _date(row, households.get(row["household_no"] or ""), as_of)
    told = [row for row in rows if not row.is_faulty]
    for row in sorted(told, key=lambda row: (row["household_no"], row["from_date"])):
        _lay(plan, row)
    return plan


def _date(row: ListRow, household: Stored | None, as_of: dt.date) -> None:
    """A row without a day counts from the first of the year; none counts before its household is registered."""
    row.values["is_dated"] = row["from_date"] is not None
    if household is None:
        return
    if row["is_dated"] and row["from_date"] < household.registered_on:
        row.tell(START, "LIST_BEFORE_REGISTERED", expected=household.registered_on)
    if not row["is_dated"]:
        row.values["from_date"] = max(dt.date(as_of.year, 1, 1), household.registered_on)


class _UnitNames:
    """The units' names as the county writes them; a blank one is that of the county's only helper of that name."""

    def __init__(self, county: Area):
        self.county = county
        self.known: dict[str, set[str]] = defaultdict(set)
        for name, unit in Helper.objects.filter(area_id=county.code).values_list("name", "unit__name"):
            self.known[name].add(unit)

    def __call__(self, written: str | None, helper: str | None) -> str:
        units = self.known.get(helper or "", set())
        if not written:
            return next(iter(units)) if len(units) == 1 else _("未填写单位")
        return base_unit(written, self.county.name)


def _load(plan: Plan, households: dict[str, Stored]) -> None:
    numbers = {stored.pk: number for number, stored in households.items()}
    columns = ("household_id", "helper__name", "helper__unit__name", "role", "from_date", "to_date", "pk")
    found = HelperAssignment.objects.filter(household_id__in=numbers).order_by("from_date")
    for household, *facts in found.values_list(*columns):
        plan.spans[numbers[household]].append(Span(*facts))


def _lay(plan: Plan, row: ListRow) -> None:
    spans = [span for span in plan.spans[row["household_no"]] if span.role == row["role"]]
    since, last = row["from_date"], row["to_date"] or FOR_EVER
    met = [span for span in spans if span.meets(since, last)]
    own = next((span for span in met if span.is_of(row)), None)
    if own is not None:
        _adjust(own, row, [span for span in spans if span is not own])
    elif row["role"] == AssignmentRole.SUPPORT or not met:
        _open(plan, row)
    elif len(met) == 1 and met[0].until is None and row["to_date"] is None:
        _take_over(plan, met[0], row)
    else:
        _tell_overlap(row, met[0])


def _adjust(own: Span, row: ListRow, others: Iterable[Span]) -> None:
    """The same helper at that time is the same assignment: the list knows its days better, a blank says nothing."""
    since = row["from_date"] if row["is_dated"] else own.since
    until = row["to_date"] or own.until
    if own.role == AssignmentRole.PRIMARY:
        for other in others:
            if other.meets(since, until or FOR_EVER):
                _tell_overlap(row, other)
                return
    if until and until < since:
        row.tell(END, "LIST_DATE_ORDER", expected=since)
        return
    if (since, until) != (own.since, own.until):
        own.since, own.until, own.changed, own.row = since, until, True, row


def _take_over(plan: Plan, before: Span, row: ListRow) -> None:
    """A new helper of an open end: the one before him ends the day before, or was never right from that day on."""
    if row["from_date"] > before.since:
        before.until, before.changed = row["from_date"] - DAY, True
        _open(plan, row)
    elif row["from_date"] == before.since:
        before.name, before.unit, before.changed, before.row = row["helper"], row["unit"], True, row
    else:
        _tell_overlap(row, before)


def _open(plan: Plan, row: ListRow) -> None:
    plan.assumed += not row["is_dated"]
    span = Span(
        row["helper"], row["unit"], row["role"], row["from_date"], row["to_date"], row=row, changed=True
    )
    plan.spans[row["household_no"]].append(span)


def _tell_overlap(row: ListRow, other: Span) -> None:
    text = _("%(from)s 至 %(to)s 已是 %(name)s 帮扶，请先改好两人的起止日期")
    days = {"from": other.since, "to": other.until or _("今"), "name": other.name}
    row.tell(START, "ASSIGNMENT_OVERLAP", message=text % days)
