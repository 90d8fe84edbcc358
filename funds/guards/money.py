"""What must hold before money moves, apart from its being there: one function for each act, all errors at once."""

from django.db.models import Sum
from django.utils.translation import gettext as _

from funds.choices.projects import IN_LIBRARY, ClaimState
from funds.guards.projects import may_pay
from funds.models import Balance, Benefit, DonationUse
from funds.querysets.money import SPENT

# Of a settled claim nothing is left to pay, and that is said with both figures.
PAYABLE = (ClaimState.PASSED, ClaimState.SETTLED)


def receive_errors(line):
    """Return why no more arrives of a line: it holds a gift, and another gift is another line (LN-15)."""
    gift = DonationUse.objects.filter(line=line, struck_on=None).select_related("donation").first()
    if gift is None:
        return {}
    words = _(
        "这笔资金是捐赠 %(code)s 的 %(amount)s 元，不能追加到账；又收到捐款的，请登记新的捐赠再入池（LN-15）。"
    )
    return {"line": words % {"code": gift.donation.code, "amount": f"{gift.amount:,.2f}"}}


def integrate_errors(line):
    """Return why a line's money must not be integrated: integrate all that should, none that should not (LF-36)."""
    if line.may_integrate:
        return {}
    return {"line": _("这笔资金不在整合范围内，不该整合的不整合。确应整合的，先把它列入整合范围。")}


def allot_errors(line, project, amount, on):
    """Return why a project must not get this money: out of the library (LF-40), or above what was approved."""
    errors = {}
    if project.county_id != line.area_id:
        errors["project"] = _("项目和资金不在同一个县，请选同一个县的。")
    elif project.stage not in IN_LIBRARY:
        errors["project"] = _(
            "项目“%(project)s”现在是“%(stage)s”，不在项目库：库外项目不安排资金（LF-40），先办入库。"
        ) % {
            "project": project,
            "stage": project.get_stage_display(),
        }
    limit = project.approved_amount or project.budget
    standing = Balance.objects.filter(allotment__project=project, state__in=SPENT)
    known = standing.aggregate(amount=Sum("amount"))["amount"] or 0
    if known + amount > limit:
        errors["amount"] = _(
            "项目批复（概算）%(limit)s 元，已下达 %(known)s 元，再下达 %(amount)s 元就超了；"
            "最多可下达 %(left)s 元（C3）。"
        ) % {
            "limit": f"{limit:,.2f}",
            "known": f"{known:,.2f}",
            "amount": f"{amount:,.2f}",
            "left": f"{max(limit - known, 0):,.2f}",
        }
    return errors


def pay_errors(project, amount, on, *, household, payee, claim):
    """Return why this payment must not be made: its payee, its claim, or how far the project is."""
    errors = {}
    if bool(household) == bool(payee):
        errors["payee"] = _("收款户和收款单位填一个，只填一个。")
    if household and not Benefit.objects.filter(project=project, household=household).exists():
        errors["household"] = _(
            "这一户不在项目“%(project)s”的受益名单里，不能向它支付；请先列入受益名单。"
        ) % {"project": project}
    if claim is not None:
        if claim.project_id != project.pk:
            errors["claim"] = _("这张报账单不是这个项目的，请选这个项目的报账单。")
        elif claim.state not in PAYABLE:
            errors["claim"] = _("报账单现在是“%(state)s”，审核通过以后才能支付。") % {
                "state": claim.get_state_display()
            }
    if not errors and (lacking := may_pay(project, amount, on, claim=claim)):
        errors["amount"] = "".join(lacking)
    return errors
