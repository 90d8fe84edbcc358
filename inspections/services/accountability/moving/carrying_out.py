"""What follows a decision: its delivery, its execution, and whether an order was fulfilled."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.services.procedures.common import text_of
from inspections.choices.accountability import AT_ONCE, ActionKind, Actor, CaseState
from inspections.services.accountability.common import (
    given_day,
    is_clerk,
    is_party,
    is_supervisor,
    working_day,
)
from inspections.services.accountability.moving.deciders import decided_before
from inspections.services.accountability.moving.steps import begin, check_day, clerk_only, last_day
from inspections.services.accountability.taking import take
from inspections.services.accountability.telling import tell_party


@transaction.atomic
def issue(*, by, case, paper, on=None, seen_step=None):
    """Deliver the decision to the party in writing; the time to appeal begins."""
    case = begin(case, was=(CaseState.DECIDED,), seen_step=seen_step)
    clerk_only(by, case)
    day = given_day(on, not_before=last_day(case))
    paper = text_of(paper, "paper", _("请填写决定书文号或存放处。"))
    until = working_day(case.county_id, day, "accountability.appeal_days")
    starts = day if case.kind in AT_ONCE else until
    take(
        case,
        CaseState.ISSUED,
        by=by,
        acting_as=Actor.CLERK,
        on=day,
        paper=paper,
        due_on=working_day(case.county_id, starts, "accountability.execute_days"),
        issued_on=day,
        appeal_until=until,
    )
    tell_party(case, "action_issued", day=until)
    return case


@transaction.atomic
def execute(*, by, case, record, signed_by, paper, on=None, seen_step=None):
    """Record that the decision was carried out, with who signed the record and where it lies."""
    case = begin(case, was=(CaseState.ISSUED,), seen_step=seen_step)
    clerk_only(by, case)
    day = given_day(on, not_before=last_day(case))
    is_appealed = case.statements.filter(is_appeal=True).exists()
    if case.kind not in AT_ONCE and not is_appealed and day <= case.appeal_until:
        raise ValidationError(_("申诉期到 %(day)s 为止，期满以后执行。") % {"day": case.appeal_until})
    paper = text_of(paper, "paper", _("请填写签字记录存放处。"))
    take(
        case,
        CaseState.EXECUTED,
        by=by,
        acting_as=Actor.CLERK,
        on=day,
        paper=paper,
        due_on=check_day(case),
        executed_on=day,
        record=text_of(record, "record", _("请写明执行情况。")),
        signed_by=text_of(signed_by, "signed_by", _("请填写在记录上签字的人。")),
        record_paper=paper,
    )
    return case


@transaction.atomic
def check_order(*, by, case, is_fulfilled, reason, on=None, seen_step=None):
    """Check at the end of an order's time whether it was fulfilled; an order that was not is proposed for more."""
    case = begin(case, was=(CaseState.EXECUTED,), seen_step=seen_step)
    day = given_day(on, not_before=last_day(case))
    if not (is_clerk(by, case.county_id) or is_supervisor(by, case.county_id)):
        raise PermissionDenied(_("整改期满由县扶贫办或督查员核查。"))
    faults = list(decided_before(by, case))
    if is_party(case, by):
        faults.append(_("您是本案当事人，请由其他人核查。"))
    if case.kind != ActionKind.RECTIFY_ORDER:
        faults.append(_("只有限期整改要核查。"))
    elif day < case.deadline_on:
        faults.append(_("整改期限到 %(day)s，期满再核查。") % {"day": case.deadline_on})
    if faults:
        raise ValidationError(faults)
    to = CaseState.FULFILLED if is_fulfilled else CaseState.NOT_FULFILLED
    reason = text_of(reason, "reason", _("请写明核查情况。"))
    take(case, to, by=by, acting_as=Actor.CHECKER, on=day, reason=reason)
    return case
