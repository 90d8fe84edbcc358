"""The unannounced check of a submitted measure (C-V): drawn from the problem's scope, found on the spot, judged."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from households.services.procedures.pictures import keep_picture
from inspections.choices import SIX, DrawPurpose, MeasureStatus, SeedKind, VerifyVerdict
from inspections.models import RectificationMeasure, UnannouncedCheck, Verification, VerificationItem
from inspections.services.checks import (
    assign_inspectors,
    draw_sample,
    finish_check,
    freeze_population,
    publish_draw,
    sample_size,
    start_check,
    void_check,
)
from inspections.services.ledger.steps import take_step
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.moves import check

VERB = "inspections.view_problem"


def mends(person, measure) -> bool:
    """Say whether somebody had a hand in mending a measure, answers for it, signed it, or belongs to its unit or its
    township; the database asks the same function."""
    if person.pk in (
        measure.submitted_by_id,
        measure.answered_by_id,
        measure.signed_by_id,
        measure.led_by_id,
    ):
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inspections_mends(%s, %s, %s, %s, %s, %s)",
            [person.pk, measure.pk, measure.problem_id, measure.area_id, measure.responsible_unit,
             measure.lead_unit],
        )  # fmt: skip
        return cursor.fetchone()[0]


def draws_all(measure) -> bool:
    """Say whether nothing is left to chance: the sample is the whole scope."""
    frame = measure.problem.scope.in_scope().count()
    return sample_size(measure.problem.county, frame) == frame


def whole_scope(measure) -> list[VerificationItem]:
    """Return what a check without a draw looks at, in the order in which it will be written down."""
    rows = list(measure.problem.scope.in_scope().order_by("code")) or [None]
    return [VerificationItem(position=place, scope=row) for place, row in enumerate(rows, start=1)]


@transaction.atomic
def draw_check(
    *, by, measure: RectificationMeasure, seed: str = "", seed_kind: str = SeedKind.DICE, seed_note: str = ""
) -> Verification:
    """Draw what of a problem's scope the check looks at, by a seed thrown for it; where all of it is looked at, none is
    needed. What was drawn for this submission stays: drawing again returns it. The drawn checks are sealed; once one of
    them was opened early the whole draw is void, is published as such, and another is thrown."""
    if measure.status != MeasureStatus.SUBMITTED:
        raise ValidationError(_("只有待验收的措施才能现场复核。"))
    if mends(by, measure):
        raise ValidationError(_("整改的人不能验收自己的整改，请由督查组的其他人验收。"))
    last = measure.verifications.order_by("-number").first()
    if last and not last.verdict and not _is_spoiled(last):
        return last
    scope = {row.code: row for row in measure.problem.scope.in_scope().order_by("code")}
    size = sample_size(measure.problem.county, len(scope))
    with because(by=by, reason=_("抽取复核对象")):
        if last and not last.verdict:
            _give_up(by, last.draw)
        drawn, rows = None, list(scope.values()) or [None]
        if size < len(scope):
            drawn = _throw(by, measure, scope, size, seed, seed_kind, seed_note)
            rows = [scope[unit.code] for unit in drawn.units.filter(is_spare=False).order_by("order")]
        made = Verification.objects.create(
            measure=measure, number=(last.number if last else 0) + 1, drawn_by=by, draw=drawn,
            frame_size=len(scope), sample_size=size,
        )  # fmt: skip
        VerificationItem.objects.bulk_create(
            VerificationItem(verification=made, area_id=made.area_id, position=place, scope=row)
            for place, row in enumerate(rows, start=1)
        )
    return made


def _is_spoiled(verification):
    """Say whether one of the drawn checks is void: it was opened before anybody was on site."""
    return bool(verification.draw) and _checks_of(verification.draw).exclude(voided_at=None).exists()


def _give_up(by, drawn):
    """Void what is left of a spoiled draw and publish it: what it would have looked at is no secret any more."""
    for one in _checks_of(drawn).filter(voided_at=None):
        void_check(by=by, check=one, reason=_("同一次抽样有样本提前拆封，全部作废。"))
    publish_draw(by=by, draw=drawn)


def _throw(by, measure, scope, size, seed, seed_kind, seed_note):
    """Freeze the scope, draw from it with the seed, and seal what was drawn for whoever draws."""
    problem = measure.problem
    frozen = freeze_population(
        by=by, county=problem.county, kind=min(row.kind for row in scope.values()),
        purpose=DrawPurpose.VERIFICATION, units=[(code, row.area_id) for code, row in scope.items()],
        words=_("整改问题 %(no)s 的涉及对象") % {"no": problem.no},
    )  # fmt: skip
    drawn = draw_sample(
        by=by, draw=frozen, size=size, seed=seed, seed_kind=seed_kind, seed_note=seed_note, spare=0
    )
    assign_inspectors(by=by, checks=_checks_of(drawn), users=[by])
    return drawn


def _checks_of(drawn):
    return UnannouncedCheck.objects.filter(unit__draw=drawn).select_related("unit")


@transaction.atomic
def verify_measure(
    *,
    by,
    measure: RectificationMeasure,
    results: dict[int, dict],
    conduct: dict[str, bool],
    day: dt.date,
    name: str = "",
    note: str = "",
) -> RectificationMeasure:
    """Record what the check found on the spot and move the measure on: it passes where every drawn thing meets the
    goal. The draw is published with it, so that anybody can repeat it. Nobody checks what he mended, handed in, signed
    or answers for, nor his own unit's or township's work.

    `results` are by position: `is_met`, `note`, `image` (an upload); `conduct` are the six booleans of JZ-17.
    """
    found = measure.verifications.order_by("-number").first()
    if found is None or found.verdict:
        found = draw_check(by=by, measure=measure)
    items = list(found.items.select_related("scope"))
    missing = [item.position for item in items if results.get(item.position, {}).get("is_met") is None]
    is_late = measure.submitted_on is not None and day < measure.submitted_on
    guards = check(
        ("person", not mends(by, measure), _("整改的人不能验收自己的整改，请由督查组的其他人验收。")),
        ("day", not (day > clock.today() or is_late), _("验收日期要在提交之后、今天之前。")),
        ("items", not missing, _("第 %(places)s 个抽查对象还没有填写结果。")
            % {"places": "、".join(map(str, missing))}),
        ("failed", not _unsaid(items, results), _("没有达到目标的对象要写明情况。")),
    )  # fmt: skip
    with because(by=by, reason=_("现场复核")):
        for item in items:
            _write_item(by, item, results[item.position])
        is_passed = all(item.is_met for item in items)
        found.verdict = VerifyVerdict.PASS if is_passed else VerifyVerdict.FAIL
        found.conduct = {key: bool(conduct.get(key)) for key in SIX}
        found.checked_on, found.checked_by, found.note = day, by, note.strip()
        found.save(update_fields=["verdict", "conduct", "checked_on", "checked_by", "note"])
        for one in _checks_of(found.draw) if found.draw else ():
            start_check(by=by, check=one, kept=found.conduct)
            finish_check(by=by, check=one)
        if found.draw:  # no circular follows: what was found is told with the verdict, and so is the sample
            publish_draw(by=by, draw=found.draw)
    facts = {
        "verdict": found.verdict, "verified_on": day, "verified_by": by, "verifier_name": name.strip() or str(by),
    }  # fmt: skip
    return take_step(
        measure, MeasureStatus.VERIFIED, by=by, reason=note.strip(), guards=guards,
        evidence=[f"verification:{found.number}"], **facts,
    )  # fmt: skip


def _unsaid(items, results):
    """Return the items that failed without a word about why."""
    asked = ((item, results.get(item.position, {})) for item in items)
    return [item for item, said in asked if said.get("is_met") is False and not said.get("note", "").strip()]


def _write_item(by, item, said):
    item.is_met, item.note = said["is_met"], said.get("note", "").strip()
    if said.get("image"):
        item.image = keep_picture(by=by, area=item.area, upload=said["image"], verb=VERB)
    item.save(update_fields=["is_met", "note", "image"])
