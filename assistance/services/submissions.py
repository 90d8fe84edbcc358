"""What a page, a program or a phone sends as a visit: one function decides each, however it came (docs/sync.md)."""

import datetime as dt
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.choices import HeldKind, HeldStatus, HeldWhy
from assistance.models import HeldSubmission, HeldValue, Helper, Submission, VisitPlace
from assistance.services.photos import announce_photo
from assistance.services.visits import (
    NOT_CONTENT,
    body_digest,
    first_visit,
    keep_visit,
    new_visit,
    received,
    reserve,
    written,
)
from households.facts import as_text
from households.models import Household
from households.services.facts import DIFFERS, report_fact
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.scoping import AnyUser, values_of
from povertyapp.core.written import Given, Written

VERB = "assistance.add_visit"
# What comes along with a visit and is no column of it.
BESIDE = (
    "household_no",
    "helper_code",
    "visitor_name",
    "facts",
    "place",
    "photos",
    "submission_id",
    "sent_at",
)
DAYS = ("happened_on", "next_promise_on")
MOMENTS = ("device_at", "began_at", "ended_at", "sent_at")
# What a visit reads of its household: the whole row has forty columns.
NEEDED = ("household_no", "head_name", "area_id", "registered_on", "left_register_on")
DAY_SECONDS = 24 * 3600
MOST_SKEW = 2**31 - 1


@dataclass(frozen=True)
class Taken:
    """What became of a submission: a visit (new, or the one of a first sending), or what is held for a person.

    `is_conflict`: the number was used for another content; nothing was changed and the second content is kept.
    """

    visit: Any = None
    receipt: Submission | None = None
    held: HeldSubmission | None = None
    is_conflict: bool = False

    @property
    def is_repeat(self):
        return bool(self.visit and self.visit.is_repeat)


@transaction.atomic
def take_submission(*, by, sent, device=None) -> Taken:
    """Record a visit that was sent, find the first sending again, or hold it; return what became of it.

    `sent` are the answers by name, checked for their shape alone: `submission_id`, `household_no`, `happened_on`,
    `channel`, perhaps `helper_code`, `visitor_name`, `facts`, `place`, `photos`, and the columns of a visit. Work
    from a phone that is not in force, from somebody who may not record visits any more, or for a household that is
    not his, is held. ValidationError by field writes nothing and leaves the number free.
    """
    receipt = Submission(
        submission_id=sent["submission_id"],
        sent_by=by,
        device=device,
        body_sha256=digest_of(sent),
        skew_seconds=skew_of(sent, clock.now()),
        received_at=clock.now(),
    )
    if reserve(receipt):
        return _decide(by, sent, device, receipt)
    try:
        return _again(received(receipt))
    except Conflict:
        held = hold(by=by, sent=sent, device=device, receipt=receipt, why=HeldWhy.OTHER_BODY)
        return Taken(held=held, is_conflict=True)


def _decide(by, sent, device, receipt):
    if device and not (device.is_in_force and by.has_perm(VERB)):
        return _held(by, sent, device, receipt, HeldWhy.NOT_ENTITLED)
    found = _seen_by(AnyUser.like(by)).ask(household_no=sent["household_no"], **values_of(by))
    household = found[0] if found else None
    if household is None and device:
        return _held(by, sent, device, receipt, HeldWhy.NOT_HIS)
    if household is None:
        raise ValidationError(
            {"household_no": _("没有这条记录，或者不在您的范围内；请核对，或由管这个地方的人办理。")}
        )
    visit = new_visit(
        by=by,
        household=household,
        helper=helper_of(by, sent),
        visitor_name=sent.get("visitor_name") or "",
        **columns_of(sent, receipt.skew_seconds),
    )
    keep_visit(by=by, visit=visit, receipt=receipt)
    bring_along(by=by, visit=visit, sent=sent, receipt=receipt)
    return Taken(visit, receipt)


@lru_cache
def _seen_by(user):
    found = Household.objects.visible_to(user).filter(household_no=Given("household_no"))
    return Written(found.select_related(None).only(*NEEDED)[:1])


def _again(known):
    """Return the answer to a repeat, from the rows of the first sending."""
    if known.visit is None:
        return Taken(receipt=known, held=HeldSubmission.objects.filter(submission_id=known.pk).earliest("pk"))
    return Taken(first_visit(known), known)


def helper_of(by, sent):
    """Return the helper who went: as named, among those that the sender sees; else, unnamed, the sender himself."""
    code = sent.get("helper_code")
    if code:
        helper = Helper.objects.visible_to(by).filter(code=code).first()
        if helper is None:
            raise ValidationError(
                {"helper_code": _("没有这条记录，或者不在您的范围内；请核对，或由管这个地方的人办理。")}
            )
        return helper
    return None if sent.get("visitor_name") else getattr(by, "helper", None)


def columns_of(sent, skew_seconds=None):
    """Return the columns of the visit; a day that only the phone's fast clock puts ahead is today."""
    columns = {name: value for name, value in sent.items() if name not in BESIDE}
    columns["detail"] = dict(columns.get("detail") or {})
    columns["happened_on"] = day_of(sent["happened_on"], skew_seconds, clock.now())
    return columns


def day_of(said: dt.date, skew_seconds: int | None, now: dt.datetime) -> dt.date:
    """Return the day of a visit by our clock. A clock that is ahead by less than a day may call today tomorrow;
    nothing else is moved."""
    if said <= now.date() or not skew_seconds or not 0 < skew_seconds <= DAY_SECONDS:
        return said
    ahead = (now + dt.timedelta(seconds=skew_seconds)).date()
    return said - (ahead - now.date()) if said <= ahead else said


def skew_of(sent, now: dt.datetime) -> int | None:
    """Return by how many seconds the phone's clock is ahead of ours, None where it cannot be told.

    `sent_at` is the phone's clock while it sends. Without it only a press that lies ahead of now tells something:
    one that lies behind may have waited for a signal.
    """
    told = sent.get("sent_at") or sent.get("device_at")
    if told is None:
        return None
    seconds = round((told - now).total_seconds())
    if not sent.get("sent_at") and seconds <= 0:
        return None
    return max(-MOST_SKEW, min(MOST_SKEW, seconds))


def digest_of(sent):
    """Return the fingerprint of what was sent: empty answers and the phone's clocks are no part of it."""
    return body_digest(_said({name: value for name, value in sent.items() if name not in NOT_CONTENT}))


def _said(value):
    """Return a value without its empty parts."""
    if isinstance(value, dict):
        parts = {name: _said(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if part not in (None, "", [], {})}
    return [_said(part) for part in value] if isinstance(value, list | tuple) else value


def bring_along(*, by, visit, sent, receipt):
    """Keep what came with a visit: facts against their versions, the place, and which photos will follow."""
    if sent.get("place"):
        VisitPlace.objects.create(visit=visit, area_id=visit.area_id, place=json.dumps(sent["place"]))
    if sent.get("facts"):
        receipt.facts = [_take_fact(by, visit, fact, receipt) for fact in sent["facts"]]
        receipt.save(update_fields=["facts"])
    for photo in sent.get("photos") or ():
        announce_photo(by=receipt.sent_by, submission_id=receipt.pk, **photo)


def _take_fact(by, visit, fact, receipt):
    """Apply one fact, or keep it beside the register's for a person; return what became of it, without the value."""
    person_no = fact.get("person_no") or None
    try:
        done = report_fact(
            by=by,
            household=visit.household,
            person_no=person_no,
            field=fact["field"],
            value=fact["value"],
            base=fact["base"],
            reason=_("走访时核实 %(receipt)s") % {"receipt": visit.receipt},
        )
    except ValidationError as error:
        raise ValidationError({"facts": error.messages}) from error
    if done.result == DIFFERS:
        HeldValue.objects.create(
            household=visit.household,
            area_id=visit.area_id,
            member=done.fact.member,
            field=done.fact.field,
            value=as_text(done.value),
            register_value=as_text(done.fact.value),
            visit=visit,
            sent_by=receipt.sent_by,
            held_at=receipt.received_at,
        )
    result = "held" if done.result == DIFFERS else done.result
    return {"person_no": person_no, "field": fact["field"], "result": result}


def _held(by, sent, device, receipt, why):
    """Keep the number reserved for ever, without a visit, and hold the work under it."""
    receipt.visit_id = None
    receipt.save(update_fields=["visit"])
    return Taken(receipt=receipt, held=hold(by=by, sent=sent, device=device, receipt=receipt, why=why))


def hold(*, by, sent, device, receipt, why, kind=HeldKind.VISIT, about=None) -> HeldSubmission:
    """Put work into the review box of the household's place, else of its sender's; sending it again adds nothing."""
    household = Household.objects.filter(household_no=sent.get("household_no", "")).first()
    household = about.household if about else household
    first = Submission.objects.filter(pk=receipt.pk, sent_by=by).select_related("visit").first()
    if why == HeldWhy.OTHER_BODY and about is None and first:
        about = first.visit
    grant = by.main_grant
    area_id = household.area_id if household else device.area_id if device else grant.area_id
    held, _is_new = HeldSubmission.objects.get_or_create(
        submission_id=receipt.pk,
        body_sha256=receipt.body_sha256,
        sent_by=by,
        defaults={
            "kind": kind,
            "why": why,
            "body": json.dumps(sent, ensure_ascii=False, default=written),
            "area_id": area_id,
            "device": device,
            "household": household,
            "about": about,
            "received_at": receipt.received_at,
            "status": HeldStatus.OPEN,
        },
    )
    return held


def as_sent(held: HeldSubmission) -> dict[str, Any]:
    """Return what was held as it was checked when it came: days and moments again as such."""
    sent = held.sent
    for names, read in ((DAYS, dt.date.fromisoformat), (MOMENTS, dt.datetime.fromisoformat)):
        sent |= {name: read(sent[name]) for name in names if sent.get(name)}
    return sent
