"""The verbs of a rectification measure (rulebook C2): each guards, records the step, moves the status."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.services.procedures.common import months_after
from inspections.choices import (
    DeadlineKind,
    EntryPrecision,
    EvidencePhase,
    MeasureStatus,
    StepAct,
    Track,
    VerifyVerdict,
)
from inspections.models import Finding, MeasureEvidence, ProgressEntry, RectificationMeasure
from inspections.services.ledger.steps import take_step, write_step
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.moves import check
from povertyapp.core.parameters import Parameters

REQUIRED = ("goal", "deadline_text", "leader_name", "responsible_unit", "person_name")
OWNERS = ("line_owner", "area_owner")
AT_WORK = {MeasureStatus.ASSIGNED, MeasureStatus.SENT_BACK, MeasureStatus.REOPENED}
# What a new round of work begins without; the steps and the history keep what the last one brought.
NEW_ROUND = {
    "submitted_by": None, "submitted_on": None, "handed_in_on": None, "statement": "", "signed_by": None,
    "signed_name": "", "verified_by": None, "verified_on": None, "verifier_name": "", "verdict": "",
}  # fmt: skip


@transaction.atomic
def assign_measure(*, by, measure: RectificationMeasure) -> RectificationMeasure:
    """Hand a planned measure over: its five facts and a measurable target are there (LF-10), on the sector track both
    owners (JZ-35), and its problem has a cause (LF-07)."""
    problem = measure.problem
    names = REQUIRED + (OWNERS if problem.track == Track.SECTOR else ())
    labels = {field.name: field.verbose_name for field in RectificationMeasure._meta.fields}
    missing = [str(labels[name]) for name in names if not getattr(measure, name)]
    found = check(
        ("facts", not missing, _("交办前要填写：%(fields)s。") % {"fields": "、".join(missing)}),
        ("target", measure.threshold is not None, _("交办前要写明可以衡量的目标值，例如“不少于 100 户”。")),
        ("cause", bool(problem.causes or problem.cause_text), _("交办前要先写明问题的原因分析。")),
    )
    return take_step(measure, MeasureStatus.ASSIGNED, by=by, guards=found)


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
        take_step(measure, MeasureStatus.IN_PROGRESS, by=by, guards=[{"need": "progress", "met": True}])
    elif measure.status != MeasureStatus.IN_PROGRESS:
        raise ValidationError(
            _("状态为“%(status)s”的措施不能填报进展；请刷新后看现在能办哪一步。")
            % {"status": measure.get_status_display()}
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
def hand_in_measure(*, by, measure: RectificationMeasure, statement: str) -> RectificationMeasure:
    """Lay a finished measure before its leader for his signature: progress 100%, a picture that shows it done, the
    unit's own check stated, and the data check that found the problem firing no more."""
    if measure.status != MeasureStatus.IN_PROGRESS:
        raise ValidationError(
            _("状态为“%(status)s”的措施不能报请验收；请刷新后看现在能办哪一步。")
            % {"status": measure.get_status_display()}
        )
    found = check(*_handed_in(measure, statement))
    shown = [f"evidence:{pk}" for pk in shows(measure).values_list("pk", flat=True)]
    write_step(
        measure, measure.status, by=by, act=StepAct.HAND_IN, reason=statement, guards=found, evidence=shown
    )
    measure.submitted_by, measure.handed_in_on, measure.statement = by, clock.today(), statement
    with because(by=by, reason=_("报请责任领导签字")):
        measure.save(update_fields=["submitted_by", "handed_in_on", "statement"])
    return measure


@transaction.atomic
def sign_measure(*, by, measure: RectificationMeasure, name: str) -> RectificationMeasure:
    """Submit for checking with the signature of the responsible leader, who is not who handed it in."""
    asked = bool(measure.submitted_by_id and measure.handed_in_on)
    own = by.pk in (measure.submitted_by_id, measure.answered_by_id)
    other = measure.led_by_id not in (None, by.pk)
    found = check(
        ("handed_in", asked, _("责任单位还没有报请验收，报请以后再签字。")),
        ("leader", not own, _("报请验收的人和责任人不能自己签字，请由责任领导签字。")),
        ("named", not other, _("请由责任领导 %(name)s 本人签字。") % {"name": measure.led_by or ""}),
        ("name", bool(name.strip()), _("请写明签字领导的姓名。")),
        *_handed_in(measure, measure.statement or "-"),
    )
    facts = {"signed_by": by, "signed_name": name.strip(), "submitted_on": clock.today()}
    return take_step(measure, MeasureStatus.SUBMITTED, by=by, reason=measure.statement, guards=found, **facts)


def shows(measure):
    """Return the pictures that show a measure, or a household of its problem, done; false ones show nothing."""
    rows = MeasureEvidence.objects.of(measure).filter(phase=EvidencePhase.AFTER, false_on=None)
    return rows.filter(taken_on__gte=measure.reopened_on) if measure.reopened_on else rows


def fires(problem) -> int:
    """Return how many records of the problem's place still break the data check that found it (C2)."""
    if not problem.rule:
        return 0
    rows = Finding.objects.in_area(problem.area_id).filter(rule=problem.rule, cleared_at=None)
    homes = problem.scope.filter(kind="household", dropped_on=None).values("code")
    return rows.filter(subject_code__in=homes).count() if homes.exists() else rows.count()


def _handed_in(measure, statement):
    broken = fires(measure.problem)
    return (
        ("progress", measure.percent == 100, _("进度到 100% 才能提交验收。")),
        ("evidence", shows(measure).exists(), _("提交验收要有佐证：请至少上传一张整改后的照片。")),
        ("statement", bool(statement.strip()), _("请写明自查情况。")),
        ("rule", not broken, _("数据规则 %(rule)s 还有 %(n)d 条没有改好，改好后再提交。")
            % {"rule": measure.problem.rule, "n": broken}),
    )  # fmt: skip


@transaction.atomic
def close_measure(*, by, measure: RectificationMeasure, sheet: str) -> RectificationMeasure:
    """Close a measure that passed (销号) with its signed sheet, once every measure of its problem has passed and every
    household of it is mended; by nobody who mended or verified it."""
    others = measure.problem.measures.exclude(pk=measure.pk)
    passed = others.filter(status=MeasureStatus.VERIFIED, verdict=VerifyVerdict.PASS)
    open_count = others.exclude(status=MeasureStatus.CLOSED).exclude(pk__in=passed).count()
    unmended = measure.problem.scope.filter(mended_on=None, dropped_on=None).count()
    own = by.pk in (measure.verified_by_id, measure.submitted_by_id, measure.answered_by_id)
    found = check(
        ("verdict", measure.verdict == VerifyVerdict.PASS, _("验收不通过的措施不能销号，请退回。")),
        ("others", not open_count,
            _("同一问题还有 %(count)d 条措施没有通过验收，全部通过以后再销号。") % {"count": open_count}),
        ("scope", not unmended, _("还有 %(count)d 个涉及对象没有整改到位，全部到位以后再销号。") % {"count": unmended}),
        ("person", not own, _("销号要由没有整改、也没有验收这条措施的人办理。")),
        ("sheet", bool(sheet.strip()), _("请写明签字的销号单编号或存放处。")),
    )  # fmt: skip
    facts = {"closed_on": clock.today(), "closed_by": by}
    return take_step(
        measure,
        MeasureStatus.CLOSED,
        by=by,
        reason=sheet.strip(),
        guards=found,
        evidence=[sheet.strip()],
        **facts,
    )


@transaction.atomic
def send_back_measure(*, by, measure: RectificationMeasure, reason: str, deadline: dt.date):
    """Send a measure that failed back to its unit, with the reason and a new deadline near at hand."""
    if not reason.strip():
        raise ValidationError({"reason": _("退回必须写明理由。")})
    if measure.verdict != VerifyVerdict.FAIL:
        raise ValidationError(_("验收通过的措施不能退回，请办理销号。"))
    _check_near(measure, deadline, clock.today(), "rectification.resubmit_days")
    facts = _new_deadline(measure, deadline) | {"sent_back_count": measure.sent_back_count + 1}
    return take_step(measure, MeasureStatus.SENT_BACK, by=by, reason=reason, **NEW_ROUND, **facts)


@transaction.atomic
def reopen_measure(*, by, measure: RectificationMeasure, reason: str, deadline: dt.date | None = None):
    """Open a closed measure again because the problem came back (反弹) within the months that C2 gives.

    Work begins anew: a new deadline near at hand, and what was submitted and verified before no longer counts.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("请写明反弹的情况。")})
    today = clock.today()
    months = int(Parameters(measure.area_id, today)("rectification.reopen_months"))
    if measure.closed_on and months_after(measure.closed_on, months) < today:
        raise ValidationError(_("销号已超过 %(months)d 个月，请作为新问题登记。") % {"months": months})
    days = int(Parameters(measure.area_id, today)("rectification.resubmit_days"))
    deadline = deadline or today + dt.timedelta(days=days)
    _check_near(measure, deadline, today, "rectification.resubmit_days")
    facts = _words(deadline) | {"original_deadline": None, "extended_on": None, "extended_by": None}
    facts |= {"reopened_on": today, "reopened_count": measure.reopened_count + 1, "percent": None}
    facts |= {"closed_on": None, "closed_by": None}
    return take_step(measure, MeasureStatus.REOPENED, by=by, reason=reason, **NEW_ROUND, **facts)


@transaction.atomic
def extend_measure(*, by, measure: RectificationMeasure, deadline: dt.date, reason: str):
    """Put the deadline off once, before it has passed; the first deadline stays for the statistics."""
    if not reason.strip():
        raise ValidationError({"reason": _("延期必须写明理由。")})
    if measure.deadline is None or measure.deadline < clock.today():
        raise ValidationError(_("只能在时限到期之前申请延期。"))
    if measure.extended_on or measure.original_deadline or measure.status in (
        MeasureStatus.CLOSED, MeasureStatus.VERIFIED,
    ):  # fmt: skip
        raise ValidationError(_("每条措施只能延期一次，已验收、销号的不再延期。"))
    if by.pk in (measure.led_by_id, measure.answered_by_id, measure.submitted_by_id):
        raise ValidationError(_("延期要由责任领导的上一级领导批准，不能自己批准。"))
    if deadline <= measure.deadline:
        raise ValidationError({"deadline": _("延期后的时限要晚于原定时限。")})
    _check_near(measure, deadline, measure.deadline, "rectification.extension_days")
    write_step(measure, measure.status, by=by, act=StepAct.EXTENSION, reason=reason)
    facts = _new_deadline(measure, deadline) | {"extended_on": clock.today(), "extended_by": by}
    with because(by=by, reason=reason):
        for name, value in facts.items():
            setattr(measure, name, value)
        measure.save(update_fields=[*facts])
    return measure


def _words(deadline: dt.date) -> dict:
    return {"deadline": deadline, "deadline_kind": DeadlineKind.DATE, "deadline_text": deadline.isoformat()}


def _new_deadline(measure, deadline: dt.date) -> dict:
    """Return the columns of a new deadline; the first one is kept when the new one is later."""
    facts = _words(deadline)
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
