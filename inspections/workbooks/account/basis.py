"""What the month was computed with: 规则, 参数."""

from typing import Any

from inspections.models.account import PartyLevel
from inspections.workbooks.account.book import (
    AccountBook,
    sheet,
)
from povertyapp.core.workbooks.office import OfficeColumn, OfficeSheet

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


def rules_sheet(book: AccountBook) -> OfficeSheet:
    rows = [
        [
            *(rule.rule, rule.obligation, rule.title, str(PartyLevel(rule.party_level).label), rule.weight),
            *("必须" if rule.is_hard else "计分", "计分" if rule.allows_part else "不计"),
            *_text_of(rule),
        ]
        for rule in book.rules
    ]
    notes = "“必须”的事项有一项没有完成就不能交清;“计分”的只影响得分。"
    return sheet(book, "规则", RULE_COLUMNS, rows, count=f"共{len(rows)}条", notes=notes, freeze_column=2)


def _text_of(rule) -> tuple[str, str]:
    """Return the clause, and how it is counted, of a rule's text."""
    clause, _blank, rest = rule.text.partition("\n")
    return clause, " ".join(rest.split())


PARAMETER_COLUMNS = (
    OfficeColumn("序号", 6, group="参数", kind="integer"),
    OfficeColumn("名称", 44, group="参数", align="left"),
    OfficeColumn("值", 20, group="参数"),
)


def parameters_sheet(book: AccountBook) -> OfficeSheet:
    parameters = sorted(book.account.parameters.items())
    rows = [[number, name, _plain(value)] for number, (name, value) in enumerate(parameters, start=1)]
    notes = "计算这个月的账时生效的数。"
    return sheet(
        book, "参数", PARAMETER_COLUMNS, rows, count=f"共{len(rows)}个", notes=notes, freeze_column=3
    )


def _plain(value: Any) -> Any:
    """Return a parameter as a cell holds it: numbers as numbers, yes and no in words, the rest as text."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if isinstance(value, int | float) else str(value)
