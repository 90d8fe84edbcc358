"""The day that a roster speaks of: ages, deaths and exits are judged on it."""

import datetime as dt
import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from itertools import zip_longest
from typing import Any

from households.importing.layouts import INCOME_FIELDS
from povertyapp.core.workbooks import CellError, Table, Workbook, cells

_WHAT = "(?:导出|数据|截止|截至|更新|填报|填表|制表|统计|上报)+"
_DAY = r"\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?"
DATED = re.compile(rf"{_WHAT}(?:日期|时间|到|至)?[:：]?\s*({_DAY})")
DATE_BESIDE = re.compile(rf"{_WHAT}(?:日期|时间)[:：]?")
YEAR_IN_TITLE = re.compile(r"((?:19|20)\d{2})年(?:\s*(\d{1,2})月)?")
# A year that fewer rows than this share state is a slip of the pen.
USUAL_SHARE = 0.05


def date_of(
    workbook: Workbook, titles: list[str], earned: int | None, exits: Iterable[int | None], today: dt.date
) -> dt.date:
    """Return the date that a workbook states, else the likeliest one, but no day to come.

    That is the end of the month in the title, or the middle of its year, from which ages err least. Without
    a year there it is the one after the year of the incomes, or after the last year of exit.
    """
    stated = stated_date(workbook)
    if stated:
        return stated
    for match in filter(None, map(YEAR_IN_TITLE.search, titles)):
        month = int(match[2] or 6)
        if 1 <= month <= 12:
            return min(_end_of_month(int(match[1]), month), today)
    before = earned or _last_usual(exits)
    return min(_end_of_month(before + 1, 6), today) if before else today


def stated_date(workbook: Workbook) -> dt.date | None:
    """Return the date that a workbook states of itself: 导出日期 above its tables, 填报日期 below."""
    for sheet in workbook:
        for row in (*sheet.rows[:10], *sheet.rows[-10:]):
            filled = [value for value in row if not cells.is_blank(value)]
            for value, beside in zip_longest(filled, filled[1:]):
                day = _day(cells.text(value), beside) if isinstance(value, str) else None
                if day:
                    return day
    return None


def _day(label: str, beside: Any) -> dt.date | None:
    """Return the day behind a label, or in the cell beside it: 导出日期 | 2017-06-30."""
    dated = DATED.search(label)
    if not dated and not DATE_BESIDE.fullmatch(label):
        return None
    try:
        return cells.date(dated[1] if dated else beside)
    except CellError:
        return None


def stated_income_year(tables: list[Table]) -> int | None:
    """Return the year that the income columns name."""
    for table in tables:
        for field in INCOME_FIELDS:
            column = table.columns.get(field.key)
            match = YEAR_IN_TITLE.search(f"{column.group} {column.written}") if column else None
            if match:
                return int(match[1])
    return None


def _end_of_month(year: int, month: int) -> dt.date:
    return dt.date(year, month, monthrange(year, month)[1])


def _last_usual(years: Iterable[int | None]) -> int | None:
    """Return the latest year that is no exception."""
    counts = Counter(year for year in years if year)
    few = counts.total() * USUAL_SHARE
    return max((year for year, count in counts.items() if count > few), default=None)
