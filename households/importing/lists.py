"""What lists about households have in common: whose rows they are, and whether the list says so rightly."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from households.models import Household
from households.places import OUT_OF_REACH, county_meant, reach_of
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.workbooks import ColumnSpec, Field, Workbook, cells
from povertyapp.core.workbooks.listing import ListRow

NUMBER, HEAD, TOWNSHIP, VILLAGE = "户编号", "户主姓名", "乡镇", "行政村"
SHARED_COLUMNS = (
    ColumnSpec("序号"),
    ColumnSpec(TOWNSHIP),
    ColumnSpec(VILLAGE),
    ColumnSpec(NUMBER, required=True),
    ColumnSpec(HEAD, aliases=("贫困户姓名", "农户姓名", "贫困户户主", "监测对象姓名")),
)
SHARED_FIELDS = (
    Field(TOWNSHIP, "township", cells.word),
    Field(NUMBER, "household_no", cells.long_digits),
    Field(HEAD, "head_name", cells.name),
)
_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?")
_YEAR = re.compile(r"(\d{4})\s*年?度?")
_OPEN = {"至今", "长期", "目前", "在帮", "持续"}


class Stored(NamedTuple):
    """What is stored of the household that a row means."""

    pk: int
    area_id: str
    head_name: str
    registered_on: dt.date


def first_day(value: Any) -> dt.date | None:
    """Return the day that something began: a day, or the first of a month or a year."""
    written = cells.word(value) if isinstance(value, str) else ""
    if match := _MONTH.fullmatch(written):
        return cells.date(f"{match[1]}-{match[2]}-1")
    if isinstance(value, int) and 1990 <= value <= 2100:
        return dt.date(value, 1, 1)
    if match := _YEAR.fullmatch(written):
        return cells.date(f"{match[1]}-1-1")
    return cells.date(value)


def last_day(value: Any) -> dt.date | None:
    """Return the day that something ended: a day, or the last of a month or a year; None while it goes on."""
    if isinstance(value, str) and cells.word(value) in _OPEN:
        return None
    began, day = first_day(value), _as_date(value)
    if began is None or day == began:
        return began
    by_month = isinstance(value, str) and _MONTH.fullmatch(cells.word(value))
    later = dt.date(began.year + (began.month == 12), began.month % 12 + 1, 1) if by_month else None
    return (later or dt.date(began.year + 1, 1, 1)) - dt.timedelta(days=1)


def _as_date(value: Any) -> dt.date | None:
    try:
        return cells.date(value)
    except cells.CellError:
        return None


def county_of(workbook: Workbook, rows: list[ListRow], titles: list[str]) -> Area:
    """Return the county of a list: that of the households that it names, else the one of its titles."""
    numbers = [row["household_no"] for row in rows if row["household_no"]]
    areas = Household.objects.filter(household_no__in=numbers).values_list("area_id", flat=True)
    named = Counter(area[:COUNTY_DIGITS] for area in areas).most_common(1)
    if named:
        return Area.objects.get(pk=named[0][0])
    county = county_meant(titles, {row["township"] for row in rows if row["township"]})
    if county is None:
        text = _("看不出“%(file)s”是哪个县的表：表里的户编号系统里都没有，请核对后再导入。")
        raise ValidationError(text % {"file": workbook.file})
    return county


def households_of(rows: Iterable[ListRow], county: Area, by: Any) -> dict[str, Stored]:
    """Return the stored households by number; tell rows whose household is unknown, another, or out of reach."""
    rows = list(rows)
    numbers = {row["household_no"] for row in rows if row["household_no"]}
    found = Household.objects.in_area(county.code).filter(household_no__in=numbers)
    columns = ("household_no", "pk", "area_id", "head_name", "registered_on")
    stored = {number: Stored(*facts) for number, *facts in found.values_list(*columns)}
    reach = reach_of(by)
    for row in rows:
        known = stored.get(row["household_no"] or "")
        if not row["household_no"]:
            if not row.faults:
                row.tell(NUMBER, "LIST_FIELD_MISSING", message=_("“%(column)s”不能为空") % {"column": NUMBER})
        elif known is None:
            row.tell(NUMBER, "LIST_HOUSEHOLD_UNKNOWN")
        elif row["head_name"] and row["head_name"] != known.head_name:
            row.tell(HEAD, "LIST_HOUSEHOLD_OTHER", expected=known.head_name)
        if known and not known.area_id.startswith(reach):
            row.tell(NUMBER, "LIST_OUT_OF_REACH", message=str(OUT_OF_REACH))
    return stored


def check_days(row: ListRow, start: str, end: str) -> None:
    """Tell a last day before the first one."""
    if row["from_date"] and row["to_date"] and row["to_date"] < row["from_date"]:
        row.tell(end, "LIST_DATE_ORDER", expected=row["from_date"])


def check_needed(row: ListRow, needed: dict[str, str]) -> None:
    """Tell what a row must say and leaves blank, where it is not unreadable; `needed` are attribute → column."""
    unread = {fault.column for fault in row.faults}
    for attr, column in needed.items():
        if row[attr] in (None, "") and row.record.table.written(column) not in unread:
            row.tell(column, "LIST_FIELD_MISSING", message=_("“%(column)s”不能为空") % {"column": column})


def lengths_of(model: Any, columns: dict[str, str]) -> dict[str, tuple[str, int]]:
    """Return what `check_length` asks of texts: attribute → (column, characters that the model's field holds)."""
    return {name: (column, model._meta.get_field(name).max_length) for name, column in columns.items()}


def check_length(row: ListRow, limits: dict[str, tuple[str, int]]) -> None:
    """Tell a text that no column can hold; `limits` are attribute → (column, characters)."""
    for attr, (key, limit) in limits.items():
        if len(row[attr] or "") > limit:
            text = _("“%(column)s”最多 %(limit)s 个字") % {"column": key, "limit": limit}
            row.tell(key, "LIST_TOO_LONG", message=text)
