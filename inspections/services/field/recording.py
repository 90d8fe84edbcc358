"""The record of a check, sent by a phone or a page: one function decides each, however it came (docs/sync.md)."""

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.choices import HeldKind, HeldWhy, PhotoState
from assistance.matrix import uncovered
from assistance.models import HeldSubmission, Submission, VisitPhoto
from assistance.services import announce_photo
from assistance.services.review import TAKE_OVER
from assistance.services.submissions import as_sent, digest_of, hold, skew_of
from assistance.services.visits import received, reserve
from households.models import Household
from inspections.choices import SIX, CheckState, Compared, Fact, Found, Kept, Real
from inspections.models import CheckAnswer, CheckRecord, UnannouncedCheck
from inspections.services.checks import finish_check, start_check
from inspections.services.field.comparing import Registered, opened_facts
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.parameters import Parameters

VERB = "inspections.add_check"
# Answers that stand in the record as they were given.
ANSWERS = (
    *("found", "helper_known", "times_told", "policy_known", "satisfaction", "accepts", "judged"),
    *("wrong_persons", "problem_kind", "problem_text"),
)
OF_WHO_WAS_MET = ("helper_known", "times_told", "policy_known", "satisfaction")


@dataclass(frozen=True)
class TakenCheck:
    """What became of a submission: a record (new, corrected, or that of a first sending), or work held for a person."""

    record: CheckRecord | None = None
    held: HeldSubmission | None = None
    is_repeat: bool = False
    is_conflict: bool = False


@transaction.atomic
def take_check(*, by, sent, device=None) -> TakenCheck:
    """Record the check of a drawn household, find the first sending again, or hold it; return what became of it.

    `sent` are the answers by name, checked for their shape alone: `submission_id`, `check` (its key), `token` (the
    facts of the record as they were fetched), `found`, and what was asked. Where the seal was still closed, this opens
    it: who sends was on site. Held are the work of a phone or person out of force, of somebody who is not named for
    this check, and what arrives after the hours of `check.record_hours`. ValidationError by field writes nothing.
    """
    receipt = Submission(
        submission_id=sent["submission_id"],
        sent_by=by,
        device=device,
        body_sha256=digest_of(sent),
        skew_seconds=skew_of(sent, clock.now()),
        received_at=clock.now(),
    )
    if reserve(receipt, for_visit=False):
        return _decide(by, sent, device, receipt)
    try:
        known = received(receipt)
    except Conflict:
        return TakenCheck(held=_hold(by, sent, device, receipt, HeldWhy.OTHER_BODY), is_conflict=True)
    record = CheckRecord.objects.filter(submission=known).first()
    if record is None:
        return TakenCheck(held=HeldSubmission.objects.filter(submission_id=known.pk).earliest("pk"))
    return TakenCheck(record=record, is_repeat=True)


def _decide(by, sent, device, receipt):
    if device and not (device.is_in_force and by.has_perm(VERB)):
        return TakenCheck(held=_hold(by, sent, device, receipt, HeldWhy.NOT_ENTITLED))
    mine = UnannouncedCheck.objects.visible_to(by).filter(key=sent["check"], inspectors__user=by)
    check = mine.select_for_update(of=("self",)).select_related("unit__draw").first()
    if check is None and device:
        return TakenCheck(held=_hold(by, sent, device, receipt, HeldWhy.NOT_HIS))
    if check is None:
        raise ValidationError({"check": _("没有这次核查，或者您不是它的检查人；请由派定的检查人办理。")})
    known = CheckRecord.objects.filter(site_check=check).first()
    if known is None and clock.now() > _ends(check, _arrived(check, sent, receipt)):
        return TakenCheck(held=_hold(by, sent, device, receipt, HeldWhy.TOO_LATE))
    if known:
        return TakenCheck(record=_correct(by, known, check, sent, receipt))
    return TakenCheck(record=_record(by, check, sent, receipt))


def _hold(by, sent, device, receipt, why):
    return hold(by=by, sent=sent, device=device, receipt=receipt, why=why, kind=HeldKind.CHECK)


def _arrived(check, sent, receipt) -> dt.datetime:
    """Return when the inspectors came on site by our clock: as recorded, else when the form was begun, never ahead."""
    if check.started_at:
        return check.started_at
    told = sent.get("began_at") or sent.get("device_at")
    if told is None:
        return receipt.received_at
    return min(told - dt.timedelta(seconds=receipt.skew_seconds or 0), receipt.received_at)


def _ends(check, arrived) -> dt.datetime:
    hours = Parameters(check.area_id, arrived.date())("check.record_hours")
    return arrived + dt.timedelta(hours=hours)


def _record(by, check, sent, receipt, *, late=False):
    """Write the record with its answers, and close the check."""
    facts = opened_facts(check, sent.get("token"))
    arrived = _arrived(check, sent, receipt)
    if check.state not in (CheckState.ON_SITE, CheckState.RECORDED):
        place = json.dumps(sent["place"]) if sent.get("place") else ""
        start_check(by=by, check=check, kept=_kept(sent), started_at=arrived, place=place)
    answers = _answers(sent, facts)
    record = CheckRecord(
        site_check=check,
        area_id=check.area_id,
        submission=receipt,
        persons=facts.size,
        listed=facts.listed,
        recorded_at=receipt.received_at,
        recorded_by=by,
        # what a person took over late is fixed at once
        fixed_at=receipt.received_at if late else _ends(check, arrived),
    )
    _fill(record, sent, facts, answers)
    with because(by=by, reason=_("记录现场核查")):
        record.save(force_insert=True)
        CheckAnswer.objects.bulk_create(_rows(record, answers))
    if check.state == CheckState.ON_SITE:
        finish_check(by=by, check=check, recorded_at=receipt.received_at)
    _announce_photos(by, sent, receipt)
    return record


def _correct(by, record, check, sent, receipt):
    """Write the answers anew: by their author, within the hours, before the round is reported."""
    if record.recorded_by_id != by.pk:
        raise ValidationError({"check": _("这一户已由另一名检查人记录，不能再记一份；请核对户编号。")})
    if check.state != CheckState.RECORDED or clock.now() >= record.fixed_at:
        raise ValidationError({"check": _("这份记录已经只读：超过规定时间，或者已经报告。")})
    facts = opened_facts(check, sent.get("token"))
    answers = _answers(sent, facts)
    record.submission, record.version = receipt, record.version + 1
    with because(by=by, reason=_("更正现场核查记录")):
        record.answers.all().delete()
        _fill(record, sent, facts, answers)
        record.save()
        CheckAnswer.objects.bulk_create(_rows(record, answers))
    _announce_photos(by, sent, receipt)
    return record


def _announce_photos(by, sent, receipt):
    """Say that photos will follow; those that came with an earlier version stay with it."""
    told = sent.get("photos") or ()
    known = set(VisitPhoto.objects.filter(sent_by=by, photo_id__in=[p["photo_id"] for p in told]).values_list(
        "photo_id", flat=True
    ))  # fmt: skip
    for photo in told:
        if photo["photo_id"] not in known:
            announce_photo(by=by, submission_id=receipt.pk, **photo)


def photos_of(record):
    """Return the photos of a record that are kept, of all its versions."""
    numbers = record.history.values("submission_id")
    return VisitPhoto.objects.filter(submission_id__in=numbers, state=PhotoState.STORED).order_by("pk")


def _fill(record, sent, facts, answers):
    """Put what was answered into the record; what nobody was there to answer stays blank."""
    met = sent["found"] == Found.YES
    for name in ANSWERS:
        asked = met or name not in (*OF_WHO_WAS_MET, "accepts", "judged", "wrong_persons")
        blank = None if name == "wrong_persons" else ""
        setattr(record, name, (sent.get(name) or blank) if asked else blank)
    record.wrong_persons = int(record.wrong_persons) if record.wrong_persons else None
    for name in Real:
        setattr(record, f"is_real_{name}", name in (sent.get("real") or ()))
    record.answer_count = len(answers)
    record.measures_fit = _measures_fit(record, facts, answers) if met else None
    record.place = json.dumps(sent["place"]) if sent.get("place") else ""
    record.device_at = sent.get("device_at")
    record.clean_fields(exclude=["site_check", "submission", "area", "recorded_by", "key"])
    record.validate_constraints(exclude=["site_check", "submission", "key"])


def _kept(sent):
    """Return for each of the four no's and two straights whether it was kept."""
    broken = () if sent.get("six") == Kept.ALL else sent.get("six_broken") or tuple(SIX)
    return {name: name not in broken for name in SIX}


def _answers(sent, facts: Registered) -> dict[str, dict[str, Any]]:
    """Return fact → what was found; ValidationError by field where something was not answered, or by halves."""
    if sent["found"] != Found.YES:
        return {}
    missing = [fact.value for fact in Fact if not sent.get(fact.value)]
    missing += [name for name in OF_WHO_WAS_MET if not sent.get(name)]
    if missing:
        raise ValidationError({str(name): _("请选一个答案。") for name in missing})
    actual = {
        Fact.SIZE: (_("%(n)s 人"), sent.get("size_actual")),
        Fact.LAND: (_("%(n)s 亩"), sent.get("land_actual")),
        Fact.LAST_VISIT: ("%(n)s", sent.get("visit_actual")),
    }
    found: dict[str, dict[str, Any]] = {}
    errors: dict[str, str] = {}
    for fact in Fact:
        row = {"compared": sent[fact.value], "registered": facts.words(fact)}
        if sent[fact.value] == Compared.MISMATCH:
            row |= _mismatch(fact, sent, facts, actual, errors)
        if fact == Fact.LAST_VISIT:
            row["visit"] = facts.visit
        found[fact] = row
    if errors:
        raise ValidationError(errors)
    return found


def _mismatch(fact, sent, facts, actual, errors):
    """Return what is true instead of the record; tell where it was not said."""
    if fact == Fact.MEASURES:
        names = {measure.pk: measure.name for measure in facts.measures}
        disproved = [int(pk) for pk in sent.get("measures_false") or () if int(pk) in names]
        note = (sent.get("measures_actual") or "").strip()
        said = _("不实：%(names)s") % {"names": "、".join(names[pk] for pk in disproved)} if disproved else ""
        if not disproved and not note:
            errors["measures_false"] = _("请选哪几项不实，或者写明实际情况。")
        return {"actual": "；".join(filter(None, (said, note)))[:300], "disproved": disproved}
    words, given = actual[fact]
    value = str(given if given is not None else "").strip()
    if value and fact != Fact.LAST_VISIT:
        value = f"{Decimal(value).normalize():f}"
    if not value:
        errors["visit_actual" if fact == Fact.LAST_VISIT else f"{fact}_actual"] = _("请填写实际情况。")
    elif fact == Fact.SIZE and value == str(facts.size) or fact == Fact.LAND and _same(value, facts.land):
        errors[f"{fact}_actual"] = _("填的和登记的一样，请选“一致”或改正。")
    return {"actual": (words % {"n": value})[:300]}


def _same(value, land) -> bool:
    return land is not None and Decimal(value) == land


def _rows(record, answers):
    return [
        CheckAnswer(record=record, area_id=record.area_id, fact=fact, **row) for fact, row in answers.items()
    ]


def _measures_fit(record, facts, answers):
    """Say whether each cause is answered by a measure that stands: in force when fetched, and not disproved here."""
    household = Household.objects.filter(household_no=facts.number).first()
    if household is None:
        return None
    disproved = set(answers[Fact.MEASURES].get("disproved", ()))
    standing = [measure for measure in facts.measures if measure.pk not in disproved]
    return bool(standing) and not uncovered(household, standing, clock.day_of(record.recorded_at))


def _take_over(by, held: HeldSubmission, reason):
    """Record held work in the name of its sender, after a person looked at it."""
    sent = as_sent(held)
    check = UnannouncedCheck.objects.filter(key=sent["check"]).select_related("unit__draw").first()
    receipt = Submission.objects.select_for_update().filter(pk=held.submission_id).first()
    taken = receipt is None or receipt.sent_by_id != held.sent_by_id
    if check is None or taken or CheckRecord.objects.filter(site_check=check).exists():
        raise ValidationError(_("这次核查已有记录，或者已经不在。第二份内容只留存，请选“不采纳”。"))
    with because(by=by, reason=_("采纳待核对的提交：%(reason)s") % {"reason": reason}):
        _record(held.sent_by, check, sent, receipt, late=True)


TAKE_OVER[HeldKind.CHECK] = _take_over
