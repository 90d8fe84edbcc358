"""Use, repayment and the end of a loan: what the helper finds, what the household pays back, how it is asked for."""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funds.choices.credit import OUT, OWED, LoanStatus
from funds.credit import NOTHING
from funds.models import LoanCollection, LoanPayment, Microloan
from funds.services.credit.bad import return_to_fund
from funds.services.credit.steps import locked, take_step
from povertyapp.core import clock
from povertyapp.core.aftermath import records_changed
from povertyapp.core.history import because
from povertyapp.core.moves import check


@transaction.atomic
def check_use(*, by, loan: Microloan, note: str, on: dt.date | None = None):
    """Confirm on the spot that the household itself uses the money for what it was lent (C4)."""
    on = on or clock.today()
    check(
        ("note", bool(note.strip()), _("请写明核查到的用款情况。")),
        ("diverted", loan.diverted_on is None, _("这笔贷款已查出户贷企用，不能再确认用途，要限期收回。")),
    )
    facts = {"use_checked_on": on, "use_note": note.strip()}
    return take_step(loan, LoanStatus.IN_USE, by=by, on=on, reason=note.strip(), **facts)


@transaction.atomic
def report_diversion(*, by, loan: Microloan, firm: str, on: dt.date | None = None):
    """Report that a firm uses the household's loan (户贷企用): its subsidy ends on that day, it may only be paid back,
    and the data check that asks for such loans finds it."""
    on = on or clock.today()
    locked(loan)
    check(
        ("status", loan.status in OUT, _("只有已放款、没有还清的贷款才能登记户贷企用。")),
        ("once", loan.diverted_on is None, _("这笔贷款已经登记过户贷企用，不用再登记。")),
        ("firm", bool(firm.strip()), _("请写明实际用款的企业或合作社。")),
        ("day", _while_out(loan, on), _("发现日期要在放款以后、今天以前。")),
    )
    loan.diverted_on, loan.diverted_to = on, firm.strip()
    with because(by=by, reason=_("登记户贷企用")):
        loan.save(update_fields=["diverted_on", "diverted_to"])
    records_changed(loan.area_id)
    return loan


@transaction.atomic
def record_payment(
    *,
    by,
    loan: Microloan,
    principal: Decimal = NOTHING,
    interest: Decimal = NOTHING,
    interest_owed: Decimal | None = None,
    note: str = "",
    on: dt.date | None = None,
) -> LoanPayment:
    """Record what a household paid back; on a compensated loan the fund gets its share of the principal back.

    `interest_owed` is what the bank says is still owed of interest. The loan is at its end when nothing is owed.
    """
    on = on or clock.today()
    locked(loan)
    most = f"{loan.balance:,.2f}"
    too_much = _("还本 %(given)s 元超过贷款余额 %(most)s 元；最多还 %(most)s 元（C4）。")
    check(
        ("status", loan.status in OWED, _("只有已放款、没有还清的贷款才能登记还款。")),
        ("day", _while_out(loan, on), _("还款日期要在放款以后、今天以前。")),
        ("amount", principal >= 0 and interest >= 0 and principal + interest > 0, _("请填写还款金额。")),
        ("balance", principal <= loan.balance, too_much % {"given": f"{principal:,.2f}", "most": most}),
        ("owed", interest_owed is None or interest_owed >= 0, _("欠息不能小于 0。")),
    )
    with because(by=by, reason="record_payment"):
        made = LoanPayment.objects.create(
            loan=loan, paid_on=on, principal=principal, interest=interest, note=note, recorded_by=by
        )
        if interest_owed is not None:
            Microloan.objects.filter(pk=loan.pk).update(interest_owed=interest_owed)
    loan.refresh_from_db(fields=["balance", "interest_owed"])
    if loan.status == LoanStatus.COMPENSATED and principal:
        return_to_fund(by=by, loan=loan, on=on)
    return made


@transaction.atomic
def reverse_payment(*, by, payment: LoanPayment, reason: str) -> LoanPayment:
    """Take a wrongly entered payment back by its reverse, on its own day, with the reason."""
    loan = locked(payment.loan)
    known = LoanPayment.objects.filter(reverses=payment).exists()
    check(
        ("status", loan.status in OUT, _("贷款已经办结或代偿，还款不能冲正。")),
        ("once", not known and payment.reverses_id is None, _("这一笔已经冲正过，不用再办。")),
        ("reason", bool(reason.strip()), _("请写明冲正的原因。")),
    )
    with because(by=by, reason=reason):
        made = LoanPayment.objects.create(
            loan=loan,
            paid_on=payment.paid_on,
            principal=-payment.principal,
            interest=-payment.interest,
            note=reason.strip()[:120],
            reverses=payment,
            recorded_by=by,
        )
    loan.refresh_from_db(fields=["balance"])
    return made


@transaction.atomic
def settle_loan(*, by, loan: Microloan, on: dt.date | None = None):
    """End a loan on which neither principal nor interest is owed: paid back, or recovered after the fund had paid."""
    on = on or clock.today()
    owed = {"balance": f"{loan.balance:,.2f}", "interest": f"{loan.interest_owed:,.2f}"}
    words = _("本金余额 %(balance)s 元、欠息 %(interest)s 元，都为 0 才能办结（C4）；请先登记还款。")
    found = check(("paid", loan.balance == 0 and loan.interest_owed == 0, words % owed))
    to = LoanStatus.RECOVERED if loan.status == LoanStatus.COMPENSATED else LoanStatus.REPAID
    return take_step(loan, to, by=by, on=on, guards=found, ended_on=on)


@transaction.atomic
def record_collection(*, by, loan: Microloan, way: str, on: dt.date | None = None) -> LoanCollection:
    """Record how an overdue loan was asked for, and what came of it."""
    on = on or clock.today()
    if not loan.is_overdue(on) and loan.status != LoanStatus.COMPENSATED:
        raise ValidationError(_("这笔贷款 %(on)s 没有逾期，不用催收。") % {"on": on})
    if on > clock.today():
        raise ValidationError({"on": _("催收日期不能晚于今天。")})
    if not way.strip():
        raise ValidationError({"way": _("请写明怎么催的、结果怎样。")})
    with because(by=by, reason="record_collection"):
        return LoanCollection.objects.create(loan=loan, happened_on=on, way=way.strip(), recorded_by=by)


def _while_out(loan, on):
    return loan.disbursed_on is not None and loan.disbursed_on <= on <= clock.today()
