"""What the township claims for a project, and what the county passes (村实施、乡镇报账、县监管)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from funds.choices.notices import NoticeKind
from funds.choices.projects import APPROVED, CLAIM_MOVES, ClaimState, Side, Stage
from funds.guards.projects import hung, may_claim, may_reimburse, paid_of_claim
from funds.models import Claim, Project
from funds.services.projects.common import acting, locked, take, value_of, write
from households.services.procedures.common import given_day
from povertyapp.core.errors import Conflict
from povertyapp.core.moves import advance, check
from povertyapp.core.workdays import workday_after


@transaction.atomic
def file_claim(*, by, project, kind, amount, handed_in_on, claimed_on=None, **facts) -> Claim:
    """File a claim of the township: vouchers, the department's signature, its own opinion; return it.

    An advance within its share before the acceptance, everything else after it, all of it within the contract.
    """
    project, day = locked(project), given_day(claimed_on, name="claimed_on")
    acting(by, project, Side.CLAIM)
    if project.stage not in APPROVED:
        raise ValidationError(
            _("项目现在是“%(stage)s”，立项批复以后才能报账。") % {"stage": project.get_stage_display()}
        )
    value, contract = value_of(project, day), getattr(project, "contract", None)
    check(*may_claim(project, contract, kind, amount, day, value))
    last = project.claims.aggregate(last=Max("number"))["last"] or 0
    row = Claim(
        project=project, area_id=project.area_id, number=last + 1, kind=kind, amount=amount, handed_in_on=handed_in_on,
        claimed_on=day, due_on=workday_after(day, value("project.claim_days"), value), claimed_by=by, **facts,
    )  # fmt: skip
    return write(row, by=by, reason=_("乡镇报账"))


@transaction.atomic
def pass_claim(*, by, claim, decision="", on=None) -> Claim:
    """Pass a claim for the county; it may be paid from now on."""
    return _decide(by, claim, ClaimState.PASSED, decision, on)


@transaction.atomic
def return_claim(*, by, claim, decision, on=None) -> Claim:
    """Give a claim back to the township, with the reason; it counts no more."""
    if not decision.strip():
        raise ValidationError({"decision": _("退回报账要写明理由。")})
    return _decide(by, claim, ClaimState.RETURNED, decision, on)


def _decide(by, claim, to, decision, on):
    project = locked(claim.project)
    seen, claim = claim.state, Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if seen != claim.state:
        raise Conflict(_("这笔报账刚刚已经办过，请刷新后再看。"))
    acting(by, project, Side.SUPERVISE)
    if claim.state == ClaimState.SETTLED:
        raise ValidationError(_("这笔报账已经付清，不用再办。"))
    if to == ClaimState.RETURNED and paid_of_claim(claim):
        raise ValidationError(_("已经支付的报账不能退回；付错了的先冲销支付，再退回。"))
    day = given_day(on, not_before=claim.claimed_on)
    facts = {"decided_by": by, "decided_on": day, "decision": decision.strip()}
    return advance(claim, to, by=by, moves=CLAIM_MOVES, field="state", **facts)


@transaction.atomic
def follow_payments(*, by, claim, on) -> Claim:
    """Let a claim follow what is paid on it: settled once the payments sum up to it, open again when one is taken
    back. Called by whatever moves money, under the lock of its project."""
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    is_paid, settled = paid_of_claim(claim) == claim.amount, claim.state == ClaimState.SETTLED
    if is_paid == settled:
        return claim
    to = ClaimState.SETTLED if is_paid else ClaimState.PASSED
    return advance(claim, to, by=by, moves=CLAIM_MOVES, field="state", settled_on=on if is_paid else None)


@transaction.atomic
def reimburse_project(*, by, project, on=None) -> Project:
    """Say for the township that all is claimed and settled, and that the notice at the site hung long enough."""
    project, day = locked(project), given_day(on)
    needs = may_reimburse(project, day) + hung(project, NoticeKind.AFTER, day)
    return take(project, Stage.REIMBURSED, by=by, on=day, needs=needs, reimbursed_on=day)
