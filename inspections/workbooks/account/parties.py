"""The sheets of parties: 硬账表, 帮扶单位, 帮扶责任人."""

from collections import Counter

from inspections.models.account import PartyLevel, Verdict
from inspections.months import shown_score, shown_verdict
from inspections.workbooks.account.book import (
    NOT_APPLICABLE,
    VERDICT_CUES,
    AccountBook,
    sheet,
)
from povertyapp.core.statuses import cue_for
from povertyapp.core.workbooks.office import OfficeColumn, OfficeSheet

# ---- 硬账表


def units_sheet(book: AccountBook) -> OfficeSheet:
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
    return sheet(
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


def helping_units_sheet(book: AccountBook) -> OfficeSheet:
    units = book.helping_units
    rows = [
        [number, unit.code, unit.name, *_judged(book, unit)] for number, unit in enumerate(units, start=1)
    ]
    lines, failed = sum(unit.lines for unit in units), sum(unit.failed for unit in units)
    return sheet(
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


def helpers_sheet(book: AccountBook) -> OfficeSheet:
    helpers = book.helpers
    rows = [
        [
            *(number, helper.code, helper.name, helper.area_id, book.area_names.get(helper.area_id, "")),
            *_judged(book, helper),
        ]
        for number, helper in enumerate(helpers, start=1)
    ]
    lines, failed = sum(helper.lines for helper in helpers), sum(helper.failed for helper in helpers)
    return sheet(
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
