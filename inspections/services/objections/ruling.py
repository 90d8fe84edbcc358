"""The level above takes an objection up and answers it: 维持, or 更正 with a correction a line."""

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from inspections.choices.objections import OBJECTION_MOVES, ObjectionStatus
from inspections.models import AccountMonth, LineCorrection
from inspections.services.account.restate import restate_account
from inspections.services.answering import answered_at, may_answer
from inspections.services.objections.filing import release_lines
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.moves import advance
from povertyapp.core.notices import tell

RULE = "inspections.rule_objection"


def why_not(user, objection):
    """Return why a user may not answer an objection, blank where he may."""
    why = _asked(user, objection)
    if why in ("filed", "party"):
        return _("提出申诉的人和本人不能复核，请由上一级的另一个人办。")
    if not may_answer(user, RULE, answered_at(objection.level, objection.area_id)):
        return _("由上一级答复：您所在的单位不能办这一件。")
    if why == "level":
        return _("同一事项的另一级申诉由您答复过，这一件请由另一个人办。")
    if why == "hand":
        return _("计算、签字或锁定这个月的人不能复核这个月的申诉，请由另一个人办。")
    return ""


def _asked(user, objection):
    """Ask the database, as its trigger does, for what stands between a person and an objection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT inspections_why_not_rule(%s, %s)", [objection.pk, user.pk])
        return cursor.fetchone()[0]


def _check(by, objection):
    if why := why_not(by, objection):
        raise ValidationError(why)


@transaction.atomic
def take_objection(*, by, objection):
    """Take an objection up; from now on it is under review."""
    _check(by, objection)
    facts = {"taken_by": by, "taken_at": clock.now()}
    moved = advance(
        objection, ObjectionStatus.REVIEWING, by=by, moves=OBJECTION_MOVES, reason=_("受理申诉"), **facts
    )
    _tell_party(objection)
    return moved


@transaction.atomic
def reject_objection(*, by, objection, ruling):
    """Refuse to take an objection up, with the reason; its lines may be objected to again."""
    _check(by, objection)
    moved = _answer(by, objection, ObjectionStatus.REJECTED, ruling)
    release_lines(by, objection)
    return moved


@transaction.atomic
def rule_objection(*, by, objection, ruling, corrections=None):
    """Rule on an objection that was taken up; return it.

    `corrections` maps lines to what is put right (`delivered`, `excused`, `falsified`); none upholds the month as it
    is. A closed month gets a new version at once, a draft takes the corrections at its next computation.
    """
    _check(by, objection)
    # the month is held first, as whoever computes or closes it does
    month = AccountMonth.objects.select_for_update().filter(
        area=objection.account.area_id, month=objection.month
    )
    newest = list(month.order_by("version"))[-1]
    corrections = {line: what for line, what in (corrections or {}).items() if what}
    status = ObjectionStatus.CORRECTED if corrections else ObjectionStatus.UPHELD
    moved = _answer(by, objection, status, ruling)
    with because(by=by, reason=moved.ruling):
        for line, what in corrections.items():
            _correct(by, objection, line, what)
    if corrections and newest.is_closed:
        restate_account(by=by, objection=moved)
    return moved


def _correct(by, objection, line, what):
    if line.objection_id != objection.pk:
        raise ValidationError(_("只能更正这件申诉里的事项。"))
    correction = LineCorrection(line=line, area_id=line.area_id, made_by=by, made_at=clock.now(), **what)
    correction.full_clean(exclude=["area", "line"])
    correction.save(force_insert=True)


def _answer(by, objection, status, ruling):
    ruling = (ruling or "").strip()
    if not ruling:
        raise ValidationError({"ruling": _("请写明复核意见和依据。")})
    facts = {"ruled_by": by, "ruled_at": clock.now(), "ruling": ruling}
    moved = advance(objection, status, by=by, moves=OBJECTION_MOVES, reason=ruling, **facts)
    _tell_party(objection)
    return moved


def _tell_party(objection):
    """Let who filed it, and the helper it is about, know that it has gone on."""
    readers = [objection.filed_by_id, objection.helper and objection.helper.user_id]
    key = f"objection:{objection.no}:{objection.status}"
    tell(readers=readers, kind="objection", key=key, facts={"no": objection.no, "status": objection.status})
