"""Putting on record what a whole list goes by: deliberation, publicity and objections, spot checks, announcement."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.models import (
    Announcement,
    Deliberation,
    Meeting,
    Objection,
    ProcedureBatch,
    Publicity,
    SpotCheck,
    Transition,
)
from households.services.procedures.common import acting, given_day, parameters, text_of
from households.services.procedures.guards import row_of
from households.steps import MEETINGS, ActingLevel, CheckLevel, MeetingKind, PublicityKind
from povertyapp.core.history import because

CHECKS = {
    CheckLevel.TOWNSHIP: ActingLevel.TOWNSHIP,
    CheckLevel.COUNTY: ActingLevel.COUNTY,
    CheckLevel.THIRD_PARTY: ActingLevel.COUNTY,
}


def _locked(batch) -> ProcedureBatch:
    return ProcedureBatch.objects.select_for_update().get(pk=batch.pk)


def _create(model, *, by, batch, reason, **facts):
    row = model(batch=batch, area_id=batch.area_id, recorded_by=by, **facts)
    with because(by=by, reason=reason):
        row.full_clean(exclude=("area",))
        row.save(force_insert=True)
    return row


@transaction.atomic
def record_deliberation(*, by, batch, topic, template, meetings):
    """Record how a list was deliberated, meeting by meeting as the template says; return the deliberation.

    `meetings` are dictionaries of Meeting. What a meeting lacks is said when the list moves on: people must be
    able to record what is true.
    """
    batch = _locked(batch)
    kinds = [meeting["kind"] for meeting in meetings]
    strange = [MeetingKind(kind).label for kind in kinds if kind not in MEETINGS[template]]
    if strange or not kinds or len(kinds) != len(set(kinds)):
        raise ValidationError({"meetings": _("会议和所选的议事形式不符，请重新选会议或议事形式。")})
    for meeting in meetings:
        given_day(meeting["held_on"], name="held_on")
    made = _create(Deliberation, by=by, batch=batch, reason=_("登记评议"), topic=topic, template=template)
    with because(by=by, reason=_("登记评议")):
        for meeting in meetings:
            row = Meeting(deliberation=made, area_id=batch.area_id, **meeting)
            row.full_clean(exclude=("area",))
            row.save()
    return made


@transaction.atomic
def post_publicity(
    *, by, batch, kind, place, complaint_line, posted_on=None, image=None, image_dated_on=None, paper=""
):
    """Record that a list was put up in public; return the publicity."""
    return _create(
        Publicity,
        by=by,
        batch=_locked(batch),
        reason=PublicityKind(kind).label,
        kind=kind,
        posted_on=given_day(posted_on, name="posted_on"),
        place=text_of(place, "place", _("请写明张贴地点。")),
        complaint_line=text_of(complaint_line, "complaint_line", _("请写明监督电话。")),
        image=image,
        image_dated_on=image_dated_on if image else None,
        paper=(paper or "").strip(),
    )


@transaction.atomic
def take_down(*, by, publicity, on=None):
    """Record that a posted list was taken down; return the publicity."""
    row = Publicity.objects.select_for_update().get(pk=publicity.pk)
    if row.taken_down_on:
        raise ValidationError(_("已于 %(day)s 取下，不用再登记。") % {"day": row.taken_down_on})
    row.taken_down_on = given_day(on, not_before=row.posted_on)
    days = parameters(row.area_id, row.taken_down_on)("procedure.publicity_days")
    if (row.taken_down_on - row.posted_on).days < days and _went_by(row):
        raise ValidationError({"on": _("已按公示满 %(n)d 天办过下一步，取下日期不能更早。") % {"n": days}})
    with because(by=by, reason=_("公示结束")):
        row.save()
    return row


def _went_by(publicity):
    """Say whether a step of the list went by this posting having been up long enough."""
    steps = Transition.objects.filter(case__batch=publicity.batch_id, evidence__contains=[row_of(publicity)])
    return any(f"days:{publicity.kind}" in {g["need"] for g in step.guards} for step in steps)


@transaction.atomic
def record_objection(*, by, publicity, made_by, text, on=None, case=None):
    """Record an objection against a posted list, or against one household of it; return it."""
    day = given_day(on, not_before=publicity.posted_on)
    if case is not None and case.batch_id != publicity.batch_id:
        raise ValidationError({"case": _("这一户不在公示的名单里，请从名单里选。")})
    with because(by=by, reason=_("登记异议")):
        return Objection.objects.create(
            publicity=publicity,
            area_id=publicity.area_id,
            case=case,
            made_on=day,
            made_by_words=text_of(made_by, "made_by", _("请写明提出人，匿名的写“匿名”。")),
            text=text_of(text, "text", _("请写明异议内容。")),
            recorded_by=by,
        )


@transaction.atomic
def answer_objection(*, by, objection, answer, on=None):
    """Record the answer to an objection; return it."""
    row = Objection.objects.select_for_update().get(pk=objection.pk)
    if row.answered_on:
        raise ValidationError(_("这条异议已于 %(day)s 答复，不用再答复。") % {"day": row.answered_on})
    row.answered_on = given_day(on, not_before=row.made_on)
    row.answer = text_of(answer, "answer", _("请写明答复。"))
    row.answered_by = by
    with because(by=by, reason=_("答复异议")):
        row.save()
    return row


@transaction.atomic
def record_spot_check(
    *, by, batch, level, checked, result, checked_by, on=None, open_findings=0, list_size=None
):
    """Record how much of a list a level looked at itself; return the spot check."""
    batch = _locked(batch)
    acting(by, batch.area_id, CHECKS[level])
    return _create(
        SpotCheck,
        by=by,
        batch=batch,
        reason=CheckLevel(level).label,
        level=level,
        checked_on=given_day(on),
        list_size=list_size or batch.cases.running().count(),
        checked=checked,
        open_findings=open_findings,
        result=text_of(result, "result", _("请写明抽查情况。")),
        checked_by_words=text_of(checked_by, "checked_by", _("请写明抽查人。")),
    )


@transaction.atomic
def announce(*, by, batch, place, on=None, doc_no="", image=None, paper=""):
    """Record the county's announcement of a list; return it."""
    batch = _locked(batch)
    acting(by, batch.area_id, ActingLevel.COUNTY)
    return _create(
        Announcement,
        by=by,
        batch=batch,
        reason=_("公告"),
        announced_on=given_day(on),
        doc_no=doc_no,
        place=text_of(place, "place", _("请写明公告地点。")),
        image=image,
        paper=(paper or "").strip(),
    )
