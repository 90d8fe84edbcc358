"""The hard account as a workbook: 硬账表, 帮扶责任人, 明细, 补报走访, 规则, 参数 (ux 2.5).

Of a closed month everything is frozen, the date on it too: each export has the same bytes. A draft carries
its export's number and moment. Of a household there is its number, nothing else.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from inspections.models.account import Outcome, PartyLevel, Verdict
from inspections.months import shown_score, shown_verdict
from inspections.standings import Standing
from povertyapp.core import clock
from povertyapp.core.statuses import cue_for
from povertyapp.core.subjects import word_of
from povertyapp.core.workbooks.office import OfficeColumn, OfficeSheet, written_day
from povertyapp.core.workbooks.office_stream import stream_workbook

SIGNATURE = (
    "填表人:                    联系电话:                    审核人:                    单位负责人(签字):"
)
RED, YELLOW, GREEN = ("FBE0DD", "8A1A12"), ("FFF0C7", "6A4600"), ("DDF3E4", "0B5A2B")
VERDICT_CUES = {"欠账": RED, "假账": RED, "交清": GREEN}
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
            locked = _written(account.closed_at)
            return f"本账已于{locked}锁定,第{account.version}版,{digest},以后每次导出内容相同。"
        return f"本账尚未锁定,数据截至{_written(account.computed_at)},{digest},导出编号 {self.export_no}。"

    @property
    def footer(self) -> str:
        """Return what stands at the foot of each printed page."""
        if self.account.is_closed:
            return f"第{self.account.version}版 {self.account.digest[:12]}"
        return f"{self.export_no} {_written(self.moment)}"


def _written(moment: dt.datetime) -> str:
    return f"{moment.astimezone(clock.COUNTY_TIME):%Y-%m-%d %H:%M}"


def account_workbook(book: AccountBook) -> bytes:
    """Return the bytes of the workbook; the caller has chosen Chinese for the words of states and levels."""
    helping = [_helping_units(book)] if book.helping_units else []
    sheets = [
        _units(book),
        *helping,
        _helpers(book),
        _lines(book),
        _late(book),
        *([_carried(book)] if book.carried else []),
        _rules(book),
        _parameters(book),
    ]
    return stream_workbook(sheets, moment=book.moment)


def _sheet(book: AccountBook, name: str, columns, rows, *, count: str, notes: str, **more) -> OfficeSheet:
    """Return a sheet in the frame that all sheets of the book share."""
    return OfficeSheet(
        name=name,
        title=f"{book.place_name}{book.month}{TITLES[name]}",
        count_line=f"(数据截至{_written(book.account.computed_at)},{count})",
        filing=(f"填报单位:{book.place_name}(盖章)", f"填报时间:{book.moment_text}", "单位:户、项、%"),
        columns=columns,
        rows=rows,
        signature=SIGNATURE,
        notes=f"说明:{notes}{book.source}",
        footer=book.footer,
        **more,
    )


# ---- 硬账表


def _units(book: AccountBook) -> OfficeSheet:
    columns = [
        OfficeColumn("序号", 5, group="单位", kind="integer"),
        OfficeColumn("区划代码", 14, group="单位", kind="text"),
        OfficeColumn("名称", 23, group="单位", align="left"),
        OfficeColumn("级别", 7, group="单位"),
        OfficeColumn("判定", 8, group="判定", cues=VERDICT_CUES),
        OfficeColumn("得分", 8, group="判定", kind="money"),
        OfficeColumn("本级应交", 8, group="判定", kind="integer"),
        OfficeColumn("本级欠", 8, group="判定", kind="integer"),
    ]
    for rule in book.rules_of_places:
        group = f"{rule.title}({rule.rule})"
        columns += [
            OfficeColumn("应做", 7, group=group, kind="integer"),
            OfficeColumn("差", 6, group=group, kind="integer"),
            OfficeColumn("完成率", 8.5, group=group, kind="percent"),
        ]
    place, *below = book.units
    counts = Counter(unit.verdict for unit in below or [place])
    said = "、".join(f"{_verdict(book, verdict)}{counts[verdict]}" for verdict in Verdict if counts[verdict])
    return _sheet(
        book,
        "硬账表",
        columns,
        [_unit_row(book, number, unit) for number, unit in enumerate(below, start=1)],
        totals=_unit_row(book, None, place, name=f"{place.name}合计"),
        count=f"共{len(below) or 1}个单位:{said}",
        notes="“应做”不含免责的;“差”是未完成、部分完成和作假的;“/”表示没有这一项。",
        paper="A3",
        freeze_column=5,
    )


def _verdict(book: AccountBook, verdict: str) -> str:
    """Return the word of a verdict: before entry ends nobody owes."""
    return str(cue_for(shown_verdict(book.account, verdict)).word)


def _judged(book: AccountBook, party) -> tuple:
    """Return the columns of a party's verdict: word, score, lines, and those that it owes."""
    score = shown_score(book.account, party.score)
    return _verdict(book, party.verdict), score, party.lines, party.failed


def _unit_row(book: AccountBook, number: int | None, unit, name: str = "") -> list:
    owed_itself = unit.lines or unit.level != PartyLevel.COUNTY
    row = [
        number,
        unit.code,
        name or unit.name,
        str(PartyLevel(unit.level).label),
        _verdict(book, unit.verdict) if owed_itself else NOT_APPLICABLE,
        shown_score(book.account, unit.score),
        unit.lines,
        unit.failed,
    ]
    for rule in book.rules_of_places:
        standing = book.standings.get((unit.code, rule.rule))
        if standing is None or not standing.owed:
            row += [NOT_APPLICABLE] * 3
        else:
            row += [standing.owed, standing.missing, standing.rate / 100]
    return row


# ---- 帮扶单位, 帮扶责任人


UNIT_COLUMNS = (
    OfficeColumn("序号", 5, group="帮扶单位", kind="integer"),
    OfficeColumn("编号", 18, group="帮扶单位", kind="text"),
    OfficeColumn("名称", 28, group="帮扶单位", align="left"),
    OfficeColumn("判定", 10, group="判定", cues=VERDICT_CUES),
    OfficeColumn("得分", 9, group="判定", kind="money"),
    OfficeColumn("应交(项)", 9, group="判定", kind="integer"),
    OfficeColumn("欠(项)", 9, group="判定", kind="integer"),
)


def _helping_units(book: AccountBook) -> OfficeSheet:
    units = book.helping_units
    rows = [
        [number, unit.code, unit.name, *_judged(book, unit)] for number, unit in enumerate(units, start=1)
    ]
    lines, failed = sum(unit.lines for unit in units), sum(unit.failed for unit in units)
    return _sheet(
        book,
        "帮扶单位",
        UNIT_COLUMNS,
        rows,
        totals=["合计", None, f"{len(units)}个", None, None, lines, failed],
        count=f"共{len(units)}个单位",
        notes="按编号排列,不排名;本月没有应交事项的单位不列。",
        freeze_column=4,
    )


HELPER_COLUMNS = (
    OfficeColumn("序号", 5, group="帮扶责任人", kind="integer"),
    OfficeColumn("编号", 18, group="帮扶责任人", kind="text"),
    OfficeColumn("姓名", 12, group="帮扶责任人"),
    OfficeColumn("区划代码", 14, group="所帮的户在", kind="text"),
    OfficeColumn("名称", 24, group="所帮的户在", align="left"),
    OfficeColumn("判定", 10, group="判定", cues=VERDICT_CUES),
    OfficeColumn("得分", 9, group="判定", kind="money"),
    OfficeColumn("应交(项)", 9, group="判定", kind="integer"),
    OfficeColumn("欠(项)", 9, group="判定", kind="integer"),
)


def _helpers(book: AccountBook) -> OfficeSheet:
    helpers = book.helpers
    rows = [
        [
            *(number, helper.code, helper.name, helper.area_id, book.area_names.get(helper.area_id, "")),
            *_judged(book, helper),
        ]
        for number, helper in enumerate(helpers, start=1)
    ]
    lines, failed = sum(helper.lines for helper in helpers), sum(helper.failed for helper in helpers)
    return _sheet(
        book,
        "帮扶责任人",
        HELPER_COLUMNS,
        rows,
        totals=["合计", None, f"{len(helpers)}人", None, None, None, None, lines, failed],
        count=f"共{len(helpers)}人",
        notes="按编号排列,不排名;所帮的户分在几个地方的,列在上一级的账里。",
        freeze_column=4,
    )


# ---- 明细


LINE_COLUMNS = (
    OfficeColumn("级别", 10, group="责任方"),
    OfficeColumn("编号", 18, group="责任方", kind="text"),
    OfficeColumn("名称", 14, group="责任方"),
    OfficeColumn("规则", 8, group="事项"),
    OfficeColumn("名称", 18, group="事项", align="left"),
    OfficeColumn("类别", 7, group="对象"),
    OfficeColumn("编号", 18, group="对象", kind="text"),
    OfficeColumn("所在", 24, group="对象", align="left"),
    OfficeColumn("应做", 7, group="结果", kind="integer"),
    OfficeColumn("已做", 7, group="结果", kind="integer"),
    OfficeColumn("核销", 7, group="结果", kind="integer"),
    OfficeColumn("结果", 9, group="结果", cues=OUTCOME_CUES),
    OfficeColumn("权重", 7, group="结果"),
)


def _lines(book: AccountBook) -> OfficeSheet:
    levels = {level.value: str(level.label) for level in PartyLevel}
    outcomes = {outcome.value: str(outcome.label) for outcome in Outcome}
    titles = {rule.rule: rule.title for rule in book.rules}
    rows = (
        [
            *(levels[level], code, name, rule, titles[rule], word_of(kind), subject),
            *(book.area_names.get(area, ""), required, delivered, voided, outcomes[outcome], weight),
        ]
        for (level, code, name, rule, kind, subject, area, required, delivered, voided, outcome, weight) in (
            book.lines
        )
    )
    return _sheet(
        book,
        "明细",
        LINE_COLUMNS,
        Counted(rows, book.line_count),
        totals=["合计", f"{book.line_count}项", *[None] * (len(LINE_COLUMNS) - 2)],
        count=f"共{book.line_count}项",
        notes="户只写户编号。",
        freeze_column=4,
    )


# ---- 补报走访, 规则, 参数


LATE_COLUMNS = (
    OfficeColumn("户编号", 18, group="户", kind="text"),
    OfficeColumn("所在", 24, group="户", align="left"),
    OfficeColumn("走访日期", 12, group="走访", kind="date"),
    OfficeColumn("录入时间", 18, group="走访"),
    OfficeColumn("方式", 10, group="走访"),
)


def _late(book: AccountBook) -> OfficeSheet:
    rows = [
        [number, book.area_names.get(area, ""), day, _written(entered), channel]
        for number, area, day, entered, channel in book.late
    ]
    return _sheet(
        book,
        "补报走访",
        LATE_COLUMNS,
        rows,
        totals=["合计", f"{len(rows)}条", None, None, None],
        count=f"共{len(rows)}条",
        notes="发生在以前月份、过了那个月的录入截止才录入的走访,列在本月,不计分,也不改以前月份的账。",
        freeze_column=2,
    )


CARRIED_COLUMNS = (
    OfficeColumn("级别", 10, group="责任方"),
    OfficeColumn("编号", 18, group="责任方", kind="text"),
    OfficeColumn("名称", 14, group="责任方"),
    OfficeColumn("月份", 9, group="欠账"),
    OfficeColumn("规则", 8, group="欠账"),
    OfficeColumn("名称", 18, group="欠账", align="left"),
    OfficeColumn("类别", 7, group="对象"),
    OfficeColumn("编号", 18, group="对象", kind="text"),
    OfficeColumn("所在", 24, group="对象", align="left"),
    OfficeColumn("应做", 7, group="补交", kind="integer"),
    OfficeColumn("已做", 7, group="补交", kind="integer"),
)


def _carried(book: AccountBook) -> OfficeSheet:
    levels = {level.value: str(level.label) for level in PartyLevel}
    rows = [
        [
            *(levels[line["party_level"]], line["party_code"], line["party_name"]),
            *(
                line["month"],
                line["rule"],
                line["title"],
                word_of(line["subject_kind"]),
                line["subject_code"],
            ),
            *(book.area_names.get(line["area"], ""), line["required"], line["delivered"]),
        ]
        for line in book.carried
    ]
    return _sheet(
        book,
        "补交",
        CARRIED_COLUMNS,
        rows,
        totals=["合计", f"{len(rows)}项", *[None] * (len(CARRIED_COLUMNS) - 2)],
        count=f"共{len(rows)}项",
        notes="上月没有做到、以后补上的,列在本月,不计分,也不改上月的账。",
        freeze_column=3,
    )


RULE_COLUMNS = (
    OfficeColumn("编号", 8, group="规则"),
    OfficeColumn("义务", 8, group="规则"),
    OfficeColumn("名称", 16, group="规则"),
    OfficeColumn("责任方", 10, group="规则"),
    OfficeColumn("权重", 7, group="评分"),
    OfficeColumn("性质", 7, group="评分"),
    OfficeColumn("部分完成", 9, group="评分"),
    OfficeColumn("条文", 36, group="原文", align="left"),
    OfficeColumn("怎样计算", 76, group="原文", align="left"),
)


def _rules(book: AccountBook) -> OfficeSheet:
    rows = [
        [
            *(rule.rule, rule.obligation, rule.title, str(PartyLevel(rule.party_level).label), rule.weight),
            *("必须" if rule.is_hard else "计分", "计分" if rule.allows_part else "不计"),
            *_text_of(rule),
        ]
        for rule in book.rules
    ]
    notes = "“必须”的事项有一项没有完成就不能交清;“计分”的只影响得分。"
    return _sheet(book, "规则", RULE_COLUMNS, rows, count=f"共{len(rows)}条", notes=notes, freeze_column=2)


def _text_of(rule) -> tuple[str, str]:
    """Return the clause, and how it is counted, of a rule's text."""
    clause, _blank, rest = rule.text.partition("\n")
    return clause, " ".join(rest.split())


PARAMETER_COLUMNS = (
    OfficeColumn("序号", 6, group="参数", kind="integer"),
    OfficeColumn("名称", 44, group="参数", align="left"),
    OfficeColumn("值", 20, group="参数"),
)


def _parameters(book: AccountBook) -> OfficeSheet:
    parameters = sorted(book.account.parameters.items())
    rows = [[number, name, _plain(value)] for number, (name, value) in enumerate(parameters, start=1)]
    notes = "计算这个月的账时生效的数。"
    return _sheet(
        book, "参数", PARAMETER_COLUMNS, rows, count=f"共{len(rows)}个", notes=notes, freeze_column=3
    )


def _plain(value: Any) -> Any:
    """Return a parameter as a cell holds it: numbers as numbers, yes and no in words, the rest as text."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if isinstance(value, int | float) else str(value)
