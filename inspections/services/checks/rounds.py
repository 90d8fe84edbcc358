"""A round of checks from its start to the circular; nothing of it is seen by those inspected before that."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.choices import ROUND_MOVES, CheckKind, CheckState, RoundState
from inspections.models import CheckRound, SampleDraw, UnannouncedCheck
from inspections.services.checks.visiting import move
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.moves import advance
from povertyapp.core.parameters import Parameters

SIZES = ("groups", "villages_per_group", "registered_per_village", "other_per_village")
# What is done with the checks of a draw at the moment at which its findings are issued: functions of `by` and `draw`.
WHEN_PUBLISHED: list[Callable] = []


def when_published(function):
    """Decorator: call the function with `by` and `draw` when the findings of a draw are issued, not earlier.

    What it writes for those inspected (problems, voided evidence) would tell them of the check before the circular.
    """
    WHEN_PUBLISHED.append(function)
    return function


@transaction.atomic
def open_round(*, by, county, period, name, kind=CheckKind.UNANNOUNCED, **sizes) -> CheckRound:
    """Begin a round of checks of a month; sizes that are not given are the county's (B18)."""
    value = Parameters(county.code, clock.today())
    given = {size: sizes[size] if sizes.get(size) is not None else value(f"check.{size}") for size in SIZES}
    made = CheckRound(
        area=county, month=str(period), name=name.strip(), kind=kind, made_by=by, made_at=clock.now(), **given
    )
    made.full_clean()
    with because(by=by, reason="open_round"):
        made.save()
    return made


def standing_checks(draws):
    """Return the checks of these draws that count: chosen and not void."""
    return UnannouncedCheck.objects.standing().filter(unit__draw__in=draws)


@transaction.atomic
def report_round(*, by, round: CheckRound) -> CheckRound:
    """Report a round to the leading group: every check of it is recorded or void, none is on its way.

    A population that was frozen by mistake and never drawn from is no hindrance; a redraw that waits for its seed is.
    """
    draws = SampleDraw.objects.filter(round=round)
    checks = standing_checks(draws)
    open_ones = checks.filter(state__in=(CheckState.DRAWN, CheckState.SEALED, CheckState.ON_SITE)).count()
    errors = []
    if draws.filter(drawn_at=None, redraw_of__isnull=False).exists():
        errors.append(_("还有一次重抽没有掷种子，请先抽取。"))
    if open_ones:
        errors.append(_("还有 %(n)s 个样本没有查完，请查完、替换或作废。") % {"n": open_ones})
    if not checks.exists():
        errors.append(_("这一轮还没有查过任何样本，请先检查再报告。"))
    if errors:
        raise ValidationError(errors)
    moment = clock.now()
    for check in checks.filter(state=CheckState.RECORDED):
        move(check, CheckState.REPORTED, by=by, reason="report_round", reported_at=moment)
    return advance(
        round, RoundState.REPORTED, by=by, moves=ROUND_MOVES, reason="report_round", field="state",
        reported_at=moment, reported_by=by,
    )  # fmt: skip


@transaction.atomic
def publish_round(*, by, round: CheckRound, circular_no="") -> CheckRound:
    """Issue the findings of a reported round: from this moment those inspected see what was drawn and found."""
    for draw in SampleDraw.objects.filter(round=round, published_at=None).order_by("pk"):
        _issue(by, draw)
    return advance(
        round, RoundState.PUBLISHED, by=by, moves=ROUND_MOVES, reason="publish_round", field="state",
        published_at=clock.now(), published_by=by, circular_no=circular_no.strip(),
    )  # fmt: skip


@transaction.atomic
def publish_draw(*, by, draw: SampleDraw) -> SampleDraw:
    """Issue the findings of a draw without a round (a verification), whose checks are all recorded or void."""
    if draw.round_id:
        raise ValidationError(_("这次抽样属于一轮检查，请通报那一轮。"))
    checks = standing_checks([draw])
    if (
        not draw.is_drawn
        or checks.filter(state__in=(CheckState.DRAWN, CheckState.SEALED, CheckState.ON_SITE)).exists()
    ):
        raise ValidationError(_("还有样本没有查完，不能公开结果；请先查完、替换或作废。"))
    for check in checks.filter(state=CheckState.RECORDED):
        move(check, CheckState.REPORTED, by=by, reason="publish_draw", reported_at=clock.now())
    return _issue(by, draw)


def _issue(by, draw):
    for check in standing_checks([draw]).filter(state=CheckState.REPORTED):
        move(check, CheckState.FINDINGS_ISSUED, by=by, reason="publish")
    draw.published_at = clock.now()
    with because(by=by, reason="publish"):
        draw.save(update_fields=["published_at"])
        for act in WHEN_PUBLISHED:
            act(by=by, draw=draw)
    return draw
