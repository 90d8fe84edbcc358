"""How a measure goes a step further: the record of the step first, then the status; nothing else changes one."""

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from inspections.choices import MEASURE_MOVES, MeasureStatus, StepAct
from inspections.models import MeasureStep
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.moves import advance


def take_step(
    measure, to, *, by, reason="", guards=(), evidence=(), moves=MEASURE_MOVES, act=StepAct.MOVE, **facts
):
    """Move a measure to a status with the record of who did it, as what, where, why, and what was looked at.

    ValidationError: the table of moves does not know it; Conflict: somebody was faster.
    """
    if to not in moves.get(measure.status, ()):
        raise ValidationError(
            _("现在是“%(was)s”，不能改为“%(to)s”；请刷新后看现在能办哪一步。")
            % {"was": measure.get_status_display(), "to": MeasureStatus(to).label}
        )
    facts |= {"known_on": facts.get("known_on", clock.today()), "state_since": clock.today()}
    write_step(measure, to, by=by, reason=reason, guards=guards, evidence=evidence, act=act)
    return advance(measure, to, by=by, moves=moves, reason=reason or f"{to}_measure", **facts)


def write_step(measure, to, *, by, reason="", guards=(), evidence=(), act=StepAct.MOVE):
    """Record a step; raises Conflict where the measure is no longer as the user saw it."""
    known = type(measure).objects.select_for_update(no_key=True, of=("self",)).get(pk=measure.pk)
    if known.status != measure.status:
        raise Conflict(_("这条记录刚刚被别人改过，请刷新后再办。"))
    grant = _acting(by, measure.area_id)
    if grant is None and act != StepAct.PAPER:
        raise ValidationError(_("您今天没有办理的身份，请让管理员先给您授权。"))
    last = measure.steps.aggregate(last=Max("number"))["last"] or 0
    with because(by=by, reason=reason or f"{to}_measure"):
        return MeasureStep.objects.create(
            measure=measure,
            area_id=measure.area_id,
            number=last + 1,
            act=act,
            from_status=measure.status,
            to_status=to,
            actor=by,
            acting_role=grant.role if grant else "",
            acting_unit_id=grant.area_id if grant else None,
            decided_on=clock.today(),
            reason=reason,
            guards=list(guards),
            evidence=list(evidence),
        )


def _acting(by, area_id):
    """Return the grant by which somebody acts: the nearest that holds the place, else any of today."""
    grants = list(by.grants_today) if by else []
    over = [grant for grant in grants if area_id.startswith(grant.area_id)]
    return max(over or grants, key=lambda grant: len(grant.area_id), default=None)
