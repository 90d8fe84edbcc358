"""The real plan of Laifeng, loaded with the facts that the text gives and no others."""

import datetime as dt
import io
import json

import pytest
from django.core.exceptions import ValidationError

from inspections.choices import MeasureStatus
from inspections.models import LedgerItem, NoticePoint, NoticeSource, Problem, RectificationMeasure
from inspections.services.ledger import export_ledger, load_plan
from inspections.services.ledger.plan import LAIFENG_PLAN
from povertyapp.core.clock import today


@pytest.fixture
def loaded(places):
    return load_plan(by=None, county=places.county)


def test_the_plan_gives_13_problems_and_43_measures(loaded):
    assert (loaded.problems_created, loaded.measures_created) == (13, 43)
    source = NoticeSource.objects.get()
    assert source.assessment_year == 2016
    assert source.doc_no == "来办发【2017】  号"
    assert source.mobilised_on == dt.date(2017, 5, 23)
    assert len(source.notes) == 15
    assert len(source.events) == 7
    assert NoticePoint.objects.count() == 6


def test_every_fact_of_the_text_is_there_and_nothing_more(loaded):
    plan = json.loads(LAIFENG_PLAN.read_text("utf-8"))
    stored = {m.number: m for m in RectificationMeasure.objects.select_related("problem", "point")}
    for fact in plan["measures"]:
        measure = stored[fact["row"]]
        assert measure.text == fact["measure"]
        assert measure.threshold == fact["threshold"]
        assert measure.responsible_unit == measure.leader_name == measure.person_name == ""
        assert (measure.deadline and measure.deadline.isoformat()) == fact["deadline"]
        assert measure.problem.text == fact["problem"]
        assert (measure.point.text if measure.point else None) == next(
            (p["problem"] for p in plan["provincial_problems"] if p["id"] == fact["provincial_problem_id"]),
            None,
        )
        assert measure.status == MeasureStatus.PLANNED
    assert stored[25].threshold is None
    assert stored[15].deadline == dt.date(2017, 6, 30)


def test_the_problem_without_a_measure_stays_without_one(loaded):
    bare = Problem.objects.get(measures=None)
    assert bare.text == "健康扶贫覆盖不全"
    assert LedgerItem.objects.filter(measure=None).get().problem == bare


def test_loading_again_changes_nothing(loaded, places):
    again = load_plan(by=None, county=places.county)
    assert (again.problems_created, again.measures_created) == (0, 0)
    assert (again.problems_unchanged, again.measures_unchanged) == (13, 43)


def test_the_plan_of_another_county_is_refused(places):
    with pytest.raises(ValidationError, match="422827"):
        load_plan(by=None, county=places.outsider_county)


def test_the_plan_can_be_exported(loaded, places):
    items = LedgerItem.objects.in_area("422827").with_state(today())
    made = export_ledger(by=None, items=items, area_code="422827", as_of=today())
    assert made.record.row_count == 44
    assert io.BytesIO(made.data).read(2) == b"PK"
