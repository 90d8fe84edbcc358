"""Write the rectification ledger (整改台账) exactly as ux 2.5 says, cell by cell."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook

from povertyapp.core.workbooks.office import OfficeColumn, OfficeSheet, write_office_sheet, written_day
from povertyapp.core.workbooks.stamps import Stamp, exported_lines, workbook_bytes, write_stamp

from .rows import LedgerRow
from .words import STATES, write_notes

SHEET = "整改台账"
TEMPLATE = "rectification-ledger/1"
TITLE_END = "问题整改台账"
PLAN_END = "问题整改方案"
EMPTY = "本条件下无问题"
SIGNATURE = (
    "填表人:                    联系电话:                    审核人:                    单位负责人(签字):"
)
RED, YELLOW, VIOLET, GREEN = (
    ("FBE0DD", "8A1A12"),
    ("FFF0C7", "6A4600"),
    ("ECE4F8", "4A2885"),
    ("DDF3E4", "0B5A2B"),
)
STATE_CUES = {"逾期": RED, "整改中": YELLOW, "待验收": VIOLET, "已销号": GREEN}
COUNTED = ("已销号", "待验收", "整改中", "退回", "逾期", "未启动")
NOTES_SHOWN = 3  # entries of progress in one cell; all of them stand in the system

COLUMNS = (
    OfficeColumn("序号", 4.5, kind="integer"),
    OfficeColumn("问题编号", 8, kind="text"),
    OfficeColumn("问题来源", 7),
    OfficeColumn("问题类别", 8),
    OfficeColumn("问题描述", 24, align="left"),
    OfficeColumn("涉及范围", 9),
    OfficeColumn("整改目标", 12, group="整改要求", align="left"),
    OfficeColumn("整改措施", 24, group="整改要求", align="left"),
    OfficeColumn("整改时限", 9.5, group="整改要求", kind="date"),
    OfficeColumn("责任领导", 7, group="责任落实"),
    OfficeColumn("责任单位", 9, group="责任落实"),
    OfficeColumn("责任人", 7, group="责任落实"),
    OfficeColumn("状态", 7, group="整改进度", choices=STATES, cues=STATE_CUES),
    OfficeColumn("整改进展及成效", 16, group="整改进度", align="left"),
    OfficeColumn("销号日期", 9.5, group="整改进度", kind="date"),
    OfficeColumn("验收人", 7, group="整改进度"),
)


@dataclass(frozen=True)
class LedgerHead:
    """What stands above the rows: `year` and `batch` are '' when the ledger spans several."""

    county: str
    unit: str
    as_of: dt.date
    year: str = ""
    batch: str = ""
    filters: str = ""

    @property
    def title(self) -> str:
        return f"{self.county}{self.year}{self.batch.removesuffix(PLAN_END)}{TITLE_END}"


def cells_of(number: int, row: LedgerRow) -> list:
    """Return the sixteen cells of a row: numbers and days as such, the rest as text."""
    return [
        number,
        row.problem_code,
        row.origin,
        row.category,
        row.problem,
        row.scope,
        row.goal,
        row.measure,
        row.deadline or row.deadline_text,
        row.leader,
        row.unit,
        row.person,
        row.state,
        write_notes(row.progress[-NOTES_SHOWN:]),
        row.close_date,
        row.verifier,
    ]


def ledger_sheet(rows: Sequence[LedgerRow], head: LedgerHead, stamp: Stamp) -> OfficeSheet:
    """Return the sheet of a ledger; `rows` carry their state as of `head.as_of`."""
    return OfficeSheet(
        name=SHEET,
        title=head.title,
        count_line=count_line(rows, head.as_of),
        filing=(f"填报单位:{head.unit}(盖章)", f"填报时间:{written_day(stamp.moment)}", "单位:条、户、万元"),
        filing_starts=(6, 11),
        columns=COLUMNS,
        rows=[cells_of(number, row) for number, row in enumerate(rows, start=1)],
        signature=SIGNATURE,
        notes=explanation(head, stamp),
        empty=EMPTY,
        footer=stamp.footer,
    )


def ledger_workbook(rows: Sequence[LedgerRow], keys: Sequence[str], head: LedgerHead, stamp: Stamp) -> bytes:
    """Return the bytes of the ledger; `keys` name the record behind each row, for when it comes back."""
    sheet = ledger_sheet(rows, head, stamp)
    wb = Workbook()
    write_office_sheet(wb.active, sheet)
    wb.properties.title = sheet.title
    marked = Stamp(
        stamp.export_no,
        TEMPLATE,
        stamp.moment,
        head.as_of,
        stamp.user,
        stamp.filters,
        exported_lines(sheet.rows, keys),
    )
    write_stamp(wb, marked)
    return workbook_bytes(wb, stamp.moment)


def count_line(rows: Sequence[LedgerRow], as_of: dt.date) -> str:
    """Return the line under the title: the day, how many rows, how many of each state that occurs."""
    counts = Counter(row.state for row in rows)
    parts = "、".join(f"{state}{counts[state]}" for state in COUNTED if counts[state])
    return f"(截至{written_day(as_of)},共{len(rows)}条{':' if parts else ''}{parts})"


def explanation(head: LedgerHead, stamp: Stamp) -> str:
    return (
        "说明:1.“逾期”指截至日已过整改时限而未提交验收、未销号;2.销号须督查组现场复核;"
        f"3.本表由系统于{stamp.moment:%Y-%m-%d %H:%M}导出,筛选条件:{head.filters or '无'},"
        f"导出编号 {stamp.export_no}。"
    )
