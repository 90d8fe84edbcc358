"""Households on no list (B6): the frame of a village before the seed, the numbers that the seed draws, the records."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.models import OtherFrame, OtherRecord
from povertyapp.core import clock
from povertyapp.core.history import because


@transaction.atomic
def set_frame(*, by, draw, area, households: int, persons: int, source: str) -> OtherFrame:
    """Say how many households of a village are on no list; refused once the seed of the draw was thrown."""
    if draw.seed:
        raise ValidationError(_("种子已经掷出，名册不能再登记：总体要先定，再掷种子。"))
    if persons < households:
        raise ValidationError({"persons": _("人数不能少于户数。")})
    frame = OtherFrame(
        draw=draw, area=area, households=households, persons=persons, source=source.strip(),
        made_at=clock.now(), made_by=by,
    )  # fmt: skip
    frame.full_clean(exclude=["draw", "area", "made_by"])
    with because(by=by, reason=_("登记未建档户名册")):
        frame.save()
    return frame


@transaction.atomic
def record_other(
    *,
    by,
    frame: OtherFrame,
    number: int,
    persons: int,
    missed_persons=0,
    accepts="",
    note="",
    replaces=None,
    reason="",
) -> OtherRecord:
    """Record a household on no list that was drawn, or a spare one in place of one that could not be visited."""
    chosen, spare = frame.numbers
    if not frame.draw.seed:
        raise ValidationError(_("还没有掷种子，不知道抽到哪一户；请先掷种子。"))
    if number not in (*chosen, *spare):
        raise ValidationError({"number": _("这一户没有抽到，也不是备选；请从抽到的户里选。")})
    if number in spare and replaces is None:
        raise ValidationError({"replaces": _("备选户只能替换一户，请选替换哪一户。")})
    if replaces is not None and (number in chosen or replaces not in chosen):
        raise ValidationError({"replaces": _("只能用备选户替换抽到的户。")})
    if replaces is not None and frame.records.filter(number=replaces).exists():
        raise ValidationError({"replaces": _("要替换的户已经查过了，请选还没有查的户。")})
    record = OtherRecord(
        frame=frame, area_id=frame.area_id, number=number, replaces=replaces, reason=reason.strip(),
        persons=persons, missed_persons=missed_persons, accepts=accepts, note=note.strip(),
        recorded_at=clock.now(), recorded_by=by,
    )  # fmt: skip
    record.full_clean(exclude=["frame", "area", "recorded_by"])
    with because(by=by, reason=_("记录未建档户核查")):
        record.save()
    return record
