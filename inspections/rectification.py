"""What a page says of a measure beside its facts: what may be done now and by whom, its pictures, its check."""

from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.choices import MENDING, SIX, EvidencePhase, MeasureStatus, VerifyVerdict
from inspections.services.ledger.verifying import mends
from povertyapp.core import clock

FINISHED = (MeasureStatus.SUBMITTED, MeasureStatus.VERIFIED, MeasureStatus.CLOSED)


def actions_of(user, measure):
    """Return the buttons by which this user may take a measure further: its state, his verbs, and who he is."""
    status, may = measure.status, user.has_perm
    waits = status == MeasureStatus.IN_PROGRESS and measure.submitted_by_id is not None
    passed = measure.verdict == VerifyVerdict.PASS
    extends = measure.deadline is not None and measure.deadline >= clock.today() and not measure.extended_on
    wanted = (
        (status == MeasureStatus.PLANNED, "change", "assign", _("交办"), "primary"),
        (status == MeasureStatus.SUBMITTED, "verify", "verify", _("现场复核"), "primary"),
        (status == MeasureStatus.VERIFIED and passed, "close", "close", _("销号"), "primary"),
        (status == MeasureStatus.VERIFIED and not passed, "close", "send_back", _("退回"), "danger"),
        (waits and signs(user, measure), "sign", "sign", _("签字提交验收"), "primary"),
        (status in MENDING, "mend", "progress", _("填报进展"), ""),
        (status in MENDING, "mend", "evidence", _("上传佐证"), ""),
        (status == MeasureStatus.IN_PROGRESS and not waits, "mend", "hand_in", _("报请签字"), "primary"),
        (status not in FINISHED, "change", "edit", _("修改"), ""),
        (status not in FINISHED and extends, "extend", "extend", _("延期"), ""),
        (status == MeasureStatus.CLOSED, "add", "reopen", _("反弹"), ""),
    )
    found = [entry for entry in wanted if entry[0] and may(f"inspections.{entry[1]}_problem")]
    if status == MeasureStatus.SUBMITTED and found and mends(user, measure):
        found = [entry for entry in found if entry[2] != "verify"]
    return [
        {"label": label, "url": reverse(f"inspections:measure_{name}", args=[measure.code]), "style": style}
        for _holds, _verb, name, label, style in found
    ]


def signs(user, measure):
    """Say whether this user may sign what another has handed in: the leader himself, where his account is known."""
    return user.pk not in (measure.submitted_by_id, measure.answered_by_id) and measure.led_by_id in (
        None,
        user.pk,
    )


def paired(pictures, user):
    """Return the pictures before and after, each with what this user may say against it."""
    sides = {phase: [] for phase in EvidencePhase}
    for picture in pictures:
        sides[EvidencePhase(picture.phase)].append(
            {"picture": picture, "url": _picture(picture), "actions": _against(user, picture)}
        )
    return [{"word": phase.label, "pictures": found} for phase, found in sides.items()]


def _picture(picture):
    return reverse("inspections:evidence_picture", args=[picture.pk])


def _against(user, picture):
    """Return the button by which an inspector doubts a picture, or a second one finds it false."""
    if not user.has_perm("inspections.verify_problem") or picture.false_on or picture.made_by_id == user.pk:
        return []
    if picture.doubted_on is None:
        url = reverse("inspections:evidence_doubt", args=[picture.pk])
        return [{"label": _("质疑"), "url": url, "style": ""}]
    if picture.doubted_by_id == user.pk:
        return []
    url = reverse("inspections:evidence_false", args=[picture.pk])
    return [{"label": _("认定造假"), "url": url, "style": "danger"}]


def found_on_the_spot(measure):
    """Return the checks of a measure that ended: how many were drawn, what was found, whether it was unannounced."""
    checks = []
    for check in measure.verifications.all():
        if not check.verdict:
            continue
        kept = [str(word) for name, word in SIX.items() if (check.conduct or {}).get(name)]
        checks.append(
            {
                "check": check,
                "items": list(check.items.all()),
                "kept": "、".join(kept),
                "all_kept": len(kept) == len(SIX),
            }
        )
    return checks
