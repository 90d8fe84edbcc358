"""Villages that units are given to help, and their taking them over (CB1-09)."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assistance.models import HelpingUnit, VillageTask
from households.services.changing import given_reason
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.models.area import Level


@transaction.atomic
def add_unit(*, by, county, name, level):
    """Put a unit on the county's list of helping units and return it. ValidationError when it is there already."""
    unit = HelpingUnit(area=county, name="".join((name or "").split()), level=level)
    if county.level != Level.COUNTY:
        raise ValidationError({"county": _("帮扶单位登记到县，请选一个县。")})
    if HelpingUnit.objects.filter(area=county, name=unit.name).exists():
        raise ValidationError({"name": _("名单上已经有这个单位，不用再登记。")})
    unit.full_clean(exclude=["code"])  # the next one of the county, given when it is stored
    with because(by=by, reason=_("登记帮扶单位")):
        unit.save(force_insert=True)
    return unit


@transaction.atomic
def assign_village(*, by, unit, area, assigned_on, reason=""):
    """Give a village to a unit to help from a day; the unit has to take it over. Return the task."""
    if area.county_code != unit.area_id:
        raise ValidationError({"area": _("这个村不在单位帮扶的县里，请选本县的村。")})
    task = VillageTask(unit=unit, area=area, assigned_on=assigned_on)
    task.full_clean()
    try:
        with transaction.atomic(), because(by=by, reason=reason or _("交办定点帮扶任务")):
            task.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("刚刚有人交办了这个村，请刷新后再看。")) from error
    return task


@transaction.atomic
def claim_village(*, by, task, claimed_on, reason=""):
    """Record that the unit took a village over on a day.

    ValidationError: a day before the assignment, or in the future. Conflict: taken over or ended already.
    """
    if claimed_on > clock.today():
        raise ValidationError({"claimed_on": _("认领日期不能晚于今天。")})
    if claimed_on < task.assigned_on:
        raise ValidationError(
            {"claimed_on": _("认领日期不能早于交办日期 %(day)s。") % {"day": task.assigned_on}}
        )
    with because(by=by, reason=reason or _("认领定点帮扶任务")):
        rows = VillageTask.objects.filter(pk=task.pk, claimed_on=None, ended_on=None)
        if not rows.update(claimed_on=claimed_on):
            raise Conflict(_("这个任务已经认领或已经结束，请刷新后再看。"))
    task.claimed_on = claimed_on
    return task


@transaction.atomic
def end_task(*, by, task, ended_on, reason):
    """End a unit's task in a village; `ended_on` is its last day. The reason is asked for."""
    reason = given_reason(reason)
    if ended_on < max(task.assigned_on, task.claimed_on or task.assigned_on):
        raise ValidationError({"ended_on": _("结束日期不能早于交办和认领日期。")})
    with because(by=by, reason=reason):
        if not VillageTask.objects.filter(pk=task.pk, ended_on=None).update(ended_on=ended_on):
            raise Conflict(_("这个任务已经结束，请刷新后再看。"))
    task.ended_on = ended_on
    return task
