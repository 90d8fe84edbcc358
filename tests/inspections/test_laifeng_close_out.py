"""Laifeng's real plan from import to close-out: what its text does not give is asked for, what contradicts stays."""

import pytest
from django.core.exceptions import ValidationError

from inspections.choices import ProblemStatus
from inspections.models import LedgerItem, NoticeSource, Problem, RectificationMeasure
from inspections.services import ledger
from inspections.services.ledger import load_plan
from povertyapp.core import clock
from tests.households.factories import cast as make_cast
from tests.inspections.rectifying import TOMORROW, verified

# What the county itself must add before a measure can be handed over (LF-10): the text names none of them.
ADDED = {
    "leader_name": "田某",
    "responsible_unit": "县扶贫办",
    "person_name": "向某",
    "deadline_kind": "date",
    "deadline": TOMORROW,
    "deadline_text": "明天前",
}
TARGET = {"metric": "县里定的指标", "comparator": ">=", "threshold": 1, "threshold_unit": "项"}


@pytest.fixture
def cast(db):
    return make_cast()


def test_the_plan_runs_from_import_to_close_out(cast):
    load_plan(by=cast.clerk, county=cast.places.county)
    source = NoticeSource.objects.get()
    measures = list(RectificationMeasure.objects.select_related("problem").order_by("number"))
    with pytest.raises(ValidationError, match="责任领导.*责任单位.*责任人"):
        ledger.assign_measure(by=cast.clerk, measure=measures[0])
    without_target = [measure for measure in measures if measure.threshold is None]
    assert without_target  # the text names metrics without figures: they are asked for, never invented
    Problem.objects.filter(source=source).update(cause_text="统筹协调不到位", causes=["coordination"])
    for measure in measures:
        for name, value in (ADDED | (TARGET if measure.threshold is None else {})).items():
            setattr(measure, name, value)
        measure.goal = measure.goal or measure.text
        measure.save()
        measure.problem.refresh_from_db()
        verified(cast, measure)
    for measure in measures:
        ledger.close_measure(by=cast.clerk, measure=measure, sheet=f"销号单{measure.number}")
    states = {problem.text: problem.status for problem in Problem.objects.prefetch_related("measures")}
    assert states.pop("健康扶贫覆盖不全") != ProblemStatus.CLOSED  # it never had a measure
    assert set(states.values()) == {ProblemStatus.CLOSED}
    assert len(states) == 12
    assert RectificationMeasure.objects.filter(status="closed", closed_on=clock.today()).count() == len(
        measures
    )
    lines = LedgerItem.objects.in_area(cast.places.county.code).with_state(clock.today())
    assert lines.filter(state="closed").count() == len(measures)
    assert lines.exclude(state="closed").get().problem.text == "健康扶贫覆盖不全"
    said = " ".join(source.notes)
    assert "逐项列出的有6项" in said
    assert "24条" in said
