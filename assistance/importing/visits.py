"""Read a log of home visits (入户走访登记表), one sheet a month or one for all, into typed rows.

Columns are found by their names. What cannot be understood is kept with its place, so that it can be told.
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

from assistance.choices import Channel
from povertyapp.core.period import Period
from povertyapp.core.workbooks import (
    CellError,
    ColumnSpec,
    Finding,
    Layout,
    Record,
    Table,
    UnreadableWorkbook,
    Workbook,
    cells,
    find_tables,
    finding,
    read_workbook,
    require_rows,
)

NUMBER, DAY, HELPER, VISITOR, CHANNEL = "户编号", "走访日期", "帮扶责任人", "走访人", "走访方式"
CONTENT, SOLVED, PHOTOS, SIGNED, REMARK = "走访内容", "解决的问题", "照片(张)", "农户签字", "备注"
LAYOUT = Layout(
    "入户走访登记表",
    (
        ColumnSpec("序号"),
        ColumnSpec("乡镇"),
        ColumnSpec("行政村"),
        ColumnSpec(NUMBER, required=True),
        ColumnSpec("户主姓名"),
        ColumnSpec(HELPER, aliases=("帮扶干部", "结对帮扶人", "结对干部", "帮扶责任人姓名")),
        ColumnSpec(VISITOR, aliases=("走访人姓名", "走访干部", "入户人", "入户干部")),
        ColumnSpec("帮扶单位"),
        ColumnSpec(DAY, aliases=("走访时间", "入户日期", "入户时间", "日期"), required=True),
        ColumnSpec(CHANNEL, aliases=("方式", "联系方式", "走访形式")),
        ColumnSpec(CONTENT, aliases=("内容", "走访情况", "入户内容", "走访记录")),
        ColumnSpec(SOLVED, aliases=("解决问题", "解决的困难", "帮助解决的问题")),
        ColumnSpec(PHOTOS, aliases=("照片", "照片数", "照片数量")),
        ColumnSpec(SIGNED, aliases=("签字", "户主签字", "贫困户签字", "农户签名")),
        ColumnSpec(REMARK),
    ),
)
CHANNELS = {
    Channel.HOME: ("入户", "入户走访", "上门", "上门走访", "走访", "实地", "实地走访"),
    Channel.PHONE: ("电话", "电话联系", "打电话", "手机", "通话"),
    Channel.VIDEO: ("视频", "视频通话", "视频联系", "微信视频"),
    Channel.OFFICE: ("村委会", "村委会见面", "村部", "村部见面"),
    Channel.OTHER: ("微信", "QQ", "短信", "其他", "其它"),
}
CHANNEL_OF = {word: channel for channel, words in CHANNELS.items() for word in words}
NOTHING = {"", "无", "没有", "暂无"}
BY_PROXY = "代签"

_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]|(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_RANGE = re.compile(r"(\d{4})年(\d{1,2})月?[-—–~～至到](?:(\d{4})年)?(\d{1,2})月")
_MONTH = re.compile(r"(\d{4})年(\d{1,2})月(?!\d{1,2}[日号])")
_HALF = re.compile(r"(\d{4})年度?([上下])半年")
_QUARTER = re.compile(r"(\d{4})年度?第?([一二三四1-4])季度")
_YEAR = re.compile(r"(\d{4})年")
_MONTH_ALONE = re.compile(r"(?<!\d)(\d{1,2})月份?(?!\d{1,2}[日号])")
_CHINESE_MONTHS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]


@dataclass
class VisitRow:
    """One row of the log as it can be understood; `faults` are the cells that could not be.

    `is_stored` is set by whoever takes the log in: this visit is already recorded.
    """

    record: Record
    months: frozenset[Period]
    household_no: str = ""
    visitor: str = ""
    day: dt.date | None = None
    channel: str = Channel.HOME
    content: str = ""
    solved: str = ""
    photo_count: int = 0
    is_signed: bool | None = None
    detail: dict[str, str] = field(default_factory=dict)
    faults: list[Finding] = field(default_factory=list)
    is_stored: bool = False

    def finding(self, code: str, key: str, **more: Any) -> Finding:
        """Return a finding at one cell of this row; `key` names the column."""
        if key == HELPER and VISITOR in self.record.table.columns:
            key = VISITOR
        return finding(
            code,
            sheet=self.record.sheet,
            row=self.record.row,
            column=self.record.table.written(key),
            household_no=self.household_no or None,
            **{"value": self.record[key]} | more,
        )


@dataclass
class VisitLog:
    """A log: its rows, the months that its sheets name, and the date written above them, if any."""

    file: str
    rows: list[VisitRow]
    months: frozenset[Period]
    dated: dt.date | None

    def as_of(self, given: dt.date | None, today: dt.date) -> dt.date:
        """Return the log's own date: as given, as written, the end of its last month, today; never later."""
        last = max(self.months).end if self.months else today
        return min(given or self.dated or last, today)


def read_visit_log(source, name: str | None = None) -> VisitLog:
    """Read all sheets of a visit log.

    Raises `UnreadableWorkbook` with one sentence for a file that cannot be read, has no such table, or no
    row.
    """
    workbook = read_workbook(source, name)
    tables = find_tables(workbook, LAYOUT)
    if not any({HELPER, VISITOR} & table.columns.keys() for table in tables):
        raise UnreadableWorkbook("no_header", workbook.file, table=LAYOUT.title, columns=f"“{HELPER}”")
    titles = {table.sheet.name: _title_lines(table) for table in tables}
    year = _year_of(workbook, tables, titles)
    rows: list[VisitRow] = []
    named: set[Period] = set()
    for table in tables:
        months = frozenset(months_named(titles[table.sheet.name], table.sheet.name, year))
        named |= months
        rows += [_row(record, months) for record in table.records()]
    require_rows(workbook, LAYOUT, len(rows))
    dates = [day for lines in titles.values() for line in lines for day in _dates(line)]
    return VisitLog(workbook.file, rows, frozenset(named), max(dates, default=None))


def _title_lines(table: Table) -> list[str]:
    """Return what stands above the header, without spaces."""
    above = table.sheet.rows[: table.first_row - 2]
    return [cells.word(value) for row in above for value in row if isinstance(value, str) and value.strip()]


def _year_of(workbook: Workbook, tables: list[Table], titles: dict[str, list[str]]) -> int | None:
    """Return the year that month names without a year mean: as written anywhere above, else of most rows."""
    written = [year for found in titles.values() for year in _years(found)]
    if written:
        return max(written, key=written.count)
    years = [day.year for table in tables for record in table.records() if (day := _day(record)[0])]
    return max(years, key=years.count) if years else None


def months_named(lines: list[str], sheet_name: str, year: int | None) -> set[Period]:
    """Return the months that a sheet is kept for: by its title lines, else by its name with the year."""
    for line in [*lines, cells.word(sheet_name)]:
        months = _months_of(line)
        if months:
            return months
    if year:
        word = cells.word(sheet_name)
        alone = [int(match) for match in _MONTH_ALONE.findall(word)]
        alone += [n for n, name in enumerate(_CHINESE_MONTHS, 1) if re.fullmatch(name + "月份?", word)]
        if alone:
            return {Period(year, month) for month in alone if 1 <= month <= 12}
    return {Period(one, month) for one in _years(lines) for month in range(1, 13)}


def _years(lines: list[str]) -> list[int]:
    """Return the years that lines speak of; the year of a full date is no such thing."""
    return [int(year) for line in lines for year in _YEAR.findall(_DATE.sub("", line))]


def _months_of(line: str) -> set[Period]:
    if match := _RANGE.search(line):
        return _span(int(match[1]), int(match[2]), int(match[3] or match[1]), int(match[4]))
    if match := _HALF.search(line):
        return _span(int(match[1]), *((1, int(match[1]), 6) if match[2] == "上" else (7, int(match[1]), 12)))
    if match := _QUARTER.search(line):
        number = ("一二三四".find(match[2]) + 1) or int(match[2])
        return _span(int(match[1]), 3 * number - 2, int(match[1]), 3 * number)
    pairs = ((int(year), int(month)) for year, month in _MONTH.findall(line))
    return {Period(year, month) for year, month in pairs if 1 <= month <= 12}


def _span(year: int, month: int, last_year: int, last_month: int) -> set[Period]:
    if not (1 <= month <= 12 and 1 <= last_month <= 12):
        return set()
    months, last = [Period(year, month)], Period(last_year, last_month)
    while months[-1] < last and len(months) < 24:
        months.append(months[-1].next)
    return set(months)


def _dates(line: str) -> list[dt.date]:
    found = []
    for match in _DATE.finditer(line):
        parts = [int(part) for part in match.groups() if part]
        try:
            found.append(dt.date(*parts))
        except ValueError:
            continue  # a date that does not exist says nothing about the log
    return found


def _row(record: Record, months: frozenset[Period]) -> VisitRow:
    row = VisitRow(record, months)
    row.household_no = _or_fault(row, "VISIT_UNKNOWN_HOUSEHOLD", NUMBER, cells.long_digits) or ""
    row.visitor = cells.name(record[VISITOR]) or cells.name(record[HELPER])
    row.day, accepted = _day(record)
    if row.day is None:
        row.faults.append(row.finding("VISIT_DATE_INVALID", DAY, expected=accepted))
    _read_channel(row)
    row.content, row.solved = cells.text(record[CONTENT])[:500], cells.text(record[SOLVED])[:200]
    if row.solved in NOTHING:
        row.solved = ""
    row.photo_count = _or_fault(row, "NUMBER_INVALID", PHOTOS, _count) or 0
    signed = cells.word(record[SIGNED])
    if signed == BY_PROXY:
        row.is_signed, row.detail["signature"] = False, signed
    elif signed:
        row.is_signed = _or_fault(row, "DICT_UNKNOWN", SIGNED, cells.yes_no)
    if remark := cells.text(record[REMARK]):
        row.detail["remark"] = remark[:200]
    return row


def _day(record: Record) -> tuple[dt.date | None, str]:
    """Return the day of a row, and what would have been accepted where there is none."""
    try:
        return cells.date(record[DAY]), "2017-03-12"
    except CellError as error:
        return None, str(error.accepted)


def _read_channel(row: VisitRow) -> None:
    """Read the channel; a log without that column is one of visits at home, an unknown word is a contact."""
    if CHANNEL not in row.record.table.columns:
        return
    word = cells.word(row.record[CHANNEL])
    row.channel = CHANNEL_OF.get(word, Channel.OTHER)
    if word not in CHANNEL_OF:
        known = "、".join(words[0] for words in CHANNELS.values())
        row.faults.append(row.finding("DICT_UNKNOWN", CHANNEL, expected=known))
    if word and word != Channel(row.channel).label:
        row.detail["channel"] = word


def _count(value) -> int | None:
    count = cells.integer(value)
    if count is not None and not 0 <= count <= 999:
        raise CellError("NUMBER_INVALID", "0-999")
    return count


def _or_fault(row: VisitRow, code: str, key: str, parse):
    """Return the parsed cell; one that cannot be understood becomes a fault of the row."""
    try:
        return parse(row.record[key])
    except CellError as error:
        row.faults.append(row.finding(code, key, expected=str(error.accepted)))
        return None
