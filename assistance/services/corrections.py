"""更正: a new version of a visit by its author, within the month; what it said before stays to be read (ux 37)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assistance.choices import HeldKind, HeldWhy
from assistance.models import Submission, Visit, VisitCorrection
from assistance.services.submissions import VERB, Taken, digest_of, hold
from assistance.services.visits import ANSWERS, check_day, lock_of
from households.services.changing import given_reason
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.month_locks import hold_months_open
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period

CORRECTABLE = (*ANSWERS, "channel", "happened_on")


@transaction.atomic
def correct_visit(*, by, visit, reason, submission_id, body_sha256, **changes) -> VisitCorrection:
    """Write a new version of a visit and return it; its number, day and household stay what they are.

    The same `submission_id` with the same content returns the first correction with `is_repeat` true; another
    content raises Conflict. PermissionDenied for anyone but the author. ValidationError: no reason, nothing
    changed, struck out, another month's day, or the month is locked or its entry has ended.
    """
    first = _first(by, submission_id, body_sha256)
    if first:
        return first
    if visit.recorded_by_id != by.pk:
        raise PermissionDenied
    row = Visit.objects.select_for_update(of=("self",)).select_related("household").get(pk=visit.pk)
    _check_open(row)
    before, after = _differences(row, _with_day(row, changes))
    made = VisitCorrection(
        visit=row,
        area_id=row.area_id,
        number=row.corrections.count() + 2,  # what was recorded first is version 1
        submission_id=submission_id,
        body_sha256=body_sha256,
        before=before,
        after=after,
        reason=given_reason(reason),
        corrected_by=by,
        corrected_at=clock.now(),
    )
    try:
        with transaction.atomic(), because(by=by, reason=reason):
            row.save(update_fields=list(after))
            made.save(force_insert=True)
    except IntegrityError:
        first = _first(by, submission_id, body_sha256)
        if first is None:
            raise
        return first
    return made


@transaction.atomic
def take_correction(*, by, visit, sent, device=None) -> Taken | VisitCorrection:
    """Correct a visit with what was sent, or hold it: the sender may not write any more, or the number was used
    for another content. `sent` are `submission_id`, `reason` and the changed answers."""
    receipt = Submission(
        submission_id=sent["submission_id"],
        sent_by=by,
        body_sha256=digest_of({**sent, "visit": visit.pk}),
        received_at=clock.now(),
    )
    kept = {"by": by, "sent": sent, "device": device, "receipt": receipt, "about": visit}
    if device and not (device.is_in_force and by.has_perm(VERB)):
        return Taken(held=hold(why=HeldWhy.NOT_ENTITLED, kind=HeldKind.CORRECTION, **kept))
    changes = {name: value for name, value in sent.items() if name in CORRECTABLE}
    try:
        return correct_visit(
            by=by,
            visit=visit,
            reason=sent["reason"],
            submission_id=receipt.pk,
            body_sha256=receipt.body_sha256,
            **changes,
        )
    except Conflict:
        held = hold(why=HeldWhy.OTHER_BODY, kind=HeldKind.CORRECTION, **kept)
        return Taken(held=held, is_conflict=True)


def own_visit(user, pk) -> Visit | None:
    """Return a visit that somebody recorded himself, whatever he may see now; None for any other."""
    return Visit.objects.filter(pk=pk, recorded_by=user).select_related("household").first()


def why_closed(visit) -> str:
    """Return why a visit cannot be corrected any more, in words that say what to do; blank while it can."""
    if visit.voided_at:
        return _("这次走访已经核销，不能更正；核销有误的请核销的人恢复。")
    if lock_of(visit.household, visit.happened_on):
        return _("这个月已经锁账，不能更正。有异议请在硬账板上对这个月提出申诉，由县扶贫办核定。")
    period = Period.of(visit.happened_on)
    if clock.now() >= period.entry_ends(Parameters(visit.area_id[:COUNTY_DIGITS], period.start)):
        return _("这个月的录入已经截止，不能更正。有异议请在锁账后提出申诉，由县扶贫办核定。")
    return ""


def _check_open(visit):
    hold_months_open(visit.area_id[:COUNTY_DIGITS])
    closed = why_closed(visit)
    if closed:
        raise ValidationError(closed)


def _first(by, submission_id, body_sha256):
    """Return the correction stored under this number, None when it is new; Conflict when it is another one."""
    known = VisitCorrection.objects.filter(submission_id=submission_id).first()
    if known is None:
        return None
    if (known.corrected_by_id, known.body_sha256) != (by.pk, body_sha256):
        raise Conflict(_("这个提交编号已经用过，内容与这次不同。请重新打开表单再填。"))
    known.is_repeat = True
    return known


def _with_day(visit, changes):
    """Return the changes; ValidationError for a day of another month, or one on which no visit could be."""
    day = changes.get("happened_on")
    if day and Period.of(day) != Period.of(visit.happened_on):
        raise ValidationError({"happened_on": _("更正不能换到别的月份；记错了月份的请重新记一次走访。")})
    if day:
        check_day(visit.household, day)
    return changes


def _differences(visit, changes):
    """Set what differs on the visit; return the old and the new values of those columns as JSON knows them."""
    fields = {name: visit._meta.get_field(name) for name in changes}
    differing = [name for name, value in changes.items() if getattr(visit, name) != value]
    if not differing:
        raise ValidationError(_("没有改动任何内容，改好再提交，不改请返回。"))
    before = {name: _plain(fields[name], visit) for name in differing}
    for name in differing:
        setattr(visit, name, changes[name])
    visit.clean_fields(exclude={f.name for f in visit._meta.fields} - set(differing))
    return before, {name: _plain(fields[name], visit) for name in differing}


def _plain(field, visit):
    value = getattr(visit, field.attname)
    return value.isoformat() if hasattr(value, "isoformat") else value
