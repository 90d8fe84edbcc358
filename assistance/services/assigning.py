"""Assigning many households in one act, and handing them from one helper to the next (交接)."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from assistance.choices import WRITTEN, AssignmentRole, Outcome, RoundKind
from assistance.models import AssignmentRound, Helper, HelperAssignment
from assistance.services.assignments import refresh_answers
from assistance.services.terms import write_terms
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.aftermath import records_changed
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.undo import common_area, current_act, undoable

VERB, BACK = "assistance.change_helperassignment", "/assistance/assignments/"
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Step:
    """What is to become of one household: the outcome, the term that gives way, the day of the new helper."""

    household: Any
    helper: Any
    outcome: Outcome
    current: Any = None

    @property
    def is_written(self) -> bool:
        return self.outcome in WRITTEN


def plan_many(
    households: Iterable[Any],
    choices: Mapping[int, Any],
    from_date: dt.date,
    *,
    role: str = AssignmentRole.PRIMARY,
    seen: Mapping[int, int] | None = None,
) -> list[Step]:
    """Return what would become of each household; nothing is written.

    `choices` gives a household's row id the helper it is to have, or None; `seen` the row id of the primary
    helper whom the user saw there (0: none), so that what somebody changed meanwhile is not written over.
    """
    households = list(households)
    terms = _terms_from(households, from_date, role)
    return [
        _step(home, choices.get(home.pk), from_date, role, terms[home.pk], (seen or {}).get(home.pk))
        for home in households
    ]


def _terms_from(households, day, role) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    rows = HelperAssignment.objects.filter(household__in=households, role=role)
    for row in rows.touching(day, dt.date.max).select_related("helper__unit").order_by("from_date"):
        found[row.household_id].append(row)
    return found


def _step(household, helper, day, role, terms, seen) -> Step:
    refused = _refusal(household, helper, day)
    if role == AssignmentRole.SUPPORT:
        own = next((row for row in terms if helper and row.helper_id == helper.pk), None)
        return Step(household, helper, refused or (Outcome.SAME if own else Outcome.OPENED), own)
    in_force = [row for row in terms if row.from_date <= day]
    current = in_force[0] if in_force else None
    outcome = refused or _primary(helper, day, current, len(terms) > len(in_force), seen)
    return Step(household, helper, outcome, current)


def _primary(helper, day, current, is_later, seen) -> Outcome:
    if seen is not None and seen != (current.helper_id if current else 0):
        return Outcome.CHANGED
    if current and current.helper_id == helper.pk:
        return Outcome.SAME
    if is_later:
        return Outcome.LATER
    if current is None:
        return Outcome.OPENED
    return Outcome.CORRECTED if current.from_date == day else Outcome.REPLACED


def _refusal(household, helper, day) -> Outcome | None:
    if helper is None:
        return Outcome.NOBODY
    left = household.left_register_on
    if day < household.registered_on or (left is not None and left <= day):
        return Outcome.OFF_REGISTER
    if helper.area_id[:COUNTY_DIGITS] != household.area_id[:COUNTY_DIGITS]:
        return Outcome.ELSEWHERE
    return None


@transaction.atomic
def assign_many(
    *,
    by,
    choices: Mapping[int, Any],
    from_date: dt.date,
    role: str = AssignmentRole.PRIMARY,
    seen: Mapping[int, int] | None = None,
    reason: str = "",
) -> AssignmentRound:
    """Put helpers in charge of many households from a day, in one act that can be taken back; return its record.

    What cannot be done is skipped, each household with its reason (`Outcome`); ValidationError where nothing
    can. See `plan_many` for `choices` and `seen`. Conflict: somebody wrote at the very same moment.
    """
    summary = _("已为 %(n)s 户安排帮扶责任人")
    facts = {"kind": RoundKind.BULK, "from_date": from_date, "reason": reason}
    return _write(by, choices, role, seen, summary, reason or _("批量安排结对帮扶"), facts)


@transaction.atomic
def hand_over(
    *,
    by,
    predecessor: Helper,
    successor: Helper,
    from_date: dt.date,
    households: Collection[int] | None = None,
    note: str = "",
    reason: str = "",
) -> AssignmentRound:
    """Let a helper take over from another one, for all his households or some, from a day; return the record.

    The duty follows the day: the one before him ends the day before. ValidationError for the same person, or
    where nothing is to be handed over that day.
    """
    if predecessor.pk == successor.pk:
        raise ValidationError({"successor": _("移交人和接手人不能是同一个人，请另选接手人。")})
    held = HelperAssignment.objects.primary().in_force(from_date).on_register(from_date)
    held = held.filter(helper=predecessor)
    if households is not None:
        held = held.filter(household__in=households)
    choices = dict.fromkeys(held.values_list("household_id", flat=True), successor)
    if not choices:
        raise ValidationError(
            {"from_date": _("%(day)s 这一天移交人没有这些户，不用交接。") % {"day": from_date}}
        )
    facts = {
        "kind": RoundKind.HANDOVER,
        "from_date": from_date,
        "reason": reason,
        "predecessor": predecessor,
        "successor": successor,
        "note": note,
    }
    seen = dict.fromkeys(choices, predecessor.pk)
    summary = _("已交接 %(n)s 户")
    return _write(by, choices, AssignmentRole.PRIMARY, seen, summary, reason or _("结对帮扶交接"), facts)


def _write(by, choices, role, seen, summary, reason, facts) -> AssignmentRound:
    homes = Household.objects.select_for_update().filter(pk__in=choices).order_by("pk")
    steps = plan_many(homes, choices, facts["from_date"], role=role, seen=seen)
    done = [step for step in steps if step.is_written]
    if not done:
        raise ValidationError(_nothing_done(steps))
    place = common_area(step.household.area_id for step in done)
    act = undoable(
        by=by, area=place, summary=summary % {"n": len(done)}, verb=VERB, reason=reason, back_url=BACK
    )
    with act:
        with connection.cursor() as cursor:
            write_terms(cursor, by=by, area_code=place, households=list(choices), **_rows(done, role, facts))
        made = AssignmentRound.objects.create(
            area_id=place, act=current_act(), made_by=by, made_at=clock.now(), outcome=_lines(steps), **facts
        )
    for county in {step.household.area_id[:COUNTY_DIGITS] for step in done}:
        records_changed(county)
    return made


def _rows(steps, role, facts) -> dict[str, list[tuple[Any, ...]]]:
    day = facts["from_date"]
    ended = [
        (s.current.pk, s.current.helper_id, s.current.from_date, day - DAY, True)
        for s in steps
        if s.outcome == Outcome.REPLACED
    ]
    corrected = [
        (s.current.pk, s.helper.pk, day, s.current.to_date, False)
        for s in steps
        if s.outcome == Outcome.CORRECTED
    ]
    opened = [
        (s.household.pk, s.household.area_id, s.helper.pk, role, day, None)
        for s in steps
        if s.outcome in (Outcome.OPENED, Outcome.REPLACED)
    ]
    return {"changed": ended + corrected, "opened": opened}


def _lines(steps) -> list[dict[str, Any]]:
    return [
        {
            "household": step.household.pk,
            "helper": step.helper.pk if step.helper else None,
            "outcome": str(step.outcome.value),
        }
        for step in steps
    ]


def _nothing_done(steps) -> str:
    counts = Counter(step.outcome for step in steps)
    reasons = "；".join(f"{outcome.label}（{count}）" for outcome, count in counts.items())
    return _("没有一户可以办理：%(reasons)s。") % {"reasons": reasons or _("没有选户")}


@transaction.atomic
def take_over(*, by, handover: AssignmentRound) -> AssignmentRound:
    """Note that the successor has read what was handed to him; pressing twice changes nothing."""
    AssignmentRound.objects.filter(pk=handover.pk, taken_at=None).update(taken_at=clock.now())
    handover.refresh_from_db(fields=["taken_at"])
    return handover


def answer_again(sender, act, **_more) -> None:
    """Let the households say who answers for them today when terms were taken back: a term that began on a later
    day than its act changed them in the night, which is no part of the act."""
    history: Any = HelperAssignment._meta.get_field("history").related_model
    if history.objects.filter(pgh_context_id=act.pk).exists():
        refresh_answers(by=act.undone_by, area_code=act.area_id)
