"""The results that a third party hands over (第三方验收结果表): a row is one household (LF-38)."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from assistance.choices import Satisfaction
from households.importing.lists import SHARED_COLUMNS, SHARED_FIELDS, Stored, check_length
from povertyapp.core.models import Area
from povertyapp.core.workbooks import CellError, ColumnSpec, Field, Layout, cells
from povertyapp.core.workbooks.listing import ListRow

PASSED, SATISFACTION, DAY, NOTE = "是否合格", "满意度", "入户日期", "说明"
LAYOUT = Layout(
    "第三方验收结果表",
    (
        *SHARED_COLUMNS,
        ColumnSpec(PASSED, aliases=("验收结果", "合格", "验收结论", "是否达标"), required=True),
        ColumnSpec(SATISFACTION, aliases=("群众满意度", "满意情况", "是否满意")),
        ColumnSpec(DAY, aliases=("验收日期", "调查日期", "日期")),
        ColumnSpec(NOTE, aliases=("备注", "不合格原因", "存在问题")),
    ),
)
PASSING = {"合格": True, "达标": True, "通过": True, "不合格": False, "不达标": False, "不通过": False}
LIMITS = {"note": (NOTE, 200)}


def passed(value: Any) -> bool | None:
    """Return whether the household passed, by the words that agencies write."""
    written = cells.word(value)
    return PASSING[written] if written in PASSING else cells.yes_no(value)


def satisfaction(value: Any) -> str:
    """Return the word on satisfaction; blank where the household was not asked."""
    written = cells.word(value)
    known = {str(label): code for code, label in Satisfaction.choices} | {"基本满意": Satisfaction.FAIR}
    if not written:
        return ""
    if written not in known:
        raise CellError("DICT_UNKNOWN", "、".join(known))
    return str(known[written])


FIELDS = (
    *SHARED_FIELDS,
    Field(PASSED, "passed", passed),
    Field(SATISFACTION, "satisfaction", satisfaction),
    Field(DAY, "visited_on", cells.date),
    Field(NOTE, "note", cells.word),
)


def check(rows: list[ListRow], households: dict[str, Stored], as_of: dt.date, county: Area) -> None:
    """Tell what is wrong with each row: nothing said, a day in the future, a household twice."""
    seen: dict[str, ListRow] = {}
    for row in rows:
        unread = {fault.column for fault in row.faults}
        if row["passed"] is None and PASSED not in unread:
            row.tell(PASSED, "LIST_FIELD_MISSING", message=_("“%(column)s”不能为空") % {"column": PASSED})
        if row["visited_on"] and row["visited_on"] > as_of:
            row.tell(DAY, "LIST_DATE_FUTURE", expected=as_of)
        check_length(row, LIMITS)
        number = row["household_no"]
        if number and seen.setdefault(number, row) is not row:
            place = {"sheet": seen[number].record.sheet, "row": seen[number].record.row}
            row.tell(
                "户编号",
                "LIST_DUPLICATE",
                message=_("与“%(sheet)s”第 %(row)s 行是同一户，请只留一行") % place,
            )
