"""Read a list of low-income people (低保名单) as civil affairs keep it, into typed rows.

The bank account of the list is not read: nothing here needs it, and what is not needed is not kept.
"""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from households.identity import ID_DIGITS, OLD_ID_DIGITS, birth_and_sex, hashes_of, normalised_id
from households.likeness import plain_name
from povertyapp.core.workbooks import (
    CellError,
    ColumnSpec,
    Layout,
    Record,
    Workbook,
    cells,
    find_tables,
    read_workbook,
    require_rows,
)

TOWNSHIP, VILLAGE, GROUP, NAME, NUMBER = "乡镇", "行政村", "村民小组", "申请人姓名", "身份证号码"
COUNT, CATEGORY, MONTHLY, SINCE, CARD = "保障人口", "保障类别", "月保障金(元)", "起始享受时间", "低保证号"
LAYOUT = Layout(
    "低保名单",
    (
        ColumnSpec("序号"),
        ColumnSpec(TOWNSHIP),
        ColumnSpec(VILLAGE, aliases=("村(社区)", "村名", "村居", "社区")),
        ColumnSpec(GROUP),
        ColumnSpec(
            NAME,
            aliases=(
                "姓名",
                "户主姓名",
                "户主",
                "申请人",
                "保障对象",
                "保障对象姓名",
                "低保对象",
                "低保户主",
            ),
            required=True,
        ),
        ColumnSpec(
            NUMBER,
            aliases=("证件号码", "身份证号", "公民身份号码", "证件号", "申请人身份证号", "户主身份证号码"),
            required=True,
        ),
        ColumnSpec(COUNT, aliases=("保障人数", "享受人数", "享受人口", "低保人口")),
        ColumnSpec(CATEGORY, aliases=("类别", "低保类别", "保障等级", "档次")),
        ColumnSpec(MONTHLY, aliases=("月保障金", "月保障金额", "月补助金额", "月发放金额", "保障金")),
        ColumnSpec(SINCE, aliases=("享受时间", "起始时间", "批准时间", "享受起始时间", "纳入时间")),
        ColumnSpec(CARD, aliases=("低保证编号", "低保编号", "证号")),
        # Known and left alone.
        ColumnSpec("性别"),
        ColumnSpec("开户银行"),
        ColumnSpec("银行账号"),
        ColumnSpec("备注"),
    ),
)
YEAR_QUARTER = re.compile(r"(\d{4})年度?第?([一二三四1-4])季度")
YEAR_MONTH = re.compile(r"(\d{4})年(\d{1,2})月")
LONGEST = 60


@dataclass
class ListedRow:
    """One row of the list. `fault` is the code of a number that cannot be read, blank where there is none."""

    record: Record
    township: str = ""
    village: str = ""
    group_name: str = ""
    name: str = ""
    id_number: str = ""
    fault: str = ""
    insured_count: int | None = None
    category: str = ""
    monthly_yuan: Decimal | None = None
    since: str = ""
    card_no: str = ""
    village_code: str | None = None

    @property
    def row(self) -> int:
        return self.record.row

    @property
    def sheet(self) -> str:
        return self.record.sheet

    @cached_property
    def whole_id(self) -> str:
        """Return the 18-digit number that persons are compared by."""
        return normalised_id(self.id_number)

    @cached_property
    def id_hash(self) -> str:
        return hashes_of(self.id_number)[0]

    @property
    def is_old_number(self) -> bool:
        return len(self.id_number) == OLD_ID_DIGITS and self.id_number.isdigit()

    @property
    def is_valid_number(self) -> bool:
        return len(self.id_number) == ID_DIGITS and birth_and_sex(self.id_number) is not None

    @property
    def plain_name(self) -> str:
        return plain_name(self.name)


@dataclass
class ListedPeople:
    """A list of low-income people, read: its rows, what stands above them, and the time that it is for."""

    file: str
    rows: list[ListedRow]
    titles: list[str] = field(default_factory=list)
    # Of what the sheets say, not of the file's bytes: saved again it is the same list.
    fingerprint: str = ""

    @property
    def title(self) -> str:
        return next((line for line in self.titles if "低保" in line or "最低生活保障" in line), self.file)

    @property
    def period(self) -> str:
        """Return what the list is for, as written above it: `2017-Q2`, `2017-06`; blank where nothing is said."""
        for line in self.titles:
            if match := YEAR_QUARTER.search(line):
                quarter = ("一二三四".find(match[2]) + 1) or int(match[2])
                return f"{match[1]}-Q{quarter}"
        for line in self.titles:
            if match := YEAR_MONTH.search(line):
                return f"{match[1]}-{int(match[2]):02d}"
        return ""


def read_low_income(source, name: str | None = None) -> ListedPeople:
    """Read a low-income list, all sheets that have the table.

    Raises `UnreadableWorkbook` with one sentence for a file that cannot be read, is another table, or has no
    row.
    """
    workbook = read_workbook(source, name)
    tables = find_tables(workbook, LAYOUT)
    rows = [_row(record) for table in tables for record in table.records()]
    rows = [row for row in rows if row.name or row.id_number or row.fault]
    require_rows(workbook, LAYOUT, len(rows))
    titles = [cells.word(line) for table in tables for line in table.titles]
    return ListedPeople(workbook.file, rows, titles, _fingerprint(workbook))


def _fingerprint(workbook: Workbook) -> str:
    digest = hashlib.sha256()
    for sheet in workbook:
        digest.update(repr((sheet.name, sheet.rows)).encode())
    return digest.hexdigest()


def _row(record: Record) -> ListedRow:
    number, fault = "", ""
    try:
        number = cells.id_number(record[NUMBER])
    except CellError as error:
        fault = error.code
    return ListedRow(
        record,
        township=cells.word(record[TOWNSHIP])[:LONGEST],
        village=cells.word(record[VILLAGE])[:LONGEST],
        group_name=cells.word(record[GROUP])[:30],
        name=cells.name(record[NAME])[:LONGEST],
        id_number=number,
        fault=fault,
        insured_count=_or_none(cells.integer, record[COUNT]),
        category=cells.word(record[CATEGORY])[:20],
        monthly_yuan=_or_none(cells.number, record[MONTHLY]),
        since=_month_words(record[SINCE]),
        card_no=cells.word(record[CARD])[:30],
    )


def _or_none(parse, value) -> Any:
    """Return the parsed cell, None where it cannot be understood: these columns only inform."""
    try:
        return parse(value)
    except CellError:
        return None


def _month_words(value) -> str:
    """Return since when somebody is listed, as written; a date cell stands for its month."""
    if isinstance(value, dt.date):
        return f"{value:%Y-%m}"
    return cells.word(value)[:20]
