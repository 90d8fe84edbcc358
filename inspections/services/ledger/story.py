"""What happened to a measure, from its entries of progress and from its history."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from inspections.choices import MeasureStatus, StepAct
from inspections.ledger.checks import faults
from inspections.models import MeasureStep, RectificationMeasure
from inspections.services.ledger.exporting import row_of
from povertyapp.core import clock
from povertyapp.core.history import BASE
from povertyapp.core.models import User
from povertyapp.core.workbooks.findings import codes

# What is shown in other words beside the measure: its state and its deadline.
TOLD_ELSEWHERE = {"LEDGER_OVERDUE", "LEDGER_DEADLINE_NOT_DATE", "LEDGER_NO_MEASURE"}

STILL = (StepAct.HAND_IN, StepAct.EXTENSION)


@dataclass(frozen=True)
class Step:
    """One step: progress as written (`text`), or a change of status with who made it and why."""

    at: dt.date
    of: str
    text: str = ""
    who: str = ""
    from_word: str = ""
    to_word: str = ""
    reason: str = ""


def stories_of(items) -> dict[int, list[Step]]:
    """Return the steps of each line's measure by the line's key, oldest first."""
    names: dict[int, str] = {}
    events = _events(items)
    acts = _acts(items)
    users = {_user_of(event) for found in events.values() for event in found} - {None}
    users |= {act.actor_id for found in acts.values() for act in found}
    if users:
        names = {user.pk: str(user) for user in User.objects.filter(pk__in=users)}
    return {
        item.pk: sorted(
            _steps(item, events[item.measure_id], acts[item.measure_id], names), key=lambda step: step.at
        )
        for item in items
    }


def faults_of(item, value) -> list[str]:
    """Return in words what is doubtful in a line, by the same checks as a ledger that comes in; `value` gives the
    parameters of its county."""
    started = item.problem.source.mobilised_on or dt.date.fromisoformat(value("rectification.started_on"))
    found = (fault.code for fault in faults(row_of(item), clock.today(), started))
    return [codes()[code].meaning for code in found if code not in TOLD_ELSEWHERE]


def _events(items) -> dict:
    """Return the history of each line's measure, one query for all."""
    found: dict = defaultdict(list)
    history: Any = RectificationMeasure._meta.get_field("history").related_model
    rows = history.objects.filter(pgh_obj_id__in=[item.measure_id for item in items])
    for event in rows.select_related("pgh_context").order_by("pgh_id"):
        found[event.pgh_obj_id].append(event)
    return found


def _acts(items) -> dict:
    """Return what was done with each measure without moving it: laid before its leader, put off."""
    found: dict = defaultdict(list)
    rows = MeasureStep.objects.filter(measure__in=[item.measure_id for item in items], act__in=STILL)
    for act in rows.order_by("number"):
        found[act.measure_id].append(act)
    return found


def _user_of(event):
    return (event.pgh_context.metadata if event.pgh_context else {}).get("user")


def _steps(item, events, acts, names):
    for entry in item.measure.progress.all() if item.measure else ():
        yield Step(entry.happened_on, entry.of, text=entry.text)
    for act in acts:
        word = str(act.get_act_display())
        yield Step(
            act.decided_on,
            str(act.decided_on),
            who=names.get(act.actor_id, ""),
            to_word=word,
            reason=act.reason,
        )
    was = None
    for event in events:
        if event.status != was and event.pgh_label != BASE:
            yield _change(event, was, names)
        was = event.status


def _change(event, was, names) -> Step:
    facts = event.pgh_context.metadata if event.pgh_context else {}
    day = event.pgh_created_at.astimezone(clock.COUNTY_TIME).date()
    reason = facts.get("reason", "")
    if reason.startswith("import_ledger"):
        reason = _("录自 %(file)s") % {"file": reason.removeprefix("import_ledger ")}
    elif reason.isascii():  # the name of the verb: the change itself says as much
        reason = ""
    return Step(
        at=day,
        of=str(day),
        who=names.get(facts.get("user"), "") or _("系统"),
        from_word=str(MeasureStatus(was).label) if was else "",
        to_word=str(MeasureStatus(event.status).label),
        reason=reason,
    )
