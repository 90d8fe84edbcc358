"""Pictures of rectification: looked at, freed of what cameras write into them, kept sealed; and found to be false."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.services.procedures.pictures import keep_picture
from inspections.choices import EvidencePhase
from inspections.models import MeasureEvidence
from povertyapp.core import clock
from povertyapp.core.history import because

VERB = "inspections.view_problem"


@transaction.atomic
def add_evidence(*, by, phase: str, upload, taken_on: dt.date, measure=None, scope=None, caption: str = ""):
    """Keep a picture of a measure, or of one household of its problem, before or after; return the evidence."""
    if (measure is None) == (scope is None):
        raise ValueError("a picture shows a measure or a part of the scope")
    if upload is None:
        raise ValidationError({"image": _("请选择照片。")})
    if taken_on > clock.today():
        raise ValidationError({"taken_on": _("拍摄日期不能晚于今天。")})
    shown = measure or scope
    with because(by=by, reason=_("上传佐证")):
        file = keep_picture(by=by, area=shown.area, upload=upload, verb=VERB)
        return MeasureEvidence.objects.create(
            measure=measure,
            scope=scope,
            area_id=shown.area_id,
            phase=EvidencePhase(phase),
            file=file,
            caption=caption.strip(),
            taken_on=taken_on,
            made_by=by,
        )


@transaction.atomic
def doubt_evidence(*, by, evidence: MeasureEvidence, reason: str) -> MeasureEvidence:
    """Say why a picture seems to be false; a second inspector decides (C6)."""
    if evidence.doubted_on:
        raise ValidationError(_("这张照片已经有人质疑，等另一名督查员认定。"))
    if by.pk == evidence.made_by_id:
        raise ValidationError(_("照片是您自己提供的，请由别的督查员质疑。"))
    if not reason.strip():
        raise ValidationError({"reason": _("请写明哪里不实。")})
    evidence.doubted_by, evidence.doubted_on, evidence.doubt_reason = by, clock.today(), reason.strip()
    with because(by=by, reason=reason.strip()):
        evidence.save(update_fields=["doubted_by", "doubted_on", "doubt_reason"])
    return evidence


@transaction.atomic
def confirm_false(*, by, evidence: MeasureEvidence) -> MeasureEvidence:
    """Find that a doubted picture is false; never who doubted it or who handed it in."""
    if evidence.doubted_on is None or evidence.false_on:
        raise ValidationError(_("这张照片没有等待认定的质疑，请刷新后再看。"))
    if by.pk in (evidence.doubted_by_id, evidence.made_by_id):
        raise ValidationError(_("认定佐证造假要由另一名督查员确认。"))
    evidence.false_by, evidence.false_on = by, clock.today()
    with because(by=by, reason=_("认定佐证造假：%(reason)s") % {"reason": evidence.doubt_reason}):
        evidence.save(update_fields=["false_by", "false_on"])
    return evidence
