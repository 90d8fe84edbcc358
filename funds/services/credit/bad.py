"""What the risk fund does for a bad loan: pay its share, get its share back, give the rest up (C4)."""

import datetime as dt

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from funds.choices.credit import FundMove, LoanStatus
from funds.credit import NOTHING, cents
from funds.models import Microloan, RiskFund, RiskFundEntry
from funds.services.credit.steps import locked, parameters_of, take_step
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.moves import check


@transaction.atomic
def compensate_loan(*, by, loan: Microloan, document: str, on: dt.date | None = None):
    """Let the fund pay its share of what is owed, so many days after the due date and once it was asked for."""
    on = on or clock.today()
    locked(loan)
    value = parameters_of(loan, on)
    days, share = int(value("loan.compensate_after_days")), value.number("loan.fund_share")
    fund = RiskFund.objects.select_for_update(no_key=True).filter(area=loan.area_id[:6]).first()
    amount = cents(loan.balance * share)
    late = (on - loan.due_on).days if loan.due_on else 0
    asked = loan.collections.filter(happened_on__gt=loan.due_on or on, happened_on__lte=on).exists()
    left = fund.balance if fund else NOTHING
    too_early = _("逾期满 %(days)d 天才能代偿（C4），到 %(on)s 逾期 %(late)d 天。")
    too_little = _("风险补偿金余额 %(left)s 元，不够代偿 %(amount)s 元；请先补足风险金（C4）。")
    found = check(
        ("late", late >= days, too_early % {"days": days, "on": on, "late": max(late, 0)}),
        ("asked", asked, _("代偿前要有到期以后的催收记录。")),
        ("diverted", loan.diverted_on is None, _("户贷企用的贷款不能用风险补偿金代偿，要限期收回。")),
        ("document", bool(document.strip()), _("请写明代偿审批的文号或凭证号。")),
        ("fund", amount <= left, too_little % {"left": f"{left:,.2f}", "amount": f"{amount:,.2f}"}),
    )
    facts = {"compensated_on": on, "compensated_of": loan.balance, "compensated": amount, "fund_share": share}
    move_fund(
        by=by, fund=fund, kind=FundMove.COMPENSATION, amount=-amount, on=on, document=document, loan=loan
    )
    return take_step(
        loan, LoanStatus.COMPENSATED, by=by, on=on, reason=document.strip(), guards=found, **facts
    )


def return_to_fund(*, by, loan: Microloan, on: dt.date):
    """Give the fund back its share of all that was recovered so far: at the end, to the cent, what it paid."""
    recovered = loan.compensated_of - loan.balance
    due = cents(recovered * loan.fund_share)
    back = loan.fund_entries.filter(kind=FundMove.RECOVERY).aggregate(sum=Sum("amount"))["sum"] or NOTHING
    if due > back:
        fund = RiskFund.objects.select_for_update(no_key=True).get(area=loan.area_id[:6])
        words = _("%(no)s 追回") % {"no": loan.no}
        return move_fund(
            by=by, fund=fund, kind=FundMove.RECOVERY, amount=due - back, on=on, document=words, loan=loan
        )
    return None


@transaction.atomic
def write_off_loan(*, by, loan: Microloan, reason: str, on: dt.date | None = None):
    """Give up what cannot be recovered of a compensated loan, with the paper that says so."""
    found = check(
        ("reason", bool(reason.strip()), _("核销要写明依据和文号。")),
        ("balance", loan.balance > 0, _("贷款已经全部追回，请办结，不用核销。")),
    )
    on = on or clock.today()
    facts = {"guards": found, "ended_on": on}
    return take_step(loan, LoanStatus.WRITTEN_OFF, by=by, on=on, reason=reason.strip(), **facts)


def move_fund(*, by, fund, kind, amount, on, document, loan=None, instalment=None) -> RiskFundEntry:
    """Write a movement of the fund; its balance follows in the database."""
    with because(by=by, reason=f"{kind}_risk_fund"):
        made = RiskFundEntry.objects.create(
            fund=fund,
            area_id=fund.area_id,
            kind=kind,
            amount=amount,
            happened_on=on,
            document=document.strip(),
            loan=loan,
            instalment=instalment,
            recorded_by=by,
        )
    fund.refresh_from_db(fields=["balance"])
    return made
