"""Visits and contacts: recorded once, in time or late, struck out but never changed in silence."""

import datetime as dt
import hashlib
import json

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assistance.models import Submission, Visit
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.month_locks import hold_months_open, locked_months
from povertyapp.core.period import Period

ANSWERS = (
    "met",
    "people_change",
    "guarantees",
    "last_promise",
    "satisfaction",
    "detail",
    "content",
    "solved",
    "next_promise",
    "next_promise_on",
    "photo_count",
    "is_signed",
    "began_at",
    "ended_at",
)


@transaction.atomic
def record_visit(
    *,
    by,
    household,
    happened_on,
    channel,
    submission_id=None,
    body_sha256=None,
    helper=None,
    visitor_name="",
    device_at=None,
    recorded_at=None,
    **answers,
):
    """Record one visit or contact and return it; `answers` are the columns of `ANSWERS`.

    `submission_id` makes a repeat harmless for ever: the same id with the same body (its `body_sha256`,
    worked out from the arguments unless given) returns the first visit with `is_repeat` true; another body,
    or another sender, raises Conflict and learns nothing. Without a `helper` the visitor is `visitor_name`,
    else the user. Visits by anyone are recorded; whether one counts for LF-14 is for the rule to say.

    ValidationError by field: a day in the future, a household not on the register that day, a word that is
    not in its list. A day of a month gone by, even a locked one, is recorded and is late (`is_late`), never
    refused.
    """
    facts = {
        "household": household.household_no,
        "happened_on": happened_on,
        "channel": channel,
        "helper": helper.code if helper else None,
        "visitor_name": visitor_name,
        **answers,
    }
    body = body_sha256 or body_digest(facts)
    first = _received(submission_id, body, by)
    if first:
        return first
    _check_day(household, happened_on)
    if recorded_at:
        hold_months_open(household.area_id[:COUNTY_DIGITS])
    visit = Visit(
        household=household,
        area_id=household.area_id,
        helper=helper,
        visitor_name=visitor_name or (helper.name if helper else str(by or "")),
        channel=channel,
        happened_on=happened_on,
        device_at=device_at,
        recorded_at=entry_moment(recorded_at, lock_of(household, happened_on), clock.now()),
        recorded_by=by,
        **answers,
    )
    visit.clean_fields(exclude=["household", "area", "helper", "recorded_by"])
    try:
        with transaction.atomic(), because(by=by, reason=_("记走访")):
            visit.save(force_insert=True)
            _receive(submission_id, body, by, visit)
    except IntegrityError:
        # Two presses at the same moment: the other one was faster, and what it stored is the answer.
        first = _received(submission_id, body, by)
        if first is None:
            raise
        return first
    return visit


def body_digest(facts):
    """Return the fingerprint of what was sent: equal facts in any order are equal."""
    said = json.dumps(facts, ensure_ascii=False, sort_keys=True, default=_written)
    return hashlib.sha256(said.encode()).hexdigest()


def _written(value):
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    return str(value)


def _received(submission_id, body, by):
    """Return the visit stored under this id, None when the id is new; Conflict when it is not ours."""
    if submission_id is None:
        return None
    known = Submission.objects.filter(pk=submission_id).select_related("visit__household").first()
    if known is None:
        return None
    if known.sent_by_id != by.pk or known.body_sha256 != body:
        raise Conflict(_("这个提交编号已经用过，内容与这次不同。请重新打开表单再填。"))
    known.visit.is_repeat = True
    return known.visit


def _receive(submission_id, body, by, visit):
    if submission_id is not None:
        Submission.objects.create(
            submission_id=submission_id,
            body_sha256=body,
            sent_by=by,
            visit=visit,
            received_at=clock.now(),
        )


def _check_day(household, day):
    """Refuse a day in the future, and one on which the household was not on the register."""
    if day > clock.today():
        raise ValidationError(
            {"happened_on": _("走访日期不能晚于今天（%(today)s）。") % {"today": clock.today()}}
        )
    if not is_on_register(household, day):
        raise ValidationError({"happened_on": _("%(day)s 这一户不在册，请核对走访日期。") % {"day": day}})


def is_on_register(household, day):
    """Say whether a household was on the register on a day; the day on which it left is the first without."""
    gone = household.left_register_on
    return household.registered_on <= day and (gone is None or day < gone)


def lock_of(household, day):
    """Return the moment at which the county's month of that day was locked, or None."""
    county = household.area_id[:COUNTY_DIGITS]
    return locked_months([county]).get((county, str(Period.of(day))))


def entry_moment(logged_at, closed_at, now):
    """Return the moment at which a fact counts as entered.

    That is now, or the date of the signed log that it stands in; but once the month is locked it is now,
    whatever the log says, and never before the lock, so that the fact is late and the locked figures keep
    their meaning.
    """
    if closed_at is not None:
        return max(now, closed_at)
    return min(logged_at or now, now)


def is_late(visit):
    """Say whether a visit was recorded after the cut-off of its month (`VisitQuerySet.late`)."""
    return Visit.objects.filter(pk=visit.pk).late().exists()


@transaction.atomic
def void_visit(*, by, visit, kind, reason):
    """Strike a visit out after a check (rulebook D2): it stays, with kind and reason, and counts no more.

    ValidationError without a known kind or a reason; Conflict when somebody has already struck it out.
    """
    changes = {"voided_at": clock.now(), "void_kind": kind, "void_reason": (reason or "").strip()}
    if not changes["void_reason"]:
        raise ValidationError({"void_reason": _("请写明核销理由。")})
    for name, value in changes.items():
        setattr(visit, name, value)
    if not kind:
        raise ValidationError({"void_kind": _("核销走访要写明性质。")})
    visit.clean_fields(exclude=["household", "area", "helper", "recorded_by"])
    with because(by=by, reason=reason):
        changed = Visit.objects.filter(pk=visit.pk, voided_at=None).update(**changes)
    if not changed:
        raise Conflict(_("这次走访已经被核销。"))
    return visit
