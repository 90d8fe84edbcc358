"""What the workbook of a month is made of, and the frame that all its sheets share."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from inspections.standings import Standing
from povertyapp.core import clock
from povertyapp.core.spoken import in_words
from povertyapp.core.workbooks.office import OfficeSheet, written_day

SIGNATURE = (
    "填表人:                    联系电话:                    审核人:                    单位负责人(签字):"
)
RED, YELLOW, GREEN = ("FBE0DD", "8A1A12"), ("FFF0C7", "6A4600"), ("DDF3E4", "0B5A2B")
VERDICT_CUES = {"欠账": RED, "假账": RED, "交清": GREEN, "暂交清": GREEN}
OUTCOME_CUES = {"未完成": RED, "作假": RED, "部分完成": YELLOW}
NOT_APPLICABLE = "/"
TITLES = {
    "硬账表": "交硬账表",
    "帮扶单位": "交硬账帮扶单位名单",
    "帮扶责任人": "交硬账帮扶责任人名单",
    "明细": "交硬账明细表",
    "补报走访": "补报走访表",
    "补交": "上月欠账本月补交表",
    "规则": "交硬账规则",
    "参数": "交硬账参数",
}


class Counted:
    """Rows that are made while they are written, with their number known before."""

    def __init__(self, rows: Iterable[Sequence[Any]], count: int):
        self.rows, self.count = rows, count

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return self.count


@dataclass(frozen=True)
class AccountBook:
    """What the workbook of one place's month is made of.

    `units` are the place itself, then the townships and villages under it by code. `lines` are tuples (level,
    code, name, rule, subject kind, subject, area, required, delivered, voided, outcome, weight), made while
    they are written. `late` are tuples (household_no, area, day, moment of entry, channel in words).
    """

    account: Any
    place_name: str
    moment: dt.datetime
    export_no: str
    rules: Sequence[Any]
    rules_of_places: Sequence[Any]
    units: Sequence[Any]
    helping_units: Sequence[Any]
    helpers: Sequence[Any]
    standings: dict[tuple[str, str], Standing]
    area_names: dict[str, str]
    lines: Iterable[Sequence[Any]]
    line_count: int
    late: Sequence[Sequence[Any]]
    carried: Sequence[dict[str, Any]]

    @property
    def month(self) -> str:
        return f"{self.account.period.year}年{self.account.period.month}月"

    @property
    def moment_text(self) -> str:
        """Return the day that stands on the workbook: of a closed month the day of its closing."""
        return written_day(self.moment.astimezone(clock.COUNTY_TIME))

    @property
    def source(self) -> str:
        """Return where the figures come from and how to prove that nobody changed them."""
        account, digest = self.account, f"指纹 {self.account.digest}"
        if account.is_closed:
            locked = written(account.closed_at)
            return f"本账已于{locked}锁定,第{account.version}版,{digest},以后每次导出内容相同。"
        return f"本账尚未锁定,数据截至{written(account.computed_at)},{digest},导出编号 {self.export_no}。"

    @property
    def footer(self) -> str:
        """Return what stands at the foot of each printed page."""
        if self.account.is_closed:
            return f"第{self.account.version}版 {self.account.digest[:12]}"
        return f"{self.export_no} {written(self.moment)}"


def written(moment: dt.datetime) -> str:
    return f"{moment.astimezone(clock.COUNTY_TIME):%Y-%m-%d %H:%M}"


def sheet(book: AccountBook, name: str, columns, rows, *, count: str, notes: str, **more) -> OfficeSheet:
    """Return a sheet in the frame that all sheets of the book share."""
    return OfficeSheet(
        name=name,
        title=f"{book.place_name}{book.month}{in_words(TITLES[name])}",
        count_line=f"(数据截至{written(book.account.computed_at)},{count})",
        filing=(f"填报单位:{book.place_name}(盖章)", f"填报时间:{book.moment_text}", "单位:户、项、%"),
        columns=columns,
        rows=rows,
        signature=SIGNATURE,
        notes=f"说明:{notes}{book.source}",
        footer=book.footer,
        **more,
    )
