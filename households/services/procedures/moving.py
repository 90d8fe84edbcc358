"""The one verb that takes a case a step further: guards, the record of the step, the state, and what the household
itself follows (its status and dates change here and nowhere else)."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.models import ProcedureCase, Transition
from households.services.procedures import guards_case, guards_list  # noqa: F401 - they register their guards
from households.services.procedures.common import acting, due_day, given_day, locked_case
from households.services.procedures.exits import judge_items
from households.services.procedures.following import before_move, follow
from households.services.procedures.guards import Step, results_of
from households.steps import ENDS, FOLLOWING, MOVE_BY_STATES, State
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.moves import advance


@transaction.atomic
def move_case(*, by, case, to, on=None, reason="", seen_step=None):
    """Take a case to its next state as decided on a day; return the transition.

    ValidationError lists everything that is still missing; PermissionDenied: the step is decided on another
    level; Conflict: somebody was faster than the page that was looked at (`seen_step`).
    """
    case = locked_case(case)
    if seen_step is not None and case.step != seen_step:
        raise Conflict(_("这件事刚刚被别人办过一步，请刷新后再办。"))
    move = MOVE_BY_STATES.get((case.kind, case.state, to))
    if move is None:
        raise ValidationError(
            _("现在是“%(was)s”，不能到“%(to)s”；请刷新后看现在能办哪一步。")
            % {"was": case.get_state_display(), "to": dict(State.choices).get(to, to)}
        )
    grant = acting(by, case.area_id, move.level)
    step = Step(case, move, by, given_day(on), (reason or "").strip())
    if "items" in move.needs:
        judge_items(by=by, case=case, on=step.on)  # the records may have changed since they were looked at
    results = _checked(step, grant)
    return _take(step, grant, results)


def what_lacks(*, by, case, move, on=None, reason=""):
    """Return what every guard of a move finds now, without taking the step; for the task list of the page."""
    return results_of(Step(case, move, by, given_day(on), reason))


def _checked(step, grant):
    """Return what the guards found; ValidationError with all that is missing at once."""
    faults = []
    if step.last and step.last.actor_id == step.by.pk and step.last.level != step.move.level:
        faults.append(_("上一级的决定是您做的，本级请由其他人决定。"))
    if step.on < step.entered:
        faults.append(_("日期不能早于上一步的 %(day)s。") % {"day": step.entered})
    results = results_of(step)
    faults += [result.text for _need, result in results if not result.is_met]
    if faults:
        raise ValidationError(faults)
    return results


def _take(step, grant, results):
    case, move = step.case, step.move
    with because(by=step.by, reason=step.reason or dict(State.choices)[move.to]):
        more = before_move(step)
        made = Transition.objects.create(
            case=case,
            area_id=case.area_id,
            number=case.step + 1,
            from_state=move.was,
            to_state=move.to,
            level=move.level,
            actor=step.by,
            acting_role=grant.role,
            acting_unit_id=grant.area_id,
            decided_on=step.on,
            reason=step.reason,
            guards=[{"need": need, "met": r.is_met, "text": r.text} for need, r in results],
            evidence=sorted({row for _need, r in results for row in r.rows}),
        )
        is_over = move.to in ENDS[case.kind]
        advance(
            case,
            move.to,
            by=step.by,
            moves=FOLLOWING[case.kind],
            reason=step.reason or str(State(move.to).label),
            field="state",
            step=case.step + 1,
            state_since=step.on,
            due_on=None if is_over else due_day(case, move.to, step.on, step.value),
            ended_on=step.on if is_over else None,
            **more,
        )
        follow(step)
    return made


@dataclass
class Moved:
    """What came of moving a whole list: the cases that went, and for each that did not, why."""

    done: list[ProcedureCase] = field(default_factory=list)
    left: list[tuple[ProcedureCase, list[str]]] = field(default_factory=list)


@transaction.atomic
def move_batch(*, by, batch, was, to, on=None, reason=""):
    """Take every running case of a list from one state to another; return which went and why others did not."""
    result = Moved()
    for case in ProcedureCase.objects.running().filter(batch=batch, state=was).order_by("pk"):
        try:
            with transaction.atomic():
                move_case(by=by, case=case, to=to, on=on, reason=reason)
            result.done.append(case)
        except ValidationError as error:
            result.left.append((case, error.messages))
    return result
