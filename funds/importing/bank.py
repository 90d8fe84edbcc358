"""A bank's or the treasury's statement of what was paid (对账单): its columns, and what is wrong with a row."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from funds.importing.fund_ledger import amounts
from funds.models import BankRow
from households.importing.lists import check_length, check_needed, lengths_of
from povertyapp.core.models import Area
from povertyapp.core.workbooks import CellError, ColumnSpec, Field, Layout, cells
from povertyapp.core.workbooks.listing import ListRow

DAY, NUMBER, ABOUT, AMOUNT, PAYEE = "日期", "凭证号", "资金编号或名称", "金额", "收款人"
LAYOUT = Layout(
    "银行对账单",
    (
        ColumnSpec("序号"),
        ColumnSpec(DAY, aliases=("交易日期", "支付日期", "记账日期", "入账日期"), required=True),
        ColumnSpec(NUMBER, aliases=("凭证编号", "支付凭证号", "支付令号", "流水号", "票据号"), required=True),
        ColumnSpec(ABOUT, aliases=("资金编号", "资金名称", "资金来源", "摘要", "用途")),
        ColumnSpec(AMOUNT, aliases=("支付金额", "借方金额", "支出金额", "发生额", "交易金额"), required=True),
        ColumnSpec(PAYEE, aliases=("收款单位", "收款户名", "对方户名", "收款人名称")),
    ),
)
FIELDS = (
    Field(DAY, "happened_on", cells.date),
    Field(NUMBER, "document_no", cells.text),
    Field(ABOUT, "about", cells.text),
    Field(PAYEE, "payee", cells.text),
)
NEEDED = {"happened_on": DAY, "amount": AMOUNT}
TEXTS = {"document_no": NUMBER, "about": ABOUT, "payee": PAYEE}
LIMITS = lengths_of(BankRow, TEXTS)
KEY = ("happened_on", "document_no", "amount", "payee")


@dataclass
class Known:
    """The lines of statements that the county has already, by what makes a line one."""

    rows: dict[tuple, BankRow] = field(default_factory=dict)


def check(rows: list[ListRow], subjects: dict[str, Any], day: dt.date, county: Area) -> Known:
    """Tell what is wrong with each row; return what of it is here already."""
    seen: dict[tuple, ListRow] = {}
    for row in rows:
        _read_amount(row)
        check_needed(row, NEEDED)
        if row["happened_on"] and row["happened_on"] > day:
            row.tell(DAY, "LIST_DATE_FUTURE", expected=f"≤{day}")
        check_length(row, LIMITS)
        if not row.is_faulty and (first := seen.setdefault(key_of(row), row)) is not row:
            words = _("与“%(sheet)s”第 %(row)s 行是同一笔，请只留一行")
            place = {"sheet": first.record.sheet, "row": first.record.row}
            row.tell(NUMBER, "LIST_DUPLICATE", message=words % place)
    days = [row["happened_on"] for row in rows if row["happened_on"]]
    if not days:
        return Known()
    known = BankRow.objects.filter(area=county, happened_on__range=(min(days), max(days)))
    return Known({tuple(getattr(one, name) for name in KEY): one for one in known})


def key_of(row: ListRow) -> tuple:
    return row["happened_on"], row["document_no"] or "", row["amount"], row["payee"] or ""


def _read_amount(row: ListRow) -> None:
    """Read the amount in the unit that stands above the table; a bank writes yuan."""
    said = [text for text in row.record.table.titles if "单位" in text]
    try:
        unit = amounts.unit_of_table(said) if said else amounts.YUAN
        row.values["amount"] = amounts.above_zero(row.record[AMOUNT], unit)
    except CellError as error:
        row.tell(AMOUNT, error.code, expected=str(error.accepted))
