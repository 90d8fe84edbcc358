"""Striking a measure out after a check, calling it made up, and taking a wrong striking out back (rulebook C6)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.choices import VoidKind
from assistance.models import AssistanceMeasure, HelperAssignment
from assistance.services.voiding import change_where, judged_with
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.month_locks import hold_months_open, locked_months
from povertyapp.core.notices import take_back, tell
from povertyapp.core.period import Period

NOT_VOIDED = gettext_lazy("这项措施没有被核销，不用恢复。")


def why_not_void_measure(user, measure):
    """Say why a user may not judge this measure, or blank where he may: nobody judges what he or his own helping
    unit owes to the household."""
    if user.pk == measure.household.answered_by_id:
        return _("您是这一户的帮扶责任人，要由别人核查。")
    own = getattr(user, "helper", None)
    if own is None:
        return ""
    then = HelperAssignment.objects.primary().in_force(clock.today()).filter(household=measure.household_id)
    if then.filter(helper__unit=own.unit_id).exists():
        return _("这一户由您的帮扶单位负责，要由别的单位的人核查。")
    return ""


@transaction.atomic
def void_measure(*, by, measure, reason):
    """Strike a measure out after a check: it stays, with the reason, and is in force on no day any more.

    It is disproved; that it was made up takes a second person (`declare_measure_false`). ValidationError without a
    reason, from somebody who may not judge it, or while it is only proposed; Conflict when it is struck out already.
    """
    reason = _checked(by, measure, reason)
    if measure.is_proposed:
        raise ValidationError(_("这项措施还没有确认，本来就不算数，不用核销。"))
    changes = {
        "voided_at": clock.now(),
        "void_kind": VoidKind.DISPROVED,
        "void_reason": reason,
        "voided_by": by,
    }
    standing = AssistanceMeasure.objects.filter(voided_at=None)
    change_where(by, measure, standing, changes, reason, _("这项措施已经被核销，不用再办。"))
    tell(readers=_told(measure), kind="measure_voided", key=_key(measure), facts=_facts(measure))
    return measure


@transaction.atomic
def declare_measure_false(*, by, measure, reason):
    """Call a measure that was struck out made up: the month's line becomes 假账. By another person than the first."""
    reason = _checked(by, measure, reason)
    if by.pk == measure.voided_by_id:
        raise ValidationError(_("核销是您定的，认定弄虚作假要由另一名核查人来定。"))
    changes = {"void_kind": VoidKind.FALSE, "void_reason": reason, "false_by": by}
    disproved = AssistanceMeasure.objects.filter(voided_at__isnull=False, void_kind=VoidKind.DISPROVED)
    refused = _("这项措施不是“核查不实”，不能认定弄虚作假。请刷新后再看。")
    change_where(by, measure, disproved, changes, reason, refused)
    tell(readers=_told(measure), kind="measure_false", key=f"{_key(measure)}:false", facts=_facts(measure))
    return measure


@transaction.atomic
def restore_measure(*, by, measure, reason):
    """Take a wrong striking out back: the measure is in force again. Only until the month is locked in which it was
    struck out, so that a closed account never says something else than its measures said."""
    reason = _checked(by, measure, reason)
    if measure.voided_at is None:
        raise Conflict(NOT_VOIDED)
    hold_months_open(measure.area_id[:COUNTY_DIGITS])
    if is_fixed(measure):
        raise ValidationError(_("核销这项措施的月份已经锁账，不能再恢复；请在申诉里说明。"))
    key = _key(measure)
    changes = {"voided_at": None, "void_kind": "", "void_reason": "", "voided_by": None, "false_by": None}
    struck = AssistanceMeasure.objects.filter(voided_at__isnull=False)
    change_where(by, measure, struck, changes, reason, NOT_VOIDED)
    take_back(key=key)
    take_back(key=f"{key}:false")
    again = f"measure_restored:{measure.pk}:{clock.now():%Y%m%d%H%M%S}"
    tell(readers=_told(measure), kind="measure_restored", key=again, facts=_facts(measure))
    return measure


def is_fixed(measure):
    """Say whether the month in which a measure was struck out is locked."""
    county, month = measure.area_id[:COUNTY_DIGITS], str(Period.of(_moment(measure).date()))
    return (county, month) in locked_months([county])


def _checked(by, measure, reason):
    return judged_with(reason, why_not_void_measure(by, measure))


def _moment(measure):
    return measure.voided_at.astimezone(clock.COUNTY_TIME)


def _told(measure):
    return (measure.household.answered_by_id,)


def _key(measure):
    return f"measure_voided:{measure.pk}:{_moment(measure):%Y%m%d%H%M%S}"


def _facts(measure):
    return {"measure": measure.pk, "day": str(measure.from_date)}
