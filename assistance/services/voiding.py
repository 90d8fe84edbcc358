"""Striking a visit out after a check, calling it false, and taking a wrong striking out back (rulebook D2, C6)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.choices import VoidKind
from assistance.models import Visit
from assistance.services.visits import lock_of
from households.services.changing import given_reason
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.month_locks import hold_months_open
from povertyapp.core.notices import take_back, tell

REASON_LENGTH = 200
NOT_VOIDED = gettext_lazy("这次走访没有被核销，不用恢复。")


def why_not_void(user, visit):
    """Say why a user may not judge this visit, or blank where he may: nobody judges his own visit, one to a household
    that he answers for, or one of his own helping unit."""
    helper = visit.helper
    if user.pk in (visit.recorded_by_id, getattr(helper, "user_id", None)):
        return _("这是您自己的走访，要由别人核查。")
    if user.pk == visit.household.answered_by_id:
        return _("您是这一户的帮扶责任人，要由别人核查。")
    own = getattr(user, "helper", None)
    if own and helper and own.unit_id == helper.unit_id:
        return _("走访人和您是同一个帮扶单位，要由别的单位的人核查。")
    return ""


@transaction.atomic
def void_visit(*, by, visit, reason):
    """Strike a visit out after a check: it stays, with the reason, and counts no more. The visitor is told.

    It is disproved; that it was made up takes a second person (`declare_false`). ValidationError without a reason or
    from somebody who may not judge it; Conflict when somebody has already struck it out.
    """
    reason = _checked(by, visit, reason)
    changes = {
        "voided_at": clock.now(),
        "void_kind": VoidKind.DISPROVED,
        "void_reason": reason,
        "voided_by": by,
    }
    change_where(
        by, visit, Visit.objects.filter(voided_at=None), changes, reason, _("这次走访已经被核销，不用再办。")
    )
    tell(readers=_told(visit), kind="visit_voided", key=_key(visit), facts=_facts(visit))
    return visit


@transaction.atomic
def declare_false(*, by, visit, reason):
    """Call a visit that was struck out made up: the month's line becomes 假账. By another person than the first."""
    reason = _checked(by, visit, reason)
    if by.pk == visit.voided_by_id:
        raise ValidationError(_("核销是您定的，认定弄虚作假要由另一名核查人来定。"))
    changes = {"void_kind": VoidKind.FALSE, "void_reason": reason, "false_by": by}
    disproved = Visit.objects.filter(voided_at__isnull=False, void_kind=VoidKind.DISPROVED)
    refused = _("这次走访不是“核查不实”，不能认定弄虚作假。请刷新后再看。")
    change_where(by, visit, disproved, changes, reason, refused)
    tell(readers=_told(visit), kind="visit_false", key=f"{_key(visit)}:false", facts=_facts(visit))
    return visit


@transaction.atomic
def restore_visit(*, by, visit, reason):
    """Take a wrong striking out back: the visit counts again. Only until its month is locked, so that a closed
    account never says something else than its visits said."""
    reason = _checked(by, visit, reason)
    if visit.voided_at is None:
        raise Conflict(NOT_VOIDED)
    hold_months_open(visit.area_id[:COUNTY_DIGITS])
    if lock_of(visit.household, visit.happened_on):
        raise ValidationError(_("这次走访的月份已经锁账，不能再恢复；请在申诉里说明。"))
    key = _key(visit)
    changes = {"voided_at": None, "void_kind": "", "void_reason": "", "voided_by": None, "false_by": None}
    struck = Visit.objects.filter(voided_at__isnull=False)
    change_where(by, visit, struck, changes, reason, NOT_VOIDED)
    take_back(key=key)
    take_back(key=f"{key}:false")
    tell(
        readers=_told(visit),
        kind="visit_restored",
        key=f"visit_restored:{visit.pk}:{clock.now():%Y%m%d%H%M%S}",
        facts=_facts(visit),
    )
    return visit


def _checked(by, visit, reason):
    return judged_with(reason, why_not_void(by, visit))


def judged_with(reason, refused):
    """Return the reason of a judgement as it is kept; ValidationError where it is refused, or no reason that fits."""
    if refused:
        raise ValidationError(refused)
    reason = given_reason(reason)
    if len(reason) > REASON_LENGTH:
        raise ValidationError(_("理由最多 %(n)s 个字，请写短一些。") % {"n": REASON_LENGTH})
    return reason


def change_where(by, row, rows, changes, reason, refused):
    """Change a visit or measure where it still is among those rows; Conflict where it is not."""
    with because(by=by, reason=reason):
        changed = rows.filter(pk=row.pk).update(**changes)
    if not changed:
        raise Conflict(refused)
    for name, value in changes.items():
        setattr(row, name, value)


def _told(visit):
    """Return who is told: who entered the visit, and who is said to have made it."""
    return visit.recorded_by_id, getattr(visit.helper, "user_id", None)


def _key(visit):
    return f"visit_voided:{visit.pk}:{visit.voided_at.astimezone(clock.COUNTY_TIME):%Y%m%d%H%M%S}"


def _facts(visit):
    return {"visit": visit.pk, "day": str(visit.happened_on), "receipt": visit.receipt}
