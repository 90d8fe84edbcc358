"""The county's risk fund (LF-43): opened once, paid in by its dates, what is too much given back."""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funds.choices.credit import FundMove
from funds.credit import exposure_of
from funds.models import RiskFund, RiskFundEntry, RiskFundInstalment
from funds.services.credit.bad import move_fund
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.moves import check


@transaction.atomic
def open_fund(*, by, county: Area, bank: str, on: dt.date) -> RiskFund:
    """Open the risk fund of a county."""
    exists = RiskFund.objects.filter(area=county).exists()
    check(
        ("county", county.level == Level.COUNTY, _("风险补偿金由县设立，请选县。")),
        ("one", not exists, _("%(county)s已经设立风险补偿金，不用再设立。") % {"county": county}),
        ("bank", bool(bank.strip()), _("请写明存放银行。")),
        ("day", on <= clock.today(), _("设立日期不能晚于今天。")),
    )
    with because(by=by, reason="open_fund"):
        return RiskFund.objects.create(area=county, bank=bank.strip(), opened_on=on)


@transaction.atomic
def plan_instalment(
    *, by, fund: RiskFund, amount: Decimal, due_on: dt.date, document: str
) -> RiskFundInstalment:
    """Say what the county is to pay in by which date, and by what paper."""
    check(
        ("amount", amount > 0, _("应拨入金额要大于 0。")),
        ("document", bool(document.strip()), _("请写明依据文号。")),
    )
    with because(by=by, reason="plan_instalment"):
        made, is_new = RiskFundInstalment.objects.get_or_create(
            fund=fund, due_on=due_on, document=document.strip(), defaults={"amount": amount}
        )
    if not is_new:
        raise ValidationError(_("这份文件这个期限的拨入计划已经登记过，请核对文号和期限。"))
    return made


@transaction.atomic
def pay_in(
    *,
    by,
    fund: RiskFund,
    amount: Decimal,
    document: str,
    on: dt.date | None = None,
    instalment: RiskFundInstalment | None = None,
) -> RiskFundEntry:
    """Record money that came into the fund, for one of the planned instalments or beside them."""
    on = on or clock.today()
    check(
        ("amount", amount > 0, _("拨入金额要大于 0。")),
        ("document", bool(document.strip()), _("请写明凭证号。")),
        ("day", fund.opened_on <= on <= clock.today(), _("拨入日期要在设立以后、今天以前。")),
        (
            "fund",
            instalment is None or instalment.fund_id == fund.pk,
            _("拨入计划不是这个县的，请选本县的拨入计划。"),
        ),
    )
    return move_fund(
        by=by,
        fund=fund,
        kind=FundMove.PAID_IN,
        amount=amount,
        on=on,
        document=document,
        instalment=instalment,
    )


@transaction.atomic
def take_out(*, by, fund: RiskFund, amount: Decimal, document: str, on: dt.date | None = None):
    """Give money of the fund back to the budget, as far as what is out needs none of it."""
    on = on or clock.today()
    fund = RiskFund.objects.select_for_update(no_key=True).get(pk=fund.pk)
    at = exposure_of(fund.area_id, on)
    free = max(fund.balance - at.outstanding / at.leverage_max, Decimal(0))
    words = _("退回 %(given)s 元后不够承担现有贷款余额，最多可退 %(most)s 元（T-10）。")
    facts = {"given": f"{amount:,.2f}", "most": f"{free:,.2f}"}
    check(
        ("amount", amount > 0, _("退回金额要大于 0。")),
        ("document", bool(document.strip()), _("请写明凭证号。")),
        ("day", fund.opened_on <= on <= clock.today(), _("日期要在设立以后、今天以前。")),
        ("free", amount <= free, words % facts),
    )
    return move_fund(by=by, fund=fund, kind=FundMove.RETURNED, amount=-amount, on=on, document=document)
