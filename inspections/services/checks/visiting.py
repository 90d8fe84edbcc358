"""The check of one unit: sealed, opened on site, finished; or opened too early and void (C6)."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.choices import BEFORE_OPENING, CHECK_MOVES, SIX, CheckState
from inspections.models import SealOpening, UnannouncedCheck
from inspections.services.checks.inspecting import conflicts_of
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.moves import advance


def move(check, to, *, by, reason="", **changes):
    """Move a check that stands: the only way in which its state changes."""
    if check.voided_at is not None:
        raise ValidationError(_("这次检查已经作废，不用再办：%(reason)s") % {"reason": check.void_reason})
    return advance(check, to, by=by, moves=CHECK_MOVES, reason=reason, field="state", **changes)


def close_seal(*, by, check: UnannouncedCheck) -> UnannouncedCheck:
    """Seal a check whose inspectors are named: from now on nobody opens it before they are on site."""
    return move(check, CheckState.SEALED, by=by, reason="close_seal")


@transaction.atomic
def start_check(
    *, by, check: UnannouncedCheck, kept: dict[str, bool], started_at: dt.datetime | None = None, place=""
) -> UnannouncedCheck:
    """Open a sealed check on site, by one of its inspectors, with the six answers of JZ-17 and where it began.

    `kept` says for each column of `choices.SIX` whether it was kept; one that was not, and this was no unannounced
    check, which stands in it for ever. Nobody inspects the unit that he comes from (JZ-18).
    """
    started_at = started_at or clock.now()
    if started_at > clock.now() + dt.timedelta(minutes=5):
        raise ValidationError({"started_at": _("到场时间不能晚于现在。")})
    if check.state == CheckState.DRAWN:
        raise ValidationError(_("这次检查还没有派人密封，请先派检查人。"))
    if not check.inspectors.filter(user=by).exists():
        raise ValidationError(_("您不是这次检查的检查人，请由派定的检查人到场拆封。"))
    if conflicts_of([check.unit], [by]):
        raise ValidationError(_("您来自被查单位，按交叉检查的规定不能查这一个；请换别的检查人。"))
    answers = {name: bool(kept.get(name)) for name in SIX}
    move(
        check,
        CheckState.ON_SITE,
        by=by,
        reason="start_check",
        **answers,
        is_unannounced=all(answers.values()),
        started_at=started_at,
        started_by=by,
    )
    if place:
        check.start_place = place  # sealed: written through the model alone
        with because(by=by, reason="start_check"):
            check.save(update_fields=["start_place"])
    return check


@transaction.atomic
def finish_check(*, by, check: UnannouncedCheck, recorded_at: dt.datetime | None = None) -> UnannouncedCheck:
    """Close what was recorded on site: from now on it is read only. By one of its inspectors."""
    if not check.inspectors.filter(user=by).exists():
        raise ValidationError(_("您不是这次检查的检查人，不能交记录；请由派定的检查人交。"))
    moment = recorded_at or clock.now()
    return move(check, CheckState.RECORDED, by=by, reason="finish_check", recorded_at=moment, recorded_by=by)


@transaction.atomic
def void_check(*, by, check: UnannouncedCheck, reason: str) -> UnannouncedCheck:
    """Declare a check void for a reason; it stays to be seen. Refused once it is reported."""
    if not reason.strip():
        raise ValidationError({"reason": _("作废要写明理由。")})
    if check.state in (CheckState.REPORTED, CheckState.FINDINGS_ISSUED):
        raise ValidationError(_("已经报告的检查不能作废。"))
    if check.voided_at is not None:
        raise ValidationError(_("这次检查已经作废，不用再办：%(reason)s") % {"reason": check.void_reason})
    check.voided_at, check.voided_by, check.void_reason = clock.now(), by, reason.strip()
    with because(by=by, reason=reason):
        check.save(update_fields=["voided_at", "voided_by", "void_reason"])
    return check


@transaction.atomic
def open_early(*, by, check: UnannouncedCheck, reason: str) -> UnannouncedCheck:
    """Open a sealed check before anybody is on site: who did it and why is kept, and the check is void (C6)."""
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": _("提前拆封要写明理由。")})
    if check.state not in BEFORE_OPENING:
        raise ValidationError(_("这次检查已经到场，不算提前拆封；请直接交记录。"))
    SealOpening.objects.create(
        site_check=check, area_id=check.area_id, opened_by=by, opened_at=clock.now(), reason=reason
    )
    return void_check(by=by, check=check, reason=_("提前拆封：%(reason)s") % {"reason": reason})
