"""Visits and contacts: recorded once, in time or late, struck out but never changed in silence."""

import datetime as dt
import hashlib
import json

from django.core.exceptions import ValidationError
from django.db import connection, transaction
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
# What may differ between two sendings of the same content.
NOT_CONTENT = frozenset({"device_at", "recorded_at", "sent_at", "submission_id"})


@transaction.atomic
def record_visit(
    *,
    by,
    household,
    happened_on,
    channel,
    submission_id=None,
    helper=None,
    visitor_name="",
    **facts,
):
    """Record one visit or contact and return it; `facts` are the columns of `ANSWERS`, `device_at`, `recorded_at`.

    `submission_id` makes a repeat harmless for ever: the same id with the same content returns the first visit
    with `is_repeat` true; another content, or another sender, raises Conflict and learns nothing. Without a
    `helper` the visitor is `visitor_name`, else the user. Visits by anyone are recorded; whether one counts for
    LF-14 is for the rule to say. What phones and pages send comes through `take_submission`.

    ValidationError by field: a day in the future, a household not on the register that day, a word that is
    not in its list. A day of a month gone by, even a locked one, is recorded and is late (`is_late`), never
    refused.
    """
    facts |= {
        "happened_on": happened_on,
        "channel": channel,
        "helper": helper,
        "visitor_name": visitor_name,
    }
    receipt = None
    if submission_id is not None:
        receipt = Submission(
            submission_id=submission_id,
            sent_by=by,
            body_sha256=_digest(household, facts),
            received_at=clock.now(),
        )
        if not reserve(receipt):
            return first_visit(received(receipt))
    return keep_visit(by=by, visit=new_visit(by=by, household=household, **facts), receipt=receipt)


def reserve(receipt, *, for_visit=True) -> bool:
    """Write the receipt of a submission with the number that its visit will have; say whether its id was new.

    What is no visit (a higher floor's record) has a receipt of the same kind, without that number.

    Two sendings at the same moment: the later one waits for the end of the first and then finds the id taken.
    The key to the visit is checked at the end of the transaction, so the visit may come after its receipt.
    """
    number = f"nextval(pg_get_serial_sequence('{Visit._meta.db_table}', 'id'))" if for_visit else "NULL"
    columns = [field for field in Submission._meta.concrete_fields if field.attname != "visit_id"]
    values = [column.get_db_prep_save(getattr(receipt, column.attname), connection) for column in columns]
    listed = ", ".join(f'"{column.column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{Submission._meta.db_table}" ({listed}, visit_id)'
            f" VALUES ({', '.join(['%s'] * len(values))}, {number})"
            " ON CONFLICT DO NOTHING RETURNING visit_id",
            values,
        )
        row = cursor.fetchone()
    if row:
        receipt.visit_id = row[0]
        receipt._state.adding, receipt._state.db = False, connection.alias
    return row is not None


def new_visit(*, by, household, happened_on, helper=None, visitor_name="", recorded_at=None, **facts):
    """Return a visit that can be kept; ValidationError by field for one that cannot have been."""
    check_day(household, happened_on)
    closed_at = None
    if recorded_at:
        hold_months_open(household.area_id[:COUNTY_DIGITS])
        closed_at = lock_of(household, happened_on)
    visit = Visit(
        household=household,
        area_id=household.area_id,
        helper=helper,
        visitor_name=visitor_name or (helper.name if helper else str(by or "")),
        happened_on=happened_on,
        recorded_at=entry_moment(recorded_at, closed_at, clock.now()),
        recorded_by=by,
        **facts,
    )
    visit.clean_fields(exclude=["household", "area", "helper", "recorded_by"])
    return visit


def keep_visit(*, by, visit, receipt=None, reason=""):
    """Write a new visit under the number that its receipt has reserved; return it."""
    if receipt:
        visit.pk = receipt.visit_id
    with because(by=by, reason=reason or _("记走访")):
        visit.save(force_insert=True)
    return visit


def received(receipt):
    """Return what is stored under the id of a receipt that was taken; Conflict when it is not ours."""
    rows = Submission.objects.select_related("visit__household__area", "visit__helper")
    known = rows.get(pk=receipt.pk)
    if (known.sent_by_id, known.body_sha256) != (receipt.sent_by_id, receipt.body_sha256):
        raise Conflict(_("这个提交编号已经用过，内容与这次不同。请重新打开表单再填。"))
    return known


def first_visit(known):
    """Return the visit that was recorded under a submission, marked as a repeat; Conflict while it is held."""
    if known.visit is None:
        raise Conflict(_("这次提交正在等人核对，不用再交。"))
    known.visit.is_repeat = True
    return known.visit


def _digest(household, facts):
    helper = facts["helper"]
    said = {"household": household.household_no, **facts, "helper": helper.code if helper else None}
    return body_digest({name: value for name, value in said.items() if name not in NOT_CONTENT})


def body_digest(facts):
    """Return the fingerprint of what was sent: equal facts in any order are equal."""
    said = json.dumps(facts, ensure_ascii=False, sort_keys=True, default=written)
    return hashlib.sha256(said.encode()).hexdigest()


def written(value):
    """Return a value of a submission as text: a moment the same in every zone."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    return str(value)


def check_day(household, day):
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
    if visit.recorded_at < clock.moment(Period.of(visit.happened_on).next.start):
        return False  # entry ends in the next month: nothing to look up
    return Visit.objects.filter(pk=visit.pk).late().exists()
