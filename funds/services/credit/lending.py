"""What the bank decides and does: approve or refuse, pay out, put off (C4)."""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funds.choices.credit import LoanStatus, RefusalGround
from funds.credit import exposure_of
from funds.models import Microloan, RiskFund
from funds.services.credit.steps import locked, parameters_of, take_step
from households.services.procedures.common import months_after
from povertyapp.core import clock
from povertyapp.core.moves import check

YEAR_MONTHS = 12


@transaction.atomic
def approve_loan(*, by, loan: Microloan, granted: Decimal, reason: str = "", on: dt.date | None = None):
    """Approve a recommended loan, in full or in part, within the household's credit limit: the bank's own decision."""
    most = min(loan.amount, loan.credit_limit or loan.amount)
    facts = {"given": f"{granted:,.2f}", "most": f"{most:,.2f}"}
    words = _("审批金额 %(given)s 元，要大于 0、不超过申请金额和授信额度中较小的 %(most)s 元（C4）。")
    found = check(("granted", 0 < granted <= most, words % facts))
    return take_step(loan, LoanStatus.APPROVED, by=by, on=on, reason=reason, guards=found, granted=granted)


@transaction.atomic
def refuse_loan(*, by, loan: Microloan, ground: str, text: str, on: dt.date | None = None):
    """Refuse a recommended loan with the ground and in words (LF-44)."""
    check(
        ("ground", ground in RefusalGround.values, _("请选不予贷款的原因。")),
        ("text", bool(text.strip()), _("不予贷款要写明具体情况（LF-44）。")),
    )
    on = on or clock.today()
    facts = {"refusal_ground": ground, "refusal_text": text.strip(), "ended_on": on}
    return take_step(loan, LoanStatus.REFUSED, by=by, on=on, reason=text.strip(), **facts)


@transaction.atomic
def disburse_loan(
    *,
    by,
    loan: Microloan,
    bank: str,
    contract_no: str,
    rate: Decimal,
    due_on: dt.date,
    is_secured: bool = False,
    on: dt.date | None = None,
):
    """Pay an approved loan out: contract, no guarantee and no collateral, the rate of the day, within what the risk
    fund carries and while lending is not halted."""
    on = on or clock.today()
    locked(loan)
    RiskFund.objects.select_for_update(no_key=True).filter(area=loan.area_id[:6]).first()
    results = (
        ("contract", bool(bank.strip() and contract_no.strip()), _("请写明承贷银行和合同号。")),
        ("secured", not is_secured, _("扶贫小额信贷免担保、免抵押（B14），不能要求担保或抵押。")),
        one_contract(Microloan, bank.strip(), contract_no.strip()),
        rate_allowed(loan, rate, on, loan.term_months <= YEAR_MONTHS),
        within_term(loan, on, due_on),
        *_carried(loan, on),
    )
    facts = {"bank": bank.strip(), "contract_no": contract_no.strip(), "rate": rate, "is_secured": is_secured}
    facts |= {"disbursed_on": on, "first_due_on": due_on, "due_on": due_on, "balance": loan.granted}
    return take_step(loan, LoanStatus.DISBURSED, by=by, on=on, guards=check(*results), **facts)


def one_contract(model, bank, contract_no):
    """Return the result of a contract of a bank: it stands behind one loan alone."""
    known = model.objects.filter(bank=bank, contract_no=contract_no).exclude(contract_no="")
    return ("one", not known.exists(), _("这家银行的这个合同号已经登记过，请核对。"))


def rate_allowed(loan, rate, on, is_short):
    """Return the result of the highest rate of a day, up to a year or beyond (B14)."""
    short, long = parameters_of(loan, on)("loan.rate_max")
    most = Decimal(str(short if is_short else long))
    facts = {"given": percent(rate), "most": percent(most), "on": on}
    words = _("年利率 %(given)s 超过 %(on)s 允许的 %(most)s（B14），请按不高于 %(most)s 填写。")
    return ("rate", 0 < rate <= most, words % facts)


def within_term(loan, on, due_on):
    """Return the result of the due date: after the money is out and within the term that was asked for."""
    last = months_after(on, loan.term_months)
    facts = {"due": due_on, "on": on, "last": last, "n": loan.term_months}
    words = _("到期日 %(due)s 不行：要在放款日 %(on)s 之后、最晚 %(last)s（申请的期限是 %(n)d 个月，C4）。")
    return ("term", on < due_on <= last, words % facts)


def _carried(loan, on):
    """Return the results of the two limits of a county: the leverage of its risk fund, and its bad loans."""
    at = exposure_of(loan.area_id, on)
    facts = {
        "fund": f"{at.fund:,.2f}", "times": f"{at.leverage_max:g}", "carried": f"{at.carried:,.2f}",
        "out": f"{at.outstanding:,.2f}", "asked": f"{loan.granted or 0:,.2f}", "left": f"{at.room:,.2f}",
    }  # fmt: skip
    too_much = _(
        "全县贷款余额不超过风险补偿金的 %(times)s 倍（T-10）：风险金 %(fund)s 元，最多放贷 %(carried)s 元，"
        "现有余额 %(out)s 元，本笔 %(asked)s 元；现在最多还能放 %(left)s 元。"
    )
    halted = _("全县不良贷款占 %(share)s%%，超过 %(most)s，暂停新增放贷（B14）；降到 %(most)s 以下再办。")
    shares = {"share": at.bad_percent, "most": percent(at.bad_share_max)}
    return (
        ("leverage", at.outstanding + (loan.granted or 0) <= at.carried, too_much % facts),
        ("bad", not at.is_halted, halted % shares),
    )


@transaction.atomic
def extend_loan(*, by, loan: Microloan, due_on: dt.date, reason: str, on: dt.date | None = None):
    """Put the due date off before it has come, as often and as far as the policy of that day lets (展期)."""
    on = on or clock.today()
    value = parameters_of(loan, on)
    most, months = int(value("loan.extensions_max")), int(value("loan.extension_months_max"))
    facts = {"extension_count": loan.extension_count + 1}
    found = check(
        *_in_time(loan, on, reason),
        _count("extensions", facts["extension_count"], most, _("展期")),
        _until(loan, due_on, months_after(loan.due_on, months)),
    )
    return take_step(
        loan, LoanStatus.EXTENDED, by=by, on=on, reason=reason.strip(), guards=found, due_on=due_on, **facts
    )


@transaction.atomic
def defer_loan(*, by, loan: Microloan, due_on: dt.date, reason: str, on: dt.date | None = None):
    """Put repayment off as the rule of 2020 lets: six months later, then up to the end of March 2021."""
    on = on or clock.today()
    value = parameters_of(loan, on)
    most, months = int(value("loan.deferrals_max")), int(value("loan.deferral_months_max"))
    until = max(months_after(loan.due_on, months), dt.date.fromisoformat(value("loan.deferral_until")))
    facts = {"deferral_count": loan.deferral_count + 1}
    found = check(
        *_in_time(loan, on, reason),
        _count("deferrals", facts["deferral_count"], most, _("延期还款")),
        _until(loan, due_on, until),
    )
    return take_step(
        loan, LoanStatus.EXTENDED, by=by, on=on, reason=reason.strip(), guards=found, due_on=due_on, **facts
    )


@transaction.atomic
def renew_loan(
    *,
    by,
    loan: Microloan,
    contract_no: str,
    rate: Decimal,
    due_on: dt.date,
    reason: str,
    on: dt.date | None = None,
):
    """Renew a loan without paying it back in between (无还本续贷): a new contract for at most one full term more."""
    on = on or clock.today()
    value = parameters_of(loan, on)
    most, months = int(value("loan.renewals_max")), int(value("loan.term_months_max"))
    facts = {"renewal_count": loan.renewal_count + 1, "contract_no": contract_no.strip(), "rate": rate}
    facts |= {"renewed_on": on, "former_rate": loan.rate}
    found = check(
        *_in_time(loan, on, reason),
        ("contract", bool(contract_no.strip()), _("续贷要签新的合同，请写明合同号。")),
        one_contract(Microloan, loan.bank, contract_no.strip()),
        rate_allowed(loan, rate, on, is_short=False),
        _count("renewals", facts["renewal_count"], most, _("续贷")),
        _until(loan, due_on, months_after(loan.due_on, months)),
    )
    return take_step(
        loan, LoanStatus.RENEWED, by=by, on=on, reason=reason.strip(), guards=found, due_on=due_on, **facts
    )


def _in_time(loan, on, reason):
    if loan.due_on is None:
        raise ValidationError(_("放款以后才能展期或续贷。"))
    words = _("只能在到期（%(due)s）以前办理（C4），%(on)s 已经逾期；请先催收。")
    return (
        ("in_time", on <= loan.due_on, words % {"due": loan.due_on, "on": on}),
        ("diverted", loan.diverted_on is None, _("户贷企用的贷款不能展期或续贷，要限期收回。")),
        ("reason", bool(reason.strip()), _("请写明理由。")),
    )


def _count(need, count, most, word):
    words = _("%(what)s最多办 %(most)d 次（B14），这笔贷款已经办过 %(done)d 次。")
    return (need, count <= most, words % {"what": word, "most": most, "done": count - 1})


def _until(loan, due_on, last):
    facts = {"given": due_on, "due": loan.due_on, "last": last}
    words = _("新的到期日 %(given)s 不行：要在 %(due)s 之后、最晚 %(last)s（B14）。")
    return ("until", loan.due_on < due_on <= last, words % facts)


def percent(rate: Decimal) -> str:
    """Write a share of one as per cent without needless zeros."""
    return f"{(rate * 100).normalize():f}%"
