"""Loans of operators who lift households (LF-44): so much for each registered household that they carry."""

import datetime as dt
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Case, F, Sum, When
from django.utils.translation import gettext as _

from assistance.models import Enterprise
from funds.choices.credit import LoanPurpose
from funds.choices.operators import GROUNDS, OPERATOR_MOVES, OperatorLoanStatus
from funds.credit import NOTHING
from funds.models import OperatorLoan
from funds.services.credit.lending import YEAR_MONTHS, one_contract, rate_allowed, within_term
from funds.services.credit.steps import parameters_of
from funds.services.numbering import new_numbers
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.moves import advance, check
from povertyapp.core.parameters import Parameters

OWING = (OperatorLoanStatus.APPLIED, OperatorLoanStatus.DISBURSED)


def carried_by(enterprise: Enterprise, day: dt.date) -> int:
    """Return how many registered households an enterprise carries on a day."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT funds_carried(%s, %s)", [enterprise.pk, day])
        return cursor.fetchone()[0]


def owed_by(enterprise: Enterprise, but: OperatorLoan | None = None) -> Decimal:
    """Return what an enterprise owes or asks for over all its loans but one."""
    rows = OperatorLoan.objects.filter(enterprise=enterprise, status__in=OWING)
    rows = rows.exclude(pk=but.pk) if but else rows
    each = Case(When(status=OperatorLoanStatus.APPLIED, then=F("amount")), default=F("balance"))
    return rows.aggregate(sum=Sum(each))["sum"] or NOTHING


@transaction.atomic
def apply_for_operator_loan(
    *,
    by,
    enterprise: Enterprise,
    purpose: str,
    project: str,
    amount: Decimal,
    households: int,
    term_months: int,
    on: dt.date | None = None,
) -> OperatorLoan:
    """Take in an operator's application: it carries as many registered households as it pledges, and asks for no more
    than so much for each of them, within the limit over all its loans."""
    on = on or clock.today()
    firm = Enterprise.objects.select_for_update(no_key=True).get(pk=enterprise.pk)
    value = Parameters(firm.area_id, on)
    longest = int(value("loan.operator_term_months_max"))
    stands = firm.founded_on <= on and (firm.ended_on is None or firm.ended_on > on)
    too_long = _("期限最长 %(most)d 个月（B14），填的是 %(given)d 个月；请填 1 到 %(most)d 个月。")
    check(
        ("day", on <= clock.today(), _("申请日期不能晚于今天。")),
        (
            "stands",
            stands,
            _("“%(name)s” %(on)s 没有成立或已经注销，不能申请；请核对日期，或换一个经营主体。")
            % {"name": firm, "on": on},
        ),
        ("purpose", purpose in LoanPurpose.values, _("只能用于生产经营，请选一种用途。")),
        ("term", 0 < term_months <= longest, too_long % {"most": longest, "given": term_months}),
        *_within(firm, amount, households, on, value),
    )
    with because(by=by, reason="apply_for_operator_loan"):
        return OperatorLoan.objects.create(
            no=next(new_numbers(OperatorLoan, firm.area_id[:COUNTY_DIGITS], "Y", on.year)), enterprise=firm,
            area_id=firm.area_id, purpose=purpose, project=project.strip(), amount=amount, households=households,
            term_months=term_months, applied_on=on, recorded_by=by,
        )  # fmt: skip


def _within(firm, amount, households, on, value, but=None):
    """Return the results of what an operator may borrow (LF-44): by whom it carries, and over all its loans."""
    carried, owed = carried_by(firm, on), owed_by(firm, but)
    each, limit = value.number("loan.operator_per_household"), value.number("loan.operator_limit")
    least = int(value("loan.operator_min_households"))
    facts = {
        "pledged": households, "carried": carried, "least": least, "each": f"{each:,.0f}",
        "asked": f"{amount:,.2f}", "most": f"{households * each:,.2f}", "limit": f"{limit:,.0f}",
        "owed": f"{owed:,.2f}", "left": f"{max(limit - owed, 0):,.2f}",
    }  # fmt: skip
    too_few = _(
        "承诺带动 %(pledged)d 户，%(on)s 登记了利益联结的在册户只有 %(carried)d 户，要求不少于 %(least)d 户（LF-44）；"
        "请先登记利益联结，或改为 %(least)d 到 %(carried)d 户。"
    )
    too_much = _(
        "每带动 1 户最多贷 %(each)s 元（LF-44）：承诺带动 %(pledged)d 户，本次 %(asked)s 元；最多可办 %(most)s 元。"
    )
    over = _(
        "一个经营主体合计不超过 %(limit)s 元（LF-44）：已有 %(owed)s 元，本次 %(asked)s 元；最多可办 %(left)s 元。"
    )
    return (
        ("amount", amount > 0, _("申请金额要大于 0。")),
        ("carries", least <= households <= carried, too_few % (facts | {"on": on})),
        ("each", amount <= households * each, too_much % facts),
        ("limit", owed + amount <= limit, over % facts),
    )


def _since_asked(loan, on):
    return ("day", loan.applied_on <= on <= clock.today(), _("日期要在申请以后、今天以前。"))


def _may_decide(by, loan, on):
    """Return the results of who decides and when: never who took the application in."""
    own = loan.recorded_by is not None and loan.recorded_by.person == by.person
    return (("person", not own, _("审批要由受理人以外的人办理。")), _since_asked(loan, on))


@transaction.atomic
def refuse_operator_loan(*, by, loan: OperatorLoan, ground: str, text: str, on: dt.date | None = None):
    """Refuse an operator's application with the ground and in words (LF-44)."""
    on = on or clock.today()
    check(
        *_may_decide(by, loan, on),
        ("ground", ground in dict(GROUNDS), _("请选不予贷款的原因。")),
        ("text", bool(text.strip()), _("不予贷款要写明具体情况（LF-44）。")),
    )
    facts = {"decided_by": by, "decided_on": on, "ended_on": on}
    facts |= {"refusal_ground": ground, "refusal_text": text.strip()}
    return _advance(by, loan, OperatorLoanStatus.REFUSED, text, facts)


@transaction.atomic
def withdraw_operator_loan(*, by, loan: OperatorLoan, reason: str, on: dt.date | None = None):
    """End an application before the money is out, with the reason."""
    on = on or clock.today()
    check(("reason", bool(reason.strip()), _("撤回要写明原因。")), _since_asked(loan, on))
    facts = {"refusal_text": reason.strip(), "ended_on": on}
    return _advance(by, loan, OperatorLoanStatus.WITHDRAWN, reason, facts)


@transaction.atomic
def disburse_operator_loan(
    *, by, loan: OperatorLoan, bank: str, contract_no: str, rate: Decimal, due_on: dt.date, on=None
):
    """Pay an operator's loan out: contract, the rate of the day, and the households that it still carries."""
    on = on or clock.today()
    firm = Enterprise.objects.select_for_update(no_key=True).get(pk=loan.enterprise_id)
    value = parameters_of(loan, on)
    check(
        *_may_decide(by, loan, on),
        ("contract", bool(bank.strip() and contract_no.strip()), _("请写明承贷银行和合同号。")),
        one_contract(OperatorLoan, bank.strip(), contract_no.strip()),
        rate_allowed(loan, rate, on, loan.term_months <= YEAR_MONTHS),
        within_term(loan, on, due_on),
        *_within(firm, loan.amount, loan.households, on, value, but=loan),
    )
    facts = {"decided_by": by, "decided_on": on, "disbursed_on": on}
    facts |= {"bank": bank.strip(), "contract_no": contract_no.strip(), "rate": rate}
    facts |= {"due_on": due_on, "balance": loan.amount}
    return _advance(by, loan, OperatorLoanStatus.DISBURSED, "disburse_operator_loan", facts)


@transaction.atomic
def repay_operator_loan(*, by, loan: OperatorLoan, principal: Decimal, on: dt.date | None = None):
    """Record principal that an operator paid back; the loan is at its end when nothing is owed."""
    on = on or clock.today()
    held = OperatorLoan.objects.select_for_update(no_key=True, of=("self",)).get(pk=loan.pk)
    most = f"{held.balance:,.2f}"
    too_much = _("还本 %(given)s 元超过贷款余额 %(most)s 元；最多还 %(most)s 元（C4）。")
    out = held.status == OperatorLoanStatus.DISBURSED
    check(
        ("status", out, _("只有已放款、没有还清的贷款才能登记还款。")),
        ("amount", principal > 0, _("请填写还款金额。")),
        ("balance", principal <= held.balance, too_much % {"given": f"{principal:,.2f}", "most": most}),
        ("day", (held.disbursed_on or on) <= on <= clock.today(), _("还款日期要在放款以后、今天以前。")),
    )
    left = held.balance - principal
    reason = _("%(on)s 还本 %(n)s 元") % {"on": on, "n": f"{principal:,.2f}"}
    if not left:
        facts = {"balance": left, "ended_on": on}
        return _advance(by, held, OperatorLoanStatus.REPAID, reason, facts)
    with because(by=by, reason=reason):
        held.balance = left
        held.save(update_fields=["balance"])
    return held


def _advance(by, loan, to, reason, facts):
    held = OperatorLoan.objects.select_for_update(no_key=True, of=("self",)).get(pk=loan.pk)
    if held.status != loan.status:
        raise Conflict(_("这笔贷款刚刚被别人办过，请刷新后再办。"))
    return advance(loan, to, by=by, moves=OPERATOR_MOVES, reason=reason, **facts)
