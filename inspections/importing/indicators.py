"""The workbook of indicators (行业指标路径与填报): a row is one indicator in one month, its target and its report."""

import datetime as dt
import re
from typing import Any

from django.utils.translation import gettext as _

from povertyapp.core.period import MONTH, Period
from povertyapp.core.workbooks import CellError, ColumnSpec, Field, Layout, cells
from povertyapp.core.workbooks.listing import ListRow

CODE, NAME, WHEN, TARGET = "指标编号", "指标名称", "月份", "目标"
NUMERATOR, DENOMINATOR, AS_OF, EVIDENCE = "分子", "分母", "截止日期", "依据"
LAYOUT = Layout(
    "行业指标路径与填报",
    (
        ColumnSpec(CODE, aliases=("编号", "指标代码"), required=True),
        ColumnSpec(NAME, aliases=("指标", "行业指标")),
        ColumnSpec(WHEN, aliases=("年月", "所属月份"), required=True),
        ColumnSpec(TARGET, aliases=("当月目标", "目标值", "月度目标")),
        ColumnSpec(NUMERATOR, aliases=("完成数", "实际完成", "数值")),
        ColumnSpec(DENOMINATOR, aliases=("总数", "应完成数")),
        ColumnSpec(AS_OF, aliases=("数据截止日期", "统计日期")),
        ColumnSpec(EVIDENCE, aliases=("数据依据", "佐证", "依据文号")),
    ),
)
WRITTEN = re.compile(r"(\d{4})[年./-](\d{1,2})月?")


def month(value: Any) -> str:
    """Return a month: a date cell, 2017-03, 2017年3月, 2017.3."""
    if isinstance(value, dt.date):
        return str(Period.of(value))
    written = cells.word(value)
    found = WRITTEN.fullmatch(written)
    said = f"{found[1]}-{int(found[2]):02d}" if found else written
    if said and not MONTH.match(said):
        raise CellError("DATE_INVALID", _("月份，如 2017-03"))
    return said


FIELDS = (
    Field(CODE, "code", cells.word),
    Field(NAME, "name", cells.word),
    Field(WHEN, "month", month),
    Field(TARGET, "target", cells.number),
    Field(NUMERATOR, "numerator", cells.number),
    Field(DENOMINATOR, "denominator", cells.number),
    Field(AS_OF, "as_of", cells.date),
    Field(EVIDENCE, "evidence", cells.word),
)
# What a service complains about → the column where it stands.
COLUMNS = {
    "numerator": NUMERATOR,
    "denominator": DENOMINATOR,
    "as_of": AS_OF,
    "evidence": EVIDENCE,
    "month": WHEN,
}


def check(rows: list[ListRow], indicators: dict[str, Any]) -> None:
    """Tell what is wrong with each row before anything is written: who it is about, and a month twice."""
    seen: dict[tuple[str, str], ListRow] = {}
    for row in rows:
        unread = {fault.column for fault in row.faults}
        for column, name in ((CODE, "code"), (WHEN, "month")):
            if not row[name] and column not in unread:
                row.tell(column, "LIST_FIELD_MISSING", message=_("“%(column)s”不能为空") % {"column": column})
        indicator = indicators.get(row["code"])
        if row["code"] and indicator is None:
            row.tell(CODE, "LIST_INDICATOR_UNKNOWN")
        elif indicator and row["name"] and row["name"] != indicator.name:
            row.tell(NAME, "LIST_INDICATOR_OTHER", expected=indicator.name)
        key = (row["code"] or "", row["month"] or "")
        if all(key) and seen.setdefault(key, row) is not row:
            place = {"sheet": seen[key].record.sheet, "row": seen[key].record.row}
            row.tell(
                WHEN, "LIST_DUPLICATE", message=_("与“%(sheet)s”第 %(row)s 行是同一个月，请只留一行") % place
            )
