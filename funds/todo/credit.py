"""小额信贷 in 待办: the next step of each loan for whoever takes it, use to be checked, claims to be approved."""

import datetime as dt
from dataclasses import dataclass
from functools import partial

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.choices.credit import OUT, ClaimStatus, LoanAct, LoanStatus
from funds.models import LoanStep, Microloan, SubsidyClaim
from povertyapp.core import clock
from povertyapp.core.alike import Alike
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.parameters import Parameters
from povertyapp.core.reading import counted
from povertyapp.core.text import Text
from povertyapp.core.todo import LINES, Tab, Todo, todo_source
from povertyapp.core.workdays import workday_after

HAS_OPINION = Exists(LoanStep.objects.filter(loan=OuterRef("pk"), act=LoanAct.OPINION))


@dataclass(frozen=True)
class Duty:
    """One kind of next step: which loans wait for it, for whom, in how many days, and the page on which it is done."""

    verb: str
    page: str
    status: str
    label: Text
    days: str = ""


DUTIES = (
    Duty("rate_loan", "rate", LoanStatus.APPLIED, gettext_lazy("评级授信"), "loan.rate_days"),
    Duty("publicise_loan", "publicise", LoanStatus.RATED, gettext_lazy("公示期满")),
    Duty("advise_loan", "advise", LoanStatus.PUBLICISED, gettext_lazy("乡镇意见"), "loan.recommend_days"),
    Duty(
        "recommend_loan",
        "recommend",
        LoanStatus.PUBLICISED,
        gettext_lazy("向银行推荐"),
        "loan.recommend_days",
    ),
    Duty("decide_loan", "approve", LoanStatus.RECOMMENDED, gettext_lazy("银行审批"), "loan.decide_workdays"),
    Duty("decide_loan", "disburse", LoanStatus.APPROVED, gettext_lazy("放款"), "loan.disburse_workdays"),
    Duty("check_loan", "use", LoanStatus.DISBURSED, gettext_lazy("核查用途"), "loan.use_check_days"),
)


def waiting(user, duty):
    """Return the loans that wait for a step of this user."""
    rows = Microloan.objects.visible_to(user).filter(status=duty.status)
    if duty.page == "advise":
        return rows.filter(~Q(HAS_OPINION))
    if duty.page == "recommend":
        return rows.filter(HAS_OPINION)
    return rows.filter(diverted_on=None)


def loans_to_take_further(duty, user):
    """Yield the loans whose next step, of one kind, this user takes."""
    if not user.has_perm(f"funds.{duty.verb}"):
        return
    for loan in (yield Alike(_longest, user, duty.page).first(LINES)):
        yield Todo(
            kind=_("小额信贷"),
            what=f"{loan.no} {duty.label}",
            whose=str(loan.household),
            why=_("上一步 %(day)s 办完") % {"day": loan.state_since},
            due=_until(loan, duty.days),
            url=reverse(f"funds:loan_{duty.page}", args=[loan.no]),
            action=_("去办理"),
            area=loan.area_id,
        )


def _longest(user, page):
    [duty] = [duty for duty in DUTIES if duty.page == page]
    return waiting(user, duty).select_related("household", "area").order_by("state_since", "pk")


for _duty in DUTIES:
    todo_source(Tab.DO)(partial(loans_to_take_further, _duty))


def _until(loan, name):
    """Return the last day of a step; working days where the parameter's name says so."""
    if not name:
        return None
    value = Parameters(loan.area_id[:COUNTY_DIGITS], clock.today())
    days = int(value(name))
    if name.endswith("workdays"):
        return workday_after(loan.state_since, days, value)
    return loan.state_since + dt.timedelta(days=days)


@todo_source(Tab.DO)
def loans_overdue(user):
    """Tell the bank's clerk how many loans are overdue: one line, leading to their list."""
    if not user.has_perm("funds.decide_loan"):
        return
    overdue = Microloan.objects.visible_to(user).filter(status__in=OUT, due_on__lt=clock.today())
    [found] = yield counted(overdue)
    if count := found["n"]:
        yield Todo(
            kind=_("小额信贷"),
            what=_("逾期贷款 %(n)d 笔") % {"n": count},
            why=_("到期没有还清，要催收"),
            url=reverse("funds:loans") + "?show=overdue",
            action=_("去催收"),
            count=count,
            state="bad",
        )


@todo_source(Tab.DO)
def claims_to_approve(user):
    """Yield the claims of subsidy that wait for this user's approval."""
    if not user.has_perm("funds.approve_subsidy"):
        return
    rows = SubsidyClaim.objects.visible_to(user).filter(status=ClaimStatus.SUBMITTED)
    for claim in (yield rows.exclude(submitted_by=user).order_by("submitted_on", "pk")[:LINES]):
        yield Todo(
            kind=_("贴息"),
            what=str(claim),
            why=_("银行已申报，等核准"),
            url=claim.get_absolute_url(),
            action=_("去核准"),
            area=claim.area_id,
        )
