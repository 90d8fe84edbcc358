"""The body above: a party's appeal, and a decision that turned out wrong."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.services.procedures.common import text_of
from inspections.choices.accountability import Actor, CaseState
from inspections.services.accountability.common import given_day, working_day
from inspections.services.accountability.moving.deciders import faults_of_decider
from inspections.services.accountability.moving.hearing import keep_statement
from inspections.services.accountability.moving.steps import begin, check_day, last_day
from inspections.services.accountability.taking import take
from inspections.services.accountability.telling import tell_party
from inspections.services.accountability.tracing import revoke_supervision


@transaction.atomic
def appeal(*, by, case, text, on=None, paper="", seen_step=None):
    """Let the party appeal against the decision within its time; what it says is kept with the case."""
    case = begin(case, was=(CaseState.ISSUED, CaseState.EXECUTED), seen_step=seen_step)
    day = given_day(on, not_before=last_day(case))
    if day > case.appeal_until:
        raise ValidationError(
            _("申诉期到 %(day)s 为止，已经过了，原决定照此执行。") % {"day": case.appeal_until}
        )
    if case.statements.filter(is_appeal=True).exists():
        raise ValidationError(_("本案已经申诉过一次，复核决定为最终决定。"))
    keep_statement(by, case, text, day, paper, is_appeal=True)
    take(
        case,
        CaseState.APPEALED,
        by=by,
        acting_as=Actor.PARTY,
        on=day,
        reason=_("当事人申诉"),
        paper=(paper or "").strip(),
        due_on=working_day(case.county_id, day, "accountability.appeal_answer_days"),
    )
    return case


@transaction.atomic
def rule_on_appeal(*, by, case, is_upheld, reason, on=None, seen_step=None):
    """Rule on the party's appeal, by another person of the body above: revoke the decision, or let it stand."""
    case = begin(case, was=(CaseState.APPEALED,), seen_step=seen_step)
    to = CaseState.REVOKED
    if not is_upheld:
        to = CaseState.EXECUTED if case.executed_on else CaseState.ISSUED
    return _from_above(by, case, to, reason, on)


@transaction.atomic
def revoke(*, by, case, reason, on=None, seen_step=None):
    """Revoke a decision that turned out wrong, by the body above: a month that it stands on was restated since."""
    case = begin(case, was=(CaseState.DECIDED, CaseState.ISSUED, CaseState.EXECUTED), seen_step=seen_step)
    return _from_above(by, case, CaseState.REVOKED, reason, on)


def _from_above(by, case, to, reason, on):
    day = given_day(on, not_before=last_day(case))
    if faults := list(faults_of_decider(by, case, case.appeal_body, day)):
        raise ValidationError(faults)
    due = None
    if to == CaseState.ISSUED:
        due = working_day(case.county_id, day, "accountability.execute_days")
    elif to == CaseState.EXECUTED:
        due = check_day(case)
    reason = text_of(reason, "reason", _("请写明复核的理由。"))
    take(case, to, by=by, acting_as=Actor.ABOVE, on=day, reason=reason, due_on=due)
    if to == CaseState.REVOKED:
        revoke_supervision(by=by, case=case, day=day)
    tell_party(case, "action_ruled", day=day)
    return case
