"""The one verb that takes a case a step further: the record of the step, then the state with what the step fills."""

from inspections.choices.accountability import FOLLOWING, OVER, ActionKind, CaseState
from inspections.models import AccountabilityStep
from povertyapp.core.history import because
from povertyapp.core.moves import advance


def take(
    case, to, *, by, acting_as, on, reason="", paper="", joined_by=None, due_on=None, facts=None, **changes
):
    """Record a step of a case and let the case follow; return the step. The guards were asked before."""
    with because(by=by, reason=reason or str(CaseState(to).label)):
        made = AccountabilityStep.objects.create(
            action=case,
            area_id=case.area_id,
            number=case.step + 1,
            from_state=case.state,
            to_state=to,
            acting_as=acting_as,
            actor=by,
            joined_by=joined_by,
            decided_on=on,
            reason=reason,
            paper=paper,
            facts=facts or {},
        )
        kind = changes.get("kind", case.kind)
        advance(
            case,
            to,
            by=by,
            moves=FOLLOWING,
            reason=reason or str(CaseState(to).label),
            field="state",
            step=case.step + 1,
            state_since=on,
            due_on=due_on,
            ended_on=on if is_over(to, kind) else None,
            **changes,
        )
    return made


def is_over(state, kind):
    """Say whether nobody has to act any more: an executed order still waits for its check."""
    return state in OVER or (state == CaseState.EXECUTED and kind != ActionKind.RECTIFY_ORDER)
