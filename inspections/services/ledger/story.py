"""What happened to a measure, from its entries of progress and from its history."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from inspections.choices import MeasureStatus
from inspections.ledger.checks import faults
from inspections.models import MeasureStep, ProgressEntry, RectificationMeasure
from inspections.services.ledger.exporting import row_of
from povertyapp.core import clock
from povertyapp.core.history import BASE
from povertyapp.core.models import User
from povertyapp.core.text import told
from povertyapp.core.workbooks.findings import codes

# What is shown in other words beside the measure: its state and its deadline.
TOLD_ELSEWHERE = {"LEDGER_OVERDUE", "LEDGER_DEADLINE_NOT_DATE", "LEDGER_NO_MEASURE"}


@dataclass(frozen=True)
class Step:
    """One step: progress as written (`text`), or a change of status with who made it and why."""

    at: dt.datetime
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
    entered = _entered(items)
    acts = _acts(items)
    users = {_user_of(event) for found in events.values() for event in found} - {None}
    users |= {act.actor_id for found in acts.values() for act in found}
    if users:
        names = {user.pk: str(user) for user in User.objects.filter(pk__in=users)}
    return {
        item.pk: sorted(
            _steps(item, events[item.measure_id], acts[item.measure_id], entered, names),
            key=lambda step: step.at,
        )
        for item in items
    }


def faults_of(item, value) -> list[str]:
    """Return in words what is doubtful in a line, by the same checks as a ledger that comes in; `value` gives the
    parameters of its county."""
    started = item.problem.source.mobilised_on or dt.date.fromisoformat(value("rectification.started_on"))
    found = (fault.code for fault in faults(row_of(item), clock.today(), started))
    return [told(codes()[code].meaning) for code in found if code not in TOLD_ELSEWHERE]


def _events(items) -> dict:
    """Return the history of each line's measure, one query for all."""
    found: dict = defaultdict(list)
    history: Any = RectificationMeasure._meta.get_field("history").related_model
    rows = history.objects.filter(pgh_obj_id__in=[item.measure_id for item in items])
    for event in rows.select_related("pgh_context").order_by("pgh_id"):
        found[event.pgh_obj_id].append(event)
    return found


def _acts(items) -> dict:
    """Return the recorded steps of each line's measure."""
    found: dict = defaultdict(list)
    rows = MeasureStep.objects.filter(measure__in=[item.measure_id for item in items])
    for act in rows.order_by("number"):
        found[act.measure_id].append(act)
    return found


def _entered(items) -> dict[int, dt.datetime]:
    """Return the moment at which each entry of progress was first entered, one query for all."""
    history: Any = ProgressEntry._meta.get_field("history").related_model
    entries = [entry.pk for item in items if item.measure for entry in item.measure.progress.all()]
    rows = history.objects.filter(pgh_obj_id__in=entries).order_by("-pgh_id")
    return dict(rows.values_list("pgh_obj_id", "pgh_created_at"))


def _user_of(event):
    return (event.pgh_context.metadata if event.pgh_context else {}).get("user")


def _steps(item, events, acts, moments, names):
    """Yield the entries of progress, how the measure began, and its steps; what happened before steps were recorded is
    read from its history."""
    for entry in item.measure.progress.all() if item.measure else ():
        entered = moments.get(entry.pk)
        same_day = entered is not None and _day(entered) == entry.happened_on
        yield Step(entered if same_day else clock.moment(entry.happened_on), entry.of, text=entry.text)
    yield from (_taken(act, names) for act in acts)
    begun = acts[0].recorded_at if acts else None
    was = None
    for event in events:
        is_older = begun is None or event.pgh_created_at < begun
        if event.status != was and event.pgh_label != BASE and (was is None or is_older):
            yield _change(event, was, names)
        was = event.status


def _taken(act, names) -> Step:
    moved = act.from_status != act.to_status
    return Step(
        at=act.recorded_at,
        of=str(act.decided_on),
        who=names.get(act.actor_id, "") or _("系统"),
        from_word=str(act.get_from_status_display()) if moved else "",
        to_word=str(act.get_to_status_display() if moved else act.get_act_display()),
        reason=_reason(act.reason),
    )


def _change(event, was, names) -> Step:
    facts = event.pgh_context.metadata if event.pgh_context else {}
    return Step(
        at=event.pgh_created_at,
        of=str(_day(event.pgh_created_at)),
        who=names.get(facts.get("user"), "") or _("系统"),
        from_word=str(MeasureStatus(was).label) if was else "",
        to_word=str(MeasureStatus(event.status).label),
        reason=_reason(facts.get("reason", "")),
    )


def _day(moment) -> dt.date:
    return clock.day_of(moment)


def _reason(text) -> str:
    """Return why in words; the name of a verb says no more than the change itself."""
    if text.startswith("import_ledger"):
        return _("录自 %(file)s") % {"file": text.removeprefix("import_ledger ")}
    return "" if text.isascii() else told(text)
