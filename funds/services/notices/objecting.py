"""Objections against a notice, and what was answered."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funds.models import NoticeObjection
from households.services.procedures.common import given_day, text_of
from povertyapp.core.history import because


@transaction.atomic
def object_to_notice(*, by, notice, made_by, text, on=None, line=None):
    """Record an objection against a notice or one of its lines and return it; who made it is kept sealed."""
    day = given_day(on, not_before=notice.posted_on)
    if line is not None and line.notice_id != notice.pk:
        raise ValidationError({"line": _("这一行不在这份公示里，请从公示的内容里选。")})
    objection = NoticeObjection(
        notice=notice,
        area_id=notice.area_id,
        line=line,
        made_on=day,
        made_by=text_of(made_by, "made_by", _("请写明提出人，匿名的写“匿名”。")),
        text=text_of(text, "text", _("请写明异议内容。")),
        recorded_by=by,
    )
    with because(by=by, reason=_("登记异议")):
        objection.save(force_insert=True)
    return objection


@transaction.atomic
def answer_objection(*, by, objection, answer, on=None):
    """Record the answer to an objection and return it; an answer is given once."""
    row = NoticeObjection.objects.select_for_update().get(pk=objection.pk)
    if row.answered_on:
        raise ValidationError(_("这条异议已于 %(day)s 答复，不用再答复。") % {"day": row.answered_on})
    row.answered_on = given_day(on, not_before=row.made_on)
    row.answer = text_of(answer, "answer", _("请写明答复。"))
    row.answered_by = by
    with because(by=by, reason=_("答复异议")):
        row.save(update_fields=["answered_on", "answer", "answered_by"])
    return row
