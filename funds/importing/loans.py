"""The bank's monthly list of loans (扶贫小额信贷台账): its columns and what is wrong with a row."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from funds.choices.credit import ASKED, OUT, OWED, LoanPurpose
from funds.models import Microloan
from households.importing.lists import SHARED_COLUMNS, SHARED_FIELDS, Stored, check_length, check_needed
from households.services.procedures.common import months_after
from povertyapp.core import clock
from povertyapp.core.models import Area
from povertyapp.core.parameters import Parameters
from povertyapp.core.workbooks import CellError, ColumnSpec, Field, Layout, cells
from povertyapp.core.workbooks.listing import ListRow

CONTRACT, BANK, PURPOSE, AMOUNT, RATE = "合同号", "承贷银行", "用途", "贷款金额(元)", "年利率(%)"
PAID_OUT, DUE, BALANCE, INTEREST, PAID_ON = "放款日期", "到期日期", "贷款余额(元)", "欠息(元)", "最近还款日期"
LAYOUT = Layout(
    "扶贫小额信贷台账",
    (
        *SHARED_COLUMNS,
        ColumnSpec(CONTRACT, aliases=("借据号", "合同编号", "借款合同号", "借据编号"), required=True),
        ColumnSpec(BANK, aliases=("放款银行", "贷款银行", "银行", "承办银行"), required=True),
        ColumnSpec(PURPOSE, aliases=("贷款用途", "资金用途")),
        ColumnSpec(AMOUNT, aliases=("贷款金额", "放款金额(元)", "借款金额(元)"), required=True),
        ColumnSpec(RATE, aliases=("利率(%)", "贷款利率(%)", "执行利率(%)"), required=True),
        ColumnSpec(PAID_OUT, aliases=("发放日期", "贷款发放日期", "借款日期"), required=True),
        ColumnSpec(DUE, aliases=("到期日", "贷款到期日", "还款到期日"), required=True),
        ColumnSpec(BALANCE, aliases=("贷款余额", "余额(元)", "本金余额(元)"), required=True),
        ColumnSpec(INTEREST, aliases=("欠息", "拖欠利息(元)")),
        ColumnSpec(PAID_ON, aliases=("还款日期", "最后还款日期")),
    ),
)


def amount(value: Any) -> Decimal | None:
    """Return an amount in yuan, not below zero and exact to the cent."""
    result = cells.number(value)
    if result is not None and not 0 <= result < 10**13:
        raise CellError("NUMBER_INVALID", _("不小于 0 的金额"))
    return None if result is None else result.quantize(Decimal("0.01"))


def rate(value: Any) -> Decimal | None:
    """Return a yearly rate that a cell gives in per cent: 4.35, 4.35%."""
    written = cells.word(value).removesuffix("%") if isinstance(value, str) else value
    result = cells.number(written)
    if result is not None and not 0 < result < 30:
        raise CellError("NUMBER_INVALID", _("像 4.35 这样的百分数"))
    return None if result is None else result / 100


def purpose(value: Any) -> str:
    """Return the purpose that a cell names by its official word; other production for a blank one."""
    written = cells.word(value)
    known = {str(label): code for code, label in LoanPurpose.choices}
    if written and written not in known:
        raise CellError("DICT_UNKNOWN", "、".join(known))
    return str(known[written]) if written else LoanPurpose.OTHER.value


FIELDS = (
    *SHARED_FIELDS,
    Field(CONTRACT, "contract_no", cells.long_digits),
    Field(BANK, "bank", cells.word),
    Field(PURPOSE, "purpose", purpose),
    Field(AMOUNT, "amount", amount),
    Field(RATE, "rate", rate),
    Field(PAID_OUT, "disbursed_on", cells.date),
    Field(DUE, "due_on", cells.date),
    Field(BALANCE, "balance", amount),
    Field(INTEREST, "interest_owed", amount),
    Field(PAID_ON, "paid_on", cells.date),
)
NEEDED = {
    "contract_no": CONTRACT, "bank": BANK, "amount": AMOUNT, "rate": RATE, "disbursed_on": PAID_OUT,
    "due_on": DUE, "balance": BALANCE,
}  # fmt: skip


@dataclass
class Known:
    """What the system knows of the loans of a list: by bank and contract, and what households owe beside them."""

    loans: dict[tuple[str, str], Microloan] = field(default_factory=dict)
    debts: dict[int, Decimal] = field(default_factory=dict)
    in_hand: set[int] = field(default_factory=set)


def check(rows: list[ListRow], households: dict[str, Stored], as_of: dt.date, county: Area) -> Known:
    """Tell what is wrong with each row; return what is known of its loans."""
    known = _known(rows, households, county)
    seen: dict[tuple, ListRow] = {}
    values: dict[dt.date, Parameters] = {}
    for row in rows:
        row.values["interest_owed"] = row["interest_owed"] or Decimal(0)
        check_needed(row, NEEDED)
        check_length(row, {"contract_no": (CONTRACT, 40), "bank": (BANK, 60)})
        key = (row["bank"], row["contract_no"])
        if all(key) and seen.setdefault(key, row) is not row:
            place = {"sheet": seen[key].record.sheet, "row": seen[key].record.row}
            row.tell(
                CONTRACT,
                "LIST_DUPLICATE",
                message=_("与“%(sheet)s”第 %(row)s 行是同一份合同，请只留一行") % place,
            )
        if row.is_faulty:
            continue
        day = row["disbursed_on"]
        value = values.get(day) or values.setdefault(day, Parameters(county.pk, day))
        household = households.get(row["household_no"] or "")
        _check_days(row, household, as_of)
        stored = known.loans.get(key)
        if stored is None:
            _check_new(row, household, known, value)
        else:
            _check_stored(row, stored, household)
    _check_limits(rows, households, known, values)
    return known


def _known(rows, households, county) -> Known:
    contracts = {row["contract_no"] for row in rows if row["contract_no"]}
    known = Known()
    in_county = Microloan.objects.in_area(county.pk)
    for loan in in_county.filter(contract_no__in=contracts):
        known.loans[loan.bank, loan.contract_no] = loan
    named = {loan.pk for loan in known.loans.values()}
    homes = [home.pk for home in households.values()]
    for loan in in_county.filter(household__in=homes).exclude(pk__in=named):
        if loan.status in ASKED:
            known.in_hand.add(loan.household_id)
        elif loan.status in OWED:
            known.debts[loan.household_id] = known.debts.get(loan.household_id, Decimal(0)) + loan.balance
    return known


def _check_days(row: ListRow, household: Stored | None, as_of: dt.date) -> None:
    if row["disbursed_on"] > min(as_of, clock.today()):
        row.tell(PAID_OUT, "LIST_DATE_FUTURE")
    if row["due_on"] <= row["disbursed_on"]:
        row.tell(DUE, "LIST_DATE_ORDER", expected=row["disbursed_on"])
    if row["paid_on"] and not row["disbursed_on"] <= row["paid_on"] <= min(as_of, clock.today()):
        row.tell(PAID_ON, "LIST_DATE_ORDER", expected=row["disbursed_on"])
    if household and row["disbursed_on"] < household.registered_on:
        row.tell(PAID_OUT, "LIST_BEFORE_REGISTERED", expected=household.registered_on)
    if row["balance"] > row["amount"]:
        words = _("余额 %(balance)s 大于贷款金额 %(amount)s")
        facts = {"balance": row["balance"], "amount": row["amount"]}
        row.tell(BALANCE, "LOAN_BALANCE_WRONG", expected=row["amount"], message=words % facts)


def _check_new(row: ListRow, household: Stored | None, known: Known, value: Parameters) -> None:
    """Tell what keeps a loan that the system does not know from being recorded."""
    months = int(value("loan.term_months_max"))
    if row["due_on"] > months_after(row["disbursed_on"], months):
        row.tell(DUE, "LOAN_TERM_TOO_LONG", expected=months_after(row["disbursed_on"], months))
    short, long = value("loan.rate_max")
    is_short = row["due_on"] <= months_after(row["disbursed_on"], 12)
    most = Decimal(str(short if is_short else long))
    if row["rate"] > most:
        row.tell(RATE, "LOAN_RATE_TOO_HIGH", expected=f"{(most * 100).normalize():f}")
    if household and household.pk in known.in_hand:
        row.tell(CONTRACT, "LOAN_IN_HAND")


def _check_stored(row: ListRow, loan: Microloan, household: Stored | None) -> None:
    """Tell what the list says otherwise than the system of a loan that it knows."""
    if household and loan.household_id != household.pk:
        row.tell(CONTRACT, "LOAN_DIFFERS", message=_("这份合同在系统里是另一户的，请核对合同号和户编号"))
    for attr, column, said in (
        ("granted", AMOUNT, row["amount"]),
        ("disbursed_on", PAID_OUT, row["disbursed_on"]),
    ):
        if getattr(loan, attr) != said:
            row.tell(column, "LOAN_DIFFERS", expected=getattr(loan, attr))
    if row["balance"] > loan.balance:
        words = _("余额比系统里多（系统里 %(known)s）；要冲正的还款请在系统里办理")
        row.tell(
            BALANCE, "LOAN_BALANCE_WRONG", expected=loan.balance, message=words % {"known": loan.balance}
        )
    if loan.status in OUT and row["due_on"] != loan.due_on:
        row.tell(DUE, "LOAN_DUE_DIFFERS", expected=loan.due_on)


def _check_limits(rows, households, known: Known, values) -> None:
    """Tell the rows with which a household would owe more than the limit over all its loans."""
    debts: dict[int, Decimal] = defaultdict(Decimal, known.debts)
    for row in sorted((row for row in rows if not row.is_faulty), key=lambda row: row["disbursed_on"]):
        household = households.get(row["household_no"] or "")
        if household is None:
            continue
        limit = values[row["disbursed_on"]].number("loan.household_limit")
        is_new = (row["bank"], row["contract_no"]) not in known.loans
        owed = debts[household.pk]
        if is_new and owed + row["balance"] > limit:
            words = _(
                "每户合计不超过 %(limit)s 元：这一户另有 %(owed)s 元，这一笔 %(asked)s 元，最多 %(left)s 元"
            )
            facts = {"limit": f"{limit:,.0f}", "owed": f"{owed:,.2f}", "asked": f"{row['balance']:,.2f}"}
            facts["left"] = f"{max(limit - owed, 0):,.2f}"
            row.tell(BALANCE, "LOAN_OVER_LIMIT", expected=max(limit - owed, 0), message=words % facts)
            continue
        debts[household.pk] = owed + row["balance"]
