"""The draw itself: a seed thrown in public after the freeze, the sample that follows from it, and what may be changed
afterwards: a redraw with a reason, a substitute for a unit that cannot be checked."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inspections import sampling
from inspections.choices import BEFORE_OPENING, CheckState, DrawMethod, RoundState, SeedKind, UnitUse
from inspections.models import CheckInspector, SampleDraw, SampleUnit, UnannouncedCheck
from inspections.services.checks.freezing import copy_population, freeze, units_of
from inspections.services.checks.inspecting import conflicts_of
from inspections.services.checks.visiting import close_seal, void_check
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.parameters import Parameters

DICE = re.compile(r"[1-6]+")
SEED = re.compile(r"[0-9A-Za-z-]+")


def sample_size(county, population):
    """Return how many of a population are drawn for a verification: a share, at least a few, or all (C-V)."""
    value = Parameters(county.code, clock.today())
    share = -(-population * value("check.sample_percent") // 100)
    return min(population, max(share, value("check.sample_min")))


@transaction.atomic
def draw_sample(
    *, by, draw: SampleDraw, size: int, seed: str, seed_kind=SeedKind.DICE, seed_note="",
    method=DrawMethod.SIMPLE, spare: int | None = None,
) -> SampleDraw:  # fmt: skip
    """Draw the sample that follows from the frozen population and this seed; each chosen unit gets its check.

    Refused when the draw was made already, and when somebody has been drawn for the same round meanwhile.
    """
    draw = SampleDraw.objects.select_for_update().get(pk=draw.pk)
    value = Parameters(draw.area_id, clock.today())
    seed = _seed(seed, seed_kind, seed_note, value)
    if draw.frozen_at is None:
        raise ValidationError(_("请先冻结总体，再掷种子。"))
    if draw.is_drawn:
        raise ValidationError(_("这次抽样已经抽过。要再抽一次，请用“重新抽取”并写明理由。"))
    if size < 1:
        raise ValidationError({"size": _("样本量至少是 1。")})
    draw.seed, draw.seed_kind, draw.seed_note = seed, seed_kind, seed_note.strip()
    draw.method, draw.algorithm, draw.size = method, sampling.ALGORITHM, size
    draw.spare = value("check.spare") if spare is None else spare
    with because(by=by, reason="draw_sample"):
        draw.save()
        _take(draw)
        draw.drawn_at, draw.drawn_by = clock.now(), by
        draw.save(update_fields=["drawn_at", "drawn_by"])
    return draw


def _seed(text, kind, note, value):
    """Return the seed as it goes into the draw; one that could have been chosen to suit is refused."""
    seed = re.sub(r"\s", "", unicodedata.normalize("NFKC", text or ""))
    least = value("check.dice_throws") if kind == SeedKind.DICE else value("check.seed_length")
    errors = {}
    if kind == SeedKind.DICE and not (DICE.fullmatch(seed) and len(seed) >= least):
        errors["seed"] = _("请把现场掷骰的 %(n)s 个点数依次填入，每个是 1 到 6。") % {"n": least}
    elif not SEED.fullmatch(seed) or len(seed) < least:
        errors["seed"] = _("种子只能用数字、字母和短横线，至少 %(n)s 位。") % {"n": least}
    elif len(seed) > 80:
        errors["seed"] = _("种子最长 80 位。")
    if kind != SeedKind.DICE and not (note or "").strip():
        errors["seed_note"] = _("请写明种子从哪里来，例如开奖名称和期号，让别人能够核对。")
    if errors:
        raise ValidationError(errors)
    return seed


def _take(draw):
    units, area_of = units_of(draw)
    drawn = sampling.draw(units, draw.seed, draw.size, draw.method, draw.spare)
    _nobody_twice(draw, [each.unit.code for each in drawn if not each.is_spare])
    rows = SampleUnit.objects.bulk_create(
        SampleUnit(
            draw=draw,
            round_id=draw.round_id,
            order=each.order,
            kind=draw.kind,
            code=each.unit.code,
            area_id=area_of[each.unit.code],
            stratum=each.unit.stratum,
            weight=each.unit.weight,
            is_spare=each.is_spare,
            use=UnitUse.SPARE if each.is_spare else UnitUse.CHOSEN,
        )
        for each in drawn
    )
    UnannouncedCheck.objects.bulk_create(
        UnannouncedCheck(unit=row, area_id=row.area_id) for row in rows if not row.is_spare
    )


def _nobody_twice(draw, codes):
    if draw.round_id is None:
        return
    again = SampleUnit.objects.standing().filter(round=draw.round_id, kind=draw.kind, code__in=codes).count()
    if again:
        raise ValidationError(
            _("总体冻结以后，其中 %(n)s 个已在本轮另一次抽样中抽中，同一轮不查两次。请重新冻结总体再抽。")
            % {"n": again}
        )


@transaction.atomic
def redraw_sample(*, by, draw: SampleDraw, reason: str) -> SampleDraw:
    """Set a draw aside for a reason and return a new one over the same population, which waits for its own seed.

    The first one stays as it was drawn; its units are dropped and its checks voided. Refused once somebody has been
    on site.
    """
    draw = SampleDraw.objects.select_for_update().get(pk=draw.pk)
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": _("重新抽取要写明理由。")})
    if not draw.is_drawn:
        raise ValidationError(_("还没有抽取，不用重抽。"))
    if hasattr(draw, "redraw"):
        raise ValidationError(_("这次抽样已经重抽过，请看 %(draw)s。") % {"draw": draw.redraw.number})
    checks = UnannouncedCheck.objects.filter(unit__draw=draw)
    if draw.published_at or checks.exclude(state__in=BEFORE_OPENING).exists():
        raise ValidationError(_("已经有人到场检查，不能重抽。请用备选替换查不了的样本。"))
    with because(by=by, reason=reason):
        for check in checks.filter(voided_at=None):
            void_check(by=by, check=check, reason=reason)
        draw.units.filter(use__in=(UnitUse.CHOSEN, UnitUse.SPARE)).update(use=UnitUse.DROPPED, reason=reason)
        again = SampleDraw.objects.create(
            area_id=draw.area_id,
            round=draw.round,
            purpose=draw.purpose,
            kind=draw.kind,
            conditions=draw.conditions,
            words=draw.words,
            redraw_of=draw,
            reason=reason,
        )
        copy_population(again, draw)
        return freeze(by=by, draw=again)


@transaction.atomic
def replace_unit(*, by, unit: SampleUnit, reason: str) -> SampleUnit:
    """Let the next spare unit in order take the place of one that cannot be checked; return the substitute.

    In a stratified draw it comes from the same stratum. The inspectors stay; what they began is void.
    """
    unit = SampleUnit.objects.select_for_update().get(pk=unit.pk)
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": _("替换样本要写明理由。")})
    if unit.use != UnitUse.CHOSEN:
        raise ValidationError(_("这一个不是现在的样本，不能替换；请从现在的样本里选。"))
    check = unit.site_check
    if check.state not in (*BEFORE_OPENING, CheckState.ON_SITE):
        raise ValidationError(_("这一个已经查完，不能替换；请选还没有查的。"))
    if unit.draw.round and unit.draw.round.state != RoundState.OPEN:
        raise ValidationError(_("这一轮已经报告，不能替换样本；请另开一轮检查。"))
    spare = _next_spare(unit)
    with because(by=by, reason=reason):
        if check.voided_at is None:
            void_check(by=by, check=check, reason=reason)
        unit.use, unit.replaced_by, unit.reason = UnitUse.REPLACED, spare, reason
        unit.save(update_fields=["use", "replaced_by", "reason"])
        spare.use = UnitUse.CHOSEN
        spare.save(update_fields=["use"])
        _hand_on(by, check, spare)
    return spare


def _next_spare(unit):
    spares = unit.draw.units.filter(use=UnitUse.SPARE).order_by("order")
    if unit.draw.method in sampling.BY_STRATUM:
        spares = spares.filter(stratum=unit.stratum)
    if unit.round_id:
        taken = SampleUnit.objects.standing().filter(round=unit.round_id, kind=unit.kind)
        spares = spares.exclude(code__in=taken.values("code"))
    spare = spares.first()
    if spare is None:
        raise ValidationError(_("备选已经用完，不能再替换；请作废这个样本的检查并写明理由。"))
    return spare


def _hand_on(by, check, spare):
    """Give the substitute a check with the inspectors of the one whose place it takes, as far as they may."""
    made = UnannouncedCheck.objects.create(unit=spare, area_id=spare.area_id)
    before = list(check.inspectors.select_related("user"))
    barred = conflicts_of([spare], [inspector.user for inspector in before])
    kept = [each for each in before if (spare.pk, each.user_id) not in barred]
    CheckInspector.objects.bulk_create(
        CheckInspector(site_check=made, user=each.user, unit_name=each.unit_name, area_id=made.area_id)
        for each in kept
    )
    if kept:
        close_seal(by=by, check=made)
