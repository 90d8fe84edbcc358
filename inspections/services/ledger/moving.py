"""The verbs of a rectification measure (rulebook C2): each guards, moves the status, leaves the reason."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.choices import MEASURE_MOVES, DeadlineKind, EntryPrecision, MeasureStatus, VerifyVerdict
from inspections.models import ProgressEntry, RectificationMeasure
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.moves import advance
from povertyapp.core.parameters import Parameters

REQUIRED = ("goal", "deadline_text", "leader_name", "responsible_unit", "person_name")
AT_WORK = {MeasureStatus.ASSIGNED, MeasureStatus.SENT_BACK, MeasureStatus.REOPENED}


@transaction.atomic
def assign_measure(*, by, measure: RectificationMeasure) -> RectificationMeasure:
    """Hand a planned measure over: its five facts are filled (LF-10) and its problem has a cause (LF-07)."""
    labels = {field.name: field.verbose_name for field in RectificationMeasure._meta.fields}
    missing = [str(labels[name]) for name in REQUIRED if not getattr(measure, name)]
    if missing:
        raise ValidationError(_("交办前要填写：%(fields)s。") % {"fields": "、".join(missing)})
    if not measure.problem.cause_text:
        raise ValidationError(_("交办前要先写明问题的原因分析。"))
    return _move(measure, MeasureStatus.ASSIGNED, by=by)


@transaction.atomic
def report_progress(
    *, by, measure: RectificationMeasure, day: dt.date, text: str, percent: int | None = None
):
    """Record what was done by a day; the first entry of an assigned or returned measure puts it to work.

    A second entry of the same day replaces the first; its history stays. Returns the entry.
    """
    if day > clock.today():
        raise ValidationError({"day": _("进展日期不能晚于今天。")})
    if measure.status in AT_WORK:
        _move(measure, MeasureStatus.IN_PROGRESS, by=by)
    elif measure.status != MeasureStatus.IN_PROGRESS:
        raise ValidationError(
            _("状态为“%(status)s”的措施不能填报进展。") % {"status": measure.get_status_display()}
        )
    with because(by=by, reason="report_progress"):
        entry, _made = ProgressEntry.objects.update_or_create(
            measure=measure,
            happened_on=day,
            precision=EntryPrecision.DAY,
            defaults={"text": text, "percent": percent, "recorded_by": by, "area_id": measure.area_id},
        )
        if percent is not None and not measure.progress.filter(happened_on__gt=day).exists():
            measure.percent = percent
            measure.save(update_fields=["percent"])
    return entry


@transaction.atomic
def submit_measure(*, by, measure: RectificationMeasure, statement: str) -> RectificationMeasure:
    """Hand a finished measure in for checking: progress 100%, evidence named, its own check stated."""
    if measure.percent != 100:
        raise ValidationError(_("进度到 100% 才能提交验收。"))
    if not measure.evidence_text:
        raise ValidationError(_("提交验收要有佐证材料。"))
    if not statement.strip():
        raise ValidationError({"statement": _("请写明自查情况。")})
    facts = {"submitted_on": clock.today(), "submitted_by": by}
    return _move(measure, MeasureStatus.SUBMITTED, by=by, reason=statement, **facts)


@transaction.atomic
def verify_measure(*, by, measure: RectificationMeasure, verdict: str, day: dt.date, name: str):
    """Record what the check on the spot found. Whoever put it right or handed it in cannot check it."""
    if by.pk in (measure.submitted_by_id, measure.answered_by_id):
        raise ValidationError(_("整改的人不能验收自己的整改，请由督查组的其他人验收。"))
    if day > clock.today() or (measure.submitted_on and day < measure.submitted_on):
        raise ValidationError({"day": _("验收日期要在提交之后、今天之前。")})
    facts = {"verdict": VerifyVerdict(verdict), "verified_on": day, "verified_by": by, "verifier_name": name}
    return _move(measure, MeasureStatus.VERIFIED, by=by, **facts)


@transaction.atomic
def close_measure(*, by, measure: RectificationMeasure) -> RectificationMeasure:
    """Close a measure that passed (销号), once every measure of its problem has passed."""
    if measure.verdict != VerifyVerdict.PASS:
        raise ValidationError(_("验收不通过的措施不能销号，请退回。"))
    others = measure.problem.measures.exclude(pk=measure.pk)
    passed = others.filter(status=MeasureStatus.VERIFIED, verdict=VerifyVerdict.PASS)
    open_count = others.exclude(status=MeasureStatus.CLOSED).exclude(pk__in=passed).count()
    if open_count:
        raise ValidationError(
            _("同一问题还有 %(count)d 条措施没有通过验收，不能销号。") % {"count": open_count}
        )
    return _move(measure, MeasureStatus.CLOSED, by=by, closed_on=clock.today(), closed_by=by)


@transaction.atomic
def send_back_measure(*, by, measure: RectificationMeasure, reason: str, deadline: dt.date):
    """Send a measure that failed back to its unit, with the reason and a new deadline near at hand."""
    if not reason.strip():
        raise ValidationError({"reason": _("退回必须写明理由。")})
    if measure.verdict != VerifyVerdict.FAIL:
        raise ValidationError(_("验收通过的措施不能退回。"))
    _check_near(measure, deadline, clock.today(), "rectification.resubmit_days")
    facts = _new_deadline(measure, deadline) | {"sent_back_count": measure.sent_back_count + 1}
    return _move(measure, MeasureStatus.SENT_BACK, by=by, reason=reason, **facts)


@transaction.atomic
def reopen_measure(*, by, measure: RectificationMeasure, reason: str) -> RectificationMeasure:
    """Open a closed measure again because the problem came back (反弹)."""
    if not reason.strip():
        raise ValidationError({"reason": _("请写明反弹的情况。")})
    return _move(measure, MeasureStatus.REOPENED, by=by, reason=reason)


@transaction.atomic
def extend_measure(*, by, measure: RectificationMeasure, deadline: dt.date, reason: str):
    """Put the deadline off once, before it has passed; the first deadline stays for the statistics."""
    if not reason.strip():
        raise ValidationError({"reason": _("延期必须写明理由。")})
    if measure.deadline is None or measure.deadline < clock.today():
        raise ValidationError(_("只能在时限到期之前申请延期。"))
    if measure.original_deadline or measure.status in (MeasureStatus.CLOSED, MeasureStatus.VERIFIED):
        raise ValidationError(_("每条措施只能延期一次，已验收、销号的不再延期。"))
    if deadline <= measure.deadline:
        raise ValidationError({"deadline": _("延期后的时限要晚于原定时限。")})
    _check_near(measure, deadline, measure.deadline, "rectification.extension_days")
    with because(by=by, reason=reason):
        for name, value in _new_deadline(measure, deadline).items():
            setattr(measure, name, value)
        measure.save()
    return measure


def _move(measure, to, *, by, reason="", **facts):
    facts["known_on"] = clock.today()
    return advance(measure, to, by=by, moves=MEASURE_MOVES, reason=reason or f"{to}_measure", **facts)


def _new_deadline(measure, deadline: dt.date) -> dict:
    """Return the columns of a new deadline; the first one is kept when the new one is later."""
    facts = {"deadline": deadline, "deadline_kind": DeadlineKind.DATE, "deadline_text": deadline.isoformat()}
    if measure.deadline and deadline > measure.deadline and not measure.original_deadline:
        facts["original_deadline"] = measure.deadline
    if measure.original_deadline and deadline <= measure.original_deadline:
        facts["original_deadline"] = None
    return facts


def _check_near(measure, deadline: dt.date, since: dt.date, parameter: str) -> None:
    most = int(Parameters(measure.area_id, clock.today())(parameter))
    if not since < deadline <= since + dt.timedelta(days=most):
        raise ValidationError(
            {"deadline": _("新的时限要在 %(day)s 之后 %(days)d 天以内。") % {"day": since, "days": most}}
        )
