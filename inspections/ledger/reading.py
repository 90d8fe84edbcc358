"""Read a rectification ledger, an office's own or one of ours that comes back, into the same rows.

Columns are found by their names. A merged cell means the same problem; so does a blank one under it, where
the container has lost the merges. Nothing that a person wrote is corrected here: what is wrong becomes a
finding.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from povertyapp.core.workbooks import (
    CellError,
    ColumnSpec,
    Finding,
    Layout,
    Record,
    Sheet,
    Table,
    Workbook,
    cells,
    find_tables,
    finding,
    read_workbook,
    require_rows,
)
from povertyapp.core.workbooks.stamps import Stamp, read_stamp

from . import words
from .rows import LedgerRow, ProgressNote
from .workbook import COLUMNS, EMPTY, TEMPLATE

LAYOUT = Layout(
    "整改台账",
    (
        ColumnSpec("序号", aliases=("问题序号",)),
        ColumnSpec("问题编号", aliases=("编号", "问题编码")),
        ColumnSpec("问题类别", aliases=("类别", "问题分类", "问题类型")),
        ColumnSpec(
            "突出问题",
            aliases=(
                "问题描述",
                "存在问题",
                "存在的问题",
                "存在的主要问题",
                "主要问题",
                "具体问题",
                "具体表现",
            )
            + ("反馈问题", "问题", "问题清单", "问题内容", "整改问题", "存在的突出问题"),
            required=True,
        ),
        ColumnSpec("问题来源", aliases=("来源", "反馈来源")),
        ColumnSpec("涉及范围", aliases=("涉及乡镇", "涉及村", "涉及乡镇村户", "涉及乡镇/村/户", "问题范围")),
        ColumnSpec("原因分析", aliases=("问题原因", "产生原因", "原因", "原因剖析")),
        ColumnSpec("措施序号", aliases=("措施编号", "措施号")),
        ColumnSpec(
            "整改措施",
            aliases=("措施", "具体措施", "主要措施", "整改举措", "具体整改措施", "主要整改措施"),
            required=True,
        ),
        ColumnSpec("整改目标", aliases=("目标", "目标要求", "整改工作目标", "目标任务")),
        ColumnSpec(
            "整改时限",
            aliases=(
                "整改期限",
                "完成时限",
                "时限",
                "期限",
                "整改时间",
                "完成期限",
                "整改完成时限",
                "时限要求",
            ),
        ),
        ColumnSpec("责任领导", aliases=("牵头领导", "分管领导", "主管领导", "包抓领导", "责任县领导")),
        ColumnSpec("牵头单位", aliases=("牵头部门",)),
        ColumnSpec(
            "责任单位", aliases=("责任主体", "责任部门", "整改单位", "承办单位", "整改责任单位", "配合单位")
        ),
        ColumnSpec("责任人", aliases=("具体责任人", "直接责任人", "整改责任人", "责任人员")),
        ColumnSpec("完成情况", aliases=("整改情况", "整改状态", "整改完成情况", "完成状态")),
        ColumnSpec("状态", aliases=("当前状态",)),
        ColumnSpec(
            "整改进展及成效", aliases=("整改进展", "进展情况", "整改进展情况", "工作进展", "整改成效")
        ),
        ColumnSpec("是否销号", aliases=("销号", "销号情况", "是否已销号", "销号与否")),
        ColumnSpec("销号日期", aliases=("销号时间",)),
        ColumnSpec("佐证材料", aliases=("佐证", "佐证资料", "证明材料", "佐证材料名称")),
        ColumnSpec("验收人", aliases=("复核人", "验收人员")),
        ColumnSpec("备注"),
    ),
)
# The sheet on which an office lists what the level above fed back; its problems answer to these points.
POINTS = re.compile(r"(?:省|市|州|国家|上级|巡视|审计|督查)?反馈(?:的|指出的)?(?:主要|突出)?问题")
_DATES = tuple(
    re.compile(label + r"[:：]?\s*(\d{4})\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})")
    for label in (
        "截至(?:日期|时间)?",
        "更新(?:日期|时间)",
        "填报(?:日期|时间)",
        "(?:制表)?(?:日期|时间)",
        "",
    )
)
_BASIS = re.compile(r"依据[:：]\s*(.+)")
_UNIT = re.compile(r"填报单位[:：]\s*(.+?)(?:\(.*)?$")
# The columns that speak of the problem: once for all the measures under it.
_OF_PROBLEM = {"问题类别": "category", "问题来源": "origin", "原因分析": "cause", "涉及范围": "scope"}
_OF_MEASURE = {
    "整改措施": "measure",
    "整改目标": "goal",
    "牵头单位": "lead_unit",
    "责任单位": "unit",
    "责任领导": "leader",
    "责任人": "person",
    "完成情况": "completion",
    "状态": "state",
    "佐证材料": "evidence",
    "验收人": "verifier",
    "备注": "remark",
}


@dataclass
class Ledger:
    """One sheet's ledger: what stands above the rows, the rows, and what could not be understood.

    `columns` are the canonical names of the columns that it has, `written` how the sheet writes each.
    """

    file: str
    sheet: str
    title: str
    basis: str
    unit: str
    dated: dt.date | None
    as_of: dt.date
    columns: frozenset[str]
    written: dict[str, str]
    rows: list[LedgerRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    points: list[str] = field(default_factory=list)
    stamp: Stamp | None = None
    _cells: dict[int, list] = field(default_factory=dict, repr=False)

    def cells_of(self, row: LedgerRow) -> list:
        """Return a row's raw cells in the order of our own template, None where the sheet lacks a column."""
        return self._cells[row.row or 0]


def read_ledger(
    source, *, as_of: dt.date | None = None, today: dt.date, name: str | None = None
) -> list[Ledger]:
    """Read every ledger of a workbook: a path or an open file.

    `as_of` replaces the date that the sheet gives itself; without either the ledger speaks of `today`. Raises
    `UnreadableWorkbook` with one sentence when the file cannot be read, is no ledger or holds no row.
    """
    workbook = read_workbook(source, name)
    tables = find_tables(workbook, LAYOUT)
    stamp = read_stamp(workbook, TEMPLATE)
    points = [point for sheet in workbook for point in _points(sheet)]
    ledgers = [_read_table(workbook, table, as_of, today) for table in tables]
    require_rows(workbook, LAYOUT, sum(len(ledger.rows) for ledger in ledgers))
    for ledger in ledgers:
        ledger.stamp = stamp
    ledgers[0].points = points
    return [ledger for ledger in ledgers if ledger.rows]


def _points(sheet: Sheet) -> Iterator[str]:
    """Yield the problems that the level above fed back, from a sheet whose header is 序号 and 省反馈问题."""
    for number, row in enumerate(sheet.rows):
        headers = [cells.word(value) for value in row]
        place = next((i for i, header in enumerate(headers) if POINTS.fullmatch(header)), None)
        if place is not None and len([header for header in headers if header]) <= 3:
            yield from filter(None, (words.prose(below[place]) for below in sheet.rows[number + 1 :]))
            return


def _read_table(workbook: Workbook, table: Table, as_of: dt.date | None, today: dt.date) -> Ledger:
    lead = table.titles
    dated = _date_of(lead)
    units = (match[1] for text in lead if (match := _UNIT.search(text)))
    bases = (match[1] for text in lead if (match := _BASIS.search(text)))
    ledger = Ledger(
        file=workbook.file,
        sheet=table.sheet.name,
        title=cells.word(lead[0]) if lead else "",
        basis=next(bases, ""),
        unit=next(units, ""),
        dated=dated,
        as_of=as_of or dated or today,
        columns=frozenset(table.columns),
        written={key: table.written(key) for key in (spec.key for spec in LAYOUT.columns)},
    )
    ledger.rows = list(_RowReader(table, ledger).rows())
    return ledger


def _date_of(texts: list[str]) -> dt.date | None:
    """Return the day that the ledger says it is of: 截至 before 更新日期 before 填报时间 before any day."""
    for pattern in _DATES:
        for text in texts:
            if match := pattern.search(text):
                try:
                    return dt.date(*(int(part) for part in match.groups()))
                except ValueError:
                    continue
    return None


class _RowReader:
    """Turns the records of one table into rows, carrying a problem down over its measures."""

    def __init__(self, table: Table, ledger: Ledger):
        self.table, self.ledger = table, ledger
        self.carries = not table.sheet.merged  # CSV and the like: a blank cell is what was merged
        self.months = {
            column.number: month
            for column in table.unknown
            if (month := words.month_of_column(column.written, ledger.as_of))
        }
        self.before: LedgerRow | None = None
        self.problems = self.measures = 0

    def rows(self) -> Iterator[LedgerRow]:
        for record in self.table.records():
            if words.prose(record["突出问题"]) == EMPTY or words.prose(record["整改措施"]) == EMPTY:
                continue  # our own empty export: one merged cell over all columns
            row = self._row(record)
            self.ledger._cells[record.row] = [record[_own_name(column.header)] for column in COLUMNS]
            yield row
            self.before = row

    def _row(self, record: Record) -> LedgerRow:
        problem = self._problem(record)
        measure: dict[str, Any] = {name: words.prose(record[key]) for key, name in _OF_MEASURE.items()}
        number = self._integer(record, "措施序号")
        if measure["measure"]:
            number = self.measures + 1 if number is None else number
            self.measures = max(self.measures, number)
        if self.carries and self._same_problem(problem) and measure["measure"] and not measure["leader"]:
            measure["leader"] = self.before.leader if self.before else ""
        day, kind = words.deadline(record["整改时限"], self.ledger.as_of.year)
        has_measure = bool(measure["measure"])
        return LedgerRow(
            row=record.row,
            **problem,
            measure_no=number if has_measure else None,
            **measure,
            deadline_text=_day_text(record["整改时限"]),
            deadline=day,
            deadline_kind=str(kind),
            closed=self._closed(record) if has_measure else None,
            close_date=self._day(record, "销号日期"),
            progress=tuple(self._progress(record)),
        )

    def _problem(self, record: Record) -> dict[str, Any]:
        """Return the problem's part of a row; of the row above where it is the same problem."""
        text = words.prose(record["突出问题"])
        code = cells.word(record["问题编号"])
        same = self.before is not None and (
            code == self.before.problem_code if code else text in ("", self.before.problem)
        )
        part = {name: words.prose(record[key]) for key, name in _OF_PROBLEM.items()}
        if same and self.before is not None:
            for name, value in part.items():
                part[name] = value or getattr(self.before, name)
            number = self.before.problem_no
        else:
            if self.carries and not part["category"] and self.before is not None:
                part["category"] = self.before.category
            number = None if code else self._integer(record, "序号")
            number = self.problems + 1 if number is None else number
            self.problems = max(self.problems, number)
        if same and self.before is not None:
            text, code = text or self.before.problem, code or self.before.problem_code
        return {"problem_no": number, "problem_code": code, "problem": text, **part}

    def _same_problem(self, problem: dict) -> bool:
        return self.before is not None and self.before.problem_no == problem["problem_no"]

    def _progress(self, record: Record) -> list[ProgressNote]:
        """Return what the columns of the months and of progress say: one entry a month or day, in order."""
        said: dict[str, list[str]] = {}
        for number, month in self.months.items():
            if entry := words.note(month, record.values[number - 1]):
                said.setdefault(month, []).append(entry.text)
        for entry in words.read_notes(record["整改进展及成效"], self.ledger.as_of):
            said.setdefault(entry.of, []).append(entry.text)
        entries = (words.note(of, "；".join(dict.fromkeys(texts))) for of, texts in sorted(said.items()))
        return [entry for entry in entries if entry]

    def _integer(self, record: Record, key: str) -> int | None:
        return self._understood(record, key, cells.integer)

    def _day(self, record: Record, key: str) -> dt.date | None:
        return self._understood(record, key, cells.date)

    def _closed(self, record: Record) -> bool | None:
        if "是否销号" not in self.ledger.columns:
            return None
        return bool(self._understood(record, "是否销号", words.close_mark))

    def _understood(self, record: Record, key: str, parse):
        try:
            return parse(record[key])
        except CellError as error:
            self.ledger.findings.append(
                finding(
                    error.code,
                    sheet=record.sheet,
                    row=record.row,
                    column=self.table.written(key),
                    value=record[key],
                    expected=str(error.accepted),
                )
            )
            return None


def _own_name(header: str) -> str:
    """Return the canonical name of one of our own columns."""
    return "突出问题" if header == "问题描述" else header


def _day_text(value) -> str:
    """Return a deadline as it stands: text as written, a date cell as 2017-06-30."""
    return words.prose(value) if isinstance(value, str) else cells.text(value)
