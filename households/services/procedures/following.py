"""What a household follows of its procedure: status, dates, the register. Inside the step's own transaction."""

from households.choices import DatePrecision, PovertyStatus
from households.models import Household, ProcedureCase
from households.services.changing import locked
from households.services.procedures.registering import register_applicant
from households.steps import EvidenceKind, ProcedureKind, State
from povertyapp.core.undo import for_good

REASON_MAX = 100


def before_move(step):
    """Do what must stand before the case changes its state; return further columns of the case."""
    if step.move.kind == ProcedureKind.ENTRY and step.move.to == State.REGISTERED:
        with for_good():
            return {"household": register_applicant(by=step.by, case=step.case, on=step.on)}
    return {}


def follow(step):
    """Let the household and its other cases follow the step."""
    kind, to, case = step.move.kind, step.move.to, step.case
    monitoring = {State.MONITORED: "monitored_on", State.RISK_REMOVED: "risk_removed_on"}
    if kind == ProcedureKind.MONITORING and to in monitoring:
        setattr(case.monitoring, monitoring[to], step.on)
        case.monitoring.save(update_fields=[monitoring[to]])
        return
    if case.household_id is None:
        return
    household = locked(Household(pk=case.household_id))
    changes = _changes(step, household)
    if changes:
        for name, value in changes.items():
            setattr(household, name, value)
        household.validate_constraints()
        household.save(update_fields=[*changes, "updated_at"])
    if to in (State.RETURNED, State.CLOSED_NATURAL, State.REMOVED):
        _end_waiting_exit(step)


def _changes(step, household):
    to = step.move.to
    if step.move.kind == ProcedureKind.EXIT and to in (State.EXIT_PROPOSED, State.ASSISTED, State.EXITED):
        return _exit_changes(step, household)
    if to == State.RETURNED:
        cause = step.case.evidence.filter(kind=EvidenceKind.RETURN_CAUSE).order_by("pk").last()
        return {
            "poverty_status": PovertyStatus.RETURNED,
            "returned_on": step.on,
            "return_reason": (cause.text if cause else step.reason)[:REASON_MAX],
        }
    if to in (State.REMOVED, State.CLOSED_NATURAL):
        return {"left_register_on": step.on}
    return {}


def _exit_changes(step, household):
    if step.move.to == State.EXIT_PROPOSED:
        return {"poverty_status": PovertyStatus.PRE_EXIT}
    if step.move.to == State.EXITED:
        return {
            "poverty_status": PovertyStatus.EXITED,
            "exited_on": step.on,
            "exited_precision": DatePrecision.DAY,
            "not_exited_reason": "",
        }
    returned = household.returned_on and not (
        household.exited_on and household.exited_on > household.returned_on
    )
    return {"poverty_status": PovertyStatus.RETURNED if returned else PovertyStatus.IN_POVERTY}


def _end_waiting_exit(step):
    """An exit that waits for its close ends where the household returns or leaves: without a step of its own."""
    waiting = ProcedureCase.objects.running().filter(
        household=step.case.household_id, kind=ProcedureKind.EXIT, state=State.EXITED
    )
    for case in waiting.exclude(pk=step.case.pk):
        case.ended_on, case.due_on = step.on, None
        case.save(update_fields=["ended_on", "due_on"])
