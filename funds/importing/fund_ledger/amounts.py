"""Amounts as ledgers write them: 万元 by the header, 元 by a remark or in the cell itself, now and then 亿元."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _

from povertyapp.core.workbooks import CellError, cells

YUAN, WAN, YI = "元", "万元", "亿元"
FACTORS = {YUAN: Decimal(1), WAN: Decimal(10_000), YI: Decimal(100_000_000)}
UNITS = {"元": YUAN, "万元": WAN, "万": WAN, "亿元": YI, "亿": YI}
FEN = Decimal("0.01")
MOST = Decimal(10) ** 13
ACCEPTED = _("数字，可以带单位，如 386.5、386.5万元、3,865,000元；没有支付的填 0")
_WRITTEN = re.compile(r"([\d,]+(?:\.\d+)?)(亿元|亿|万元|万|元)?")
_OF_TABLE = re.compile(r"单位[:：]?\(?(亿元|万元|元)")
_OF_ROW = re.compile(r"本行单位[:：]?(亿元|万元|元)")


@dataclass(frozen=True)
class Amount:
    """An amount in yuan, how it is written, and by whose word it has its unit: cell, remark, row or header."""

    yuan: Decimal
    written: Any
    unit: str
    said_by: str

    @property
    def is_bare(self) -> bool:
        """Say whether nothing but the header gives the unit, so that it may be the wrong one."""
        return self.said_by == "header"

    def in_yuan(self) -> "Amount":
        """Return the same figure taken as yuan."""
        return Amount(fen(self.yuan / FACTORS[self.unit]), self.written, YUAN, "magnitude")


def fen(amount: Decimal) -> Decimal:
    return amount.quantize(FEN, ROUND_HALF_UP)


def unit_of_table(texts) -> str:
    """Return the unit that stands above a table; 万元 where none does, as these ledgers are kept."""
    for text in texts:
        if match := _OF_TABLE.search(cells.word(text)):
            return match[1]
    return WAN


def unit_of_remark(value) -> str:
    """Return the unit that a row's remark gives it, blank where it gives none."""
    match = _OF_ROW.search(cells.word(value))
    return match[1] if match else ""


def unit_of_cell(value) -> str:
    """Return the unit that a column of units names; blank for a blank cell."""
    written = cells.word(value)
    if written and written not in UNITS:
        raise CellError("DICT_UNKNOWN", "、".join((WAN, YUAN)))
    return UNITS.get(written, "")


def amount(value, unit: str, said_by: str) -> Amount | None:
    """Return what a cell says, None for a blank one; CellError for what is no amount of money."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = cells.number(value)
        match = None
    else:
        written = cells.word(value).replace("，", ",").lstrip("¥￥")
        if not written:
            return None
        match = _WRITTEN.fullmatch(written)
        number = _number(match[1]) if match else None
    if match and match[2]:
        unit, said_by = UNITS[match[2]], "cell"
    if number is None or not 0 <= number * FACTORS[unit] < MOST:
        raise CellError("AMOUNT_INVALID", ACCEPTED)
    return Amount(fen(number * FACTORS[unit]), value, unit, said_by)


def above_zero(value, unit: str) -> Decimal | None:
    """Return what a cell says in yuan, None for a blank one; CellError for zero and for what is no amount of money."""
    found = amount(value, unit, "header")
    if found and not found.yuan:
        raise CellError("AMOUNT_INVALID", _("大于零的金额"))
    return found.yuan if found else None


def _number(written: str) -> Decimal | None:
    try:
        return Decimal(written.replace(",", ""))
    except InvalidOperation:
        return None
