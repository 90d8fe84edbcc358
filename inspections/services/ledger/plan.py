"""Load a rectification plan from its facts: what the paper says, and nothing that it does not."""

import datetime as dt
import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.choices import DeadlineKind
from inspections.models import NoticePoint, NoticeSource, Problem, RectificationMeasure
from inspections.services.ledger.recording import LedgerCounts
from povertyapp.core.history import because
from povertyapp.core.models import Area

LAIFENG_PLAN = Path(__file__).parents[2] / "data" / "laifeng-2017-rectification.json"
MOBILISATION = "动员大会"


@transaction.atomic
def load_plan(*, by, county: Area, path: Path = LAIFENG_PLAN) -> LedgerCounts:
    """Make the problems and measures of a plan in a county; what is there already stays as it is.

    A threshold or a unit that the text does not name stays empty, a problem without a measure stays without
    one, and the places where the text contradicts itself are kept with its source.
    """
    plan = json.loads(Path(path).read_text("utf-8"))
    if plan["document"]["county_code"] != county.code:
        raise ValidationError(
            _("方案是 %(code)s 的，不能载入 %(county)s；请用本县的方案。")
            % {"code": plan["document"]["county_code"], "county": county.name}
        )
    counts = LedgerCounts()
    with because(by=by, reason="load_plan"):
        source = _source(plan, county)
        points = _points(plan, source)
        problems = _problems(plan, county, source, counts)
        _measures(plan, problems, points, counts)
    return counts


def _source(plan: dict, county: Area) -> NoticeSource:
    document = plan["document"]
    published = dt.date.fromisoformat(document["published"])
    mobilised = next((step["date"] for step in plan["timeline"] if MOBILISATION in step["event"]), None)
    facts = {
        "title": document["plan"],
        "assessment_year": document["assessment_year"],
        "doc_no": document["plan_number_as_written"],
        "mobilised_on": mobilised and dt.date.fromisoformat(mobilised),
        "events": [{"date": step["date"], "event": step["event"]} for step in plan["timeline"]],
        "notes": [note["statement"] for note in plan["inconsistencies"]],
    }
    name = document["plan"].removeprefix(county.name)
    return NoticeSource.objects.get_or_create(area=county, year=published.year, name=name, defaults=facts)[0]


def _points(plan: dict, source: NoticeSource) -> dict[str, NoticePoint]:
    return {
        fact["id"]: NoticePoint.objects.get_or_create(
            source=source, number=number, defaults={"text": fact["problem"]}
        )[0]
        for number, fact in enumerate(plan["provincial_problems"], start=1)
    }


def _problems(plan: dict, county: Area, source: NoticeSource, counts: LedgerCounts) -> dict[str, Problem]:
    taken = set(Problem.objects.filter(county=county).values_list("no", flat=True))
    problems = {}
    at = 0
    for number, fact in enumerate(plan["problems"], start=1):
        stored = Problem.objects.filter(source=source, number=number).first()
        if stored is None:
            at += 1
            while (no := f"ZG-{source.year}-{at:03d}") in taken:
                at += 1
            stored = Problem.objects.create(
                area=county, county=county, source=source, number=number, no=no,
                category=fact["category"], text=fact["problem"],
            )  # fmt: skip
            counts.problems_created += 1
        else:
            counts.problems_unchanged += 1
        problems[fact["id"]] = stored
    return problems


def _measures(plan: dict, problems: dict, points: dict, counts: LedgerCounts) -> None:
    for fact in plan["measures"]:
        problem = problems[fact["problem_id"]]
        if problem.measures.filter(number=fact["row"]).exists():
            counts.measures_unchanged += 1
            continue
        RectificationMeasure.objects.create(
            problem=problem,
            number=fact["row"],
            point=points.get(fact["provincial_problem_id"]),
            **_facts(fact),
        )
        counts.measures_created += 1


def _facts(fact: dict) -> dict:
    """Return the columns of a measure row of the plan; null stays blank, words stay beside their day."""
    return {
        "text": fact["measure"],
        "goal": fact["goal"] or "",
        "metric": fact["metric"] or "",
        "comparator": fact["comparator"] or "",
        "threshold": fact["threshold"],
        "threshold_unit": fact["unit"] or "",
        "period": fact["period"] or "",
        "applies_to": fact["scope"] or "",
        "starts_on": fact["start"] and dt.date.fromisoformat(fact["start"]),
        "deadline": fact["deadline"] and dt.date.fromisoformat(fact["deadline"]),
        "deadline_text": fact["deadline_as_written"] or "",
        "deadline_kind": DeadlineKind.DATE if fact["deadline"] else "",
        "responsible_unit": fact["responsible_unit"] or "",
        "actor_named": fact["actor_named"] or "",
        "quote": fact["quote"] or "",
        "remark": fact["note"] or "",
    }
