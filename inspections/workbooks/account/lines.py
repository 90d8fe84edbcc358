"""The sheets of lines: 明细, 补报走访, 补交."""

from inspections.models.account import Outcome, PartyLevel
from inspections.workbooks.account.book import (
    OUTCOME_CUES,
    AccountBook,
    Counted,
    sheet,
    written,
)
from povertyapp.core.subjects import word_of
from povertyapp.core.workbooks.office import OfficeColumn, OfficeSheet

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


def lines_sheet(book: AccountBook) -> OfficeSheet:
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
    return sheet(
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


def late_sheet(book: AccountBook) -> OfficeSheet:
    rows = [
        [number, book.area_names.get(area, ""), day, written(entered), channel]
        for number, area, day, entered, channel in book.late
    ]
    return sheet(
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


def carried_sheet(book: AccountBook) -> OfficeSheet:
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
    return sheet(
        book,
        "补交",
        CARRIED_COLUMNS,
        rows,
        totals=["合计", f"{len(rows)}项", *[None] * (len(CARRIED_COLUMNS) - 2)],
        count=f"共{len(rows)}项",
        notes="上月没有做到、以后补上的,列在本月,不计分,也不改上月的账。",
        freeze_column=3,
    )
