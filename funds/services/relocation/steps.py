"""How a relocation goes a step further: the record of the step first, then the status; nothing else changes one."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from funds.choices.relocation import (
    CASE_MOVES,
    FAULT_IN,
    FAULT_ROLES,
    STEP_ROLES,
    CaseAct,
    CaseStatus,
)
from funds.models import RelocationCase, RelocationStep
from funds.services.credit.steps import acting
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.moves import advance
from povertyapp.core.parameters import Parameters
from povertyapp.core.roles import Role


def locked(case: RelocationCase) -> RelocationCase:
    """Lock a case; Conflict where it is no longer as the user saw it."""
    known = RelocationCase.objects.select_for_update(no_key=True, of=("self",)).get(pk=case.pk)
    if (known.status, known.step) != (case.status, case.step):
        raise Conflict(_("这个搬迁户刚刚被别人办过，请刷新后再办。"))
    return case


def parameters_of(case: RelocationCase, on: dt.date) -> Parameters:
    return Parameters(case.area_id, on)


def check_move(case, to):
    """Raise ValidationError where the table of moves knows no such step."""
    if to not in CASE_MOVES.get(case.status, ()):
        raise ValidationError(
            _("现在是“%(was)s”，不能改为“%(to)s”；请刷新后看现在能办哪一步。")
            % {"was": case.get_status_display(), "to": CaseStatus(to).label}
        )


def take_step(case, to, *, by, on=None, reason="", guards=(), **facts):
    """Move a case to a status with the record of who did it, as what, where, on what day, and what was looked at.

    ValidationError: the table of moves does not know it, or it is another's to do; Conflict: somebody was faster.
    """
    check_move(case, to)
    on = on or clock.today()
    _write(case, to, by=by, on=on, reason=reason, guards=guards, act=CaseAct.MOVE, roles=STEP_ROLES[to])
    facts |= {"step": case.step + 1, "state_since": on}
    return advance(case, to, by=by, moves=CASE_MOVES, reason=reason or f"{to}_relocation", **facts)


def record_fault(case, *, by, on, reason):
    """Record that a house is not as it must be, which moves nothing."""
    if case.status not in FAULT_IN:
        raise ValidationError(_("只有建房中和已建成待验收的房屋可以退回整改。"))
    _write(case, case.status, by=by, on=on, reason=reason, guards=(), act=CaseAct.FAULT, roles=FAULT_ROLES)
    with because(by=by, reason=reason):
        RelocationCase.objects.filter(pk=case.pk).update(step=case.step + 1)
    case.step += 1
    return case


def _write(case, to, *, by, on, reason, guards, act, roles):
    locked(case)
    _check_day(case, on)
    grant = acting(by, case, roles)
    if grant is None:
        names = "、".join(str(Role(role).label) for role in roles)
        raise ValidationError(_("这一步由%(roles)s办理。") % {"roles": names})
    _check_person(case, to, by, grant, act)
    with because(by=by, reason=reason or f"{to}_relocation"):
        RelocationStep.objects.create(
            case=case,
            area_id=case.area_id,
            number=case.step + 1,
            act=act,
            from_status=case.status,
            to_status=to,
            actor=by,
            acting_role=grant.role,
            acting_unit_id=grant.area_id,
            decided_on=on,
            reason=reason,
            guards=list(guards),
        )


def _check_day(case, on):
    last = case.steps.order_by("-number").values_list("decided_on", flat=True).first() or case.state_since
    if not last <= on <= clock.today():
        raise ValidationError({"on": _("日期要在上一步（%(last)s）和今天之间。") % {"last": last}})


def _check_person(case, to, by, grant, act):
    """Nobody decides twice in a row on two levels (C), nor accepts what he built; natural persons are compared."""
    steps = list(case.steps.filter(act=CaseAct.MOVE).select_related("actor").order_by("-number"))
    if steps and steps[0].acting_role != grant.role and steps[0].actor.person == by.person:
        raise ValidationError(_("上一步是您用另一个身份办的，这一步请由另一个人办。"))
    built = {CaseStatus.BUILDING, CaseStatus.BUILT}
    is_acceptance = to == CaseStatus.ACCEPTED and act == CaseAct.MOVE
    if is_acceptance and any(s.to_status in built and s.actor.person == by.person for s in steps):
        raise ValidationError(_("组织建房的人不能自己验收，请由另一个人办。"))
