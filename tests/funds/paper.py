"""Fund ledgers written at random as offices write them: 万元 and 元 mixed, subtotals, remarks, now and then a fault."""

import io
from dataclasses import dataclass
from decimal import Decimal

import openpyxl

from funds.importing.fund_ledger.words import PROJECTS, SOURCES
from tests.funds.money import TODAY

WAN = Decimal(10_000)
# A bare amount is taken as 万元 only where none stands far above the others; beyond this the row says its unit.
ALIKE = 300
FAULTS = ("半量", "约七百", None)


@dataclass
class Source:
    """A row of the first sheet, in yuan."""

    name: str
    document: str
    allocated: Decimal
    integrated: Decimal
    level: str = "中央"


@dataclass
class Arranged:
    """A row of the second sheet, in yuan."""

    number: str
    name: str
    source: str
    amount: Decimal
    paid: Decimal


def ledger_bytes(chance, sources, projects, *, dirty=False):
    """Return a workbook of these rows; a dirty one has a cell that nobody can read."""
    wb = openpyxl.Workbook()
    _sources(wb.active, chance, sources, dirty)
    if projects:
        _projects(wb.create_sheet(PROJECTS.title), chance, projects)
    out = io.BytesIO()
    wb.save(out)
    return out.getvalue()


def _head(ws, layout, title):
    ws.title = layout.title
    day = f"{TODAY.year}年{TODAY.month}月{TODAY.day}日"
    ws.append([f"来凤县{TODAY.year}年{title}"])
    ws.append(["填报单位：县财政局", None, None, None, f"截止日期：{day}", None, None, None, "单位：万元"])
    ws.append([spec.name for spec in layout.columns])


def _sources(ws, chance, rows, dirty):
    _head(ws, SOURCES, "统筹整合财政涉农资金台账")
    amounts = [amount for row in rows for amount in (row.allocated, row.integrated) if amount]
    is_alike = max(amounts) < ALIKE * min(amounts)
    for number, row in enumerate(rows, start=1):
        unit = chance.choice((WAN, Decimal(1))) if is_alike else chance.choice((Decimal(1), Decimal(1), WAN))
        says = "" if unit == WAN and is_alike and chance.random() < 0.7 else f"本行单位:{_word(unit)}"
        shown = [
            _written(chance, amount, unit)
            for amount in (row.allocated, row.integrated, Decimal(0), Decimal(0))
        ]
        ws.append(
            [number, row.level, row.name, row.document, "存量", *shown, None, "2017.3.1", "县水利局", says]
        )  # fmt: skip
        if chance.random() < 0.2:
            total = float(sum(one.allocated for one in rows[:number]) / WAN)
            ws.append([None, "小计", None, None, None, total])
    ws.append(["合计", None, None, None, None, float(sum(row.allocated for row in rows) / WAN)])
    if dirty:
        column = chance.choice((5, 6, 11))
        ws.cell(4, column).value = chance.choice(FAULTS)


def _projects(ws, chance, rows):
    _head(ws, PROJECTS, "整合资金到项目安排表")
    for number, row in enumerate(rows, start=1):
        unit = chance.choice((WAN, Decimal(1)))
        shown = [_written(chance, amount, unit) for amount in (row.amount, row.paid)]
        ws.append(
            [number, row.number, row.name, "产业发展", "翔凤镇", "老茶村", row.source, shown[0], _word(unit), shown[1],
             "已入库", "2017.3.5", None, 1, "实施", None]
        )  # fmt: skip
    ws.append(["合计", None, None, None, None, None, None, float(sum(row.amount for row in rows) / WAN)])


def _word(unit):
    return "万元" if unit == WAN else "元"


def _written(chance, amount, unit):
    """Return an amount as a cell says it: a number, a text, now and then with a unit of its own."""
    dice = chance.random()
    if dice < 0.15:
        return f"{amount:,.2f}元"
    if dice < 0.25:
        return f"{amount / WAN:f}万元"
    if dice < 0.35:
        return f"{amount / unit:f}"
    return float(amount / unit)
