"""From the application to the recommendation (C4): what a household asks for, its rating, its publicity."""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funds.choices.credit import LoanAct, LoanPurpose, LoanStatus
from funds.choices.notices import NoticeKind, NoticeSubject
from funds.credit import household_debt, may_borrow
from funds.models import Microloan
from funds.services.credit.steps import give_opinion, take_step
from funds.services.notices import go_by_notices
from funds.services.numbering import new_numbers
from households.models import Household, HouseholdMember
from households.querysets import years_before
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.moves import check
from povertyapp.core.parameters import Parameters

# Of the numbers of loans.
LETTER = "X"


@transaction.atomic
def apply_for_loan(
    *,
    by,
    household: Household,
    borrower: HouseholdMember,
    purpose: str,
    project: str,
    amount: Decimal,
    term_months: int,
    on: dt.date | None = None,
) -> Microloan:
    """Take in a household's application: registered, productive, within the limit over all its loans and the term.

    Two applications of one household wait for each other, so that they do not pass the limit together.
    """
    on = on or clock.today()
    home = Household.objects.select_for_update(no_key=True, of=("self",)).get(pk=household.pk)
    value = Parameters(home.area_id[:COUNTY_DIGITS], on)
    check(*_may_ask(home, borrower, on, value), *within_limits(home, amount, term_months, value))
    if purpose not in LoanPurpose.values:
        raise ValidationError({"purpose": _("扶贫小额信贷只能用于生产经营，请选一种用途。")})
    with because(by=by, reason="apply_for_loan"):
        return Microloan.objects.create(
            no=next(new_numbers(Microloan, home.area_id[:COUNTY_DIGITS], LETTER, on.year)),
            household=home,
            borrower=borrower,
            purpose=purpose,
            project=project,
            amount=amount,
            term_months=term_months,
            applied_on=on,
            state_since=on,
        )


def within_limits(household, amount, term_months, value, but=None):
    """Return the results of the two limits of B14: what a household owes in all, and how long a loan runs."""
    limit, term_max = value.number("loan.household_limit"), int(value("loan.term_months_max"))
    owed = household_debt(household, but)
    facts = {
        "limit": f"{limit:,.0f}", "owed": f"{owed:,.2f}", "asked": f"{amount:,.2f}",
        "sum": f"{owed + amount:,.2f}", "left": f"{max(limit - owed, 0):,.2f}",
    }  # fmt: skip
    too_much = _(
        "每户扶贫小额信贷合计不超过 %(limit)s 元（B14）：这一户已有 %(owed)s 元，本次 %(asked)s 元，"
        "合计 %(sum)s 元；本次最多可办 %(left)s 元。"
    )
    too_long = _("期限最长 %(most)d 个月（B14），填的是 %(given)d 个月；请填 1 到 %(most)d 个月。")
    return (
        ("amount", amount > 0, _("申请金额要大于 0。")),
        ("limit", owed + amount <= limit, too_much % facts),
        ("term", 0 < term_months <= term_max, too_long % {"most": term_max, "given": term_months}),
    )


def _may_ask(household, borrower, on, value):
    youngest, oldest = value("loan.age")
    born = borrower.birth_date
    aged = born is not None and years_before(on, oldest + 1) < born <= years_before(on, youngest)
    own = borrower.household_id == household.pk and not borrower.is_gone
    return (
        ("day", household.registered_on <= on <= clock.today(), _("申请日期要在识别以后、今天以前。")),
        (
            "register",
            may_borrow(household, on),
            _("这一户 %(on)s 不在册，不能申请；请核对户编号和申请日期。") % {"on": on},
        ),
        ("member", own, _("借款人要是这一户在家的成员。")),
        (
            "age",
            aged,
            _("借款人要年满 %(from)d 周岁、不超过 %(to)d 周岁。") % {"from": youngest, "to": oldest},
        ),
    )


@transaction.atomic
def rate_loan(*, by, loan: Microloan, rating: str, credit_limit: Decimal, on: dt.date | None = None):
    """Give the household its credit grade and its limit, by the village's credit team with the bank."""
    check(
        ("rating", bool(rating), _("请选信用等级。")),
        ("limit", credit_limit > 0, _("授信额度要大于 0；不能授信的请撤回申请并写明原因。")),
    )
    return take_step(loan, LoanStatus.RATED, by=by, on=on, rating=rating, credit_limit=credit_limit)


@transaction.atomic
def publicise_loan(*, by, loan: Microloan, on: dt.date | None = None):
    """Go on from the publicity once the list has hung for long enough and every objection is answered."""
    on = on or clock.today()
    go_by_notices(
        by=by,
        subject_kind=NoticeSubject.LOAN,
        code=loan.no,
        kind=NoticeKind.LOANS,
        on=on,
        area_code=loan.area_id,
    )
    return take_step(loan, LoanStatus.PUBLICISED, by=by, on=on, guards=[{"need": "posted", "met": True}])


@transaction.atomic
def advise_loan(*, by, loan: Microloan, opinion: str, on: dt.date | None = None):
    """Give the township's opinion on a publicised loan."""
    on = on or clock.today()
    found = check(
        ("status", loan.status == LoanStatus.PUBLICISED, _("公示期满以后才能写乡镇意见。")),
        ("opinion", bool(opinion.strip()), _("请写明乡镇的审核意见。")),
        *_still_registered(loan, on),
    )
    return give_opinion(loan, by=by, on=on, reason=opinion.strip(), guards=found)


@transaction.atomic
def recommend_loan(*, by, loan: Microloan, on: dt.date | None = None):
    """Recommend a loan to the bank: the township agreed, and the borrower is on the register on that day (C4)."""
    on = on or clock.today()
    opinion = loan.steps.filter(act=LoanAct.OPINION).exists()
    found = check(
        ("opinion", opinion, _("乡镇还没有签署意见，签署以后再推荐。")),
        *_still_registered(loan, on),
    )
    return take_step(loan, LoanStatus.RECOMMENDED, by=by, on=on, guards=found)


def _still_registered(loan, on):
    words = _("这一户 %(on)s 已不在册，不能推荐（防止搭便车）；请撤回申请并写明原因。") % {"on": on}
    return (("register", may_borrow(loan.household, on), words),)


@transaction.atomic
def withdraw_loan(*, by, loan: Microloan, reason: str, on: dt.date | None = None):
    """End an application before the money is out, with the reason: given up, objected to, off the register."""
    if not reason.strip():
        raise ValidationError({"reason": _("撤回要写明原因。")})
    on = on or clock.today()
    return take_step(loan, LoanStatus.WITHDRAWN, by=by, on=on, reason=reason.strip(), ended_on=on)
