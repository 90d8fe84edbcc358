"""Acceptance by a third party: results by workbook, rolled up by who answered on the day, each figure is its list."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from inspections.models import AcceptanceResult
from inspections.services.field.acceptance import (
    close_acceptance,
    import_results,
    levels_of,
    open_acceptance,
    record_result,
    rolled_up,
)
from tests.inspections.factories import assign, make_cared, make_helper
from tests.list_book import write

pytestmark = pytest.mark.django_db
DAY = dt.date(2017, 6, 10)
FACTS = {
    "name": "2017年验收",
    "agency": "某评估公司",
    "tender_no": "LFZB-2017-01",
    "recognised_by": "省扶贫办",
    "recognition_no": "鄂贫办〔2017〕1号",
    "begins_on": DAY,
    "accepted_on": DAY,
}
HEADER = ["户编号", "户主姓名", "是否合格", "满意度", "说明"]


@pytest.fixture
def round_(cast):
    return open_acceptance(by=cast.clerk, county=cast.places.county, **FACTS)


def row(home, passed="合格", satisfaction="满意", note=""):
    return [home.household_no, home.head_name, passed, satisfaction, note]


@pytest.fixture
def take(cast, tmp_path):
    """Take rows in from a workbook."""

    def of(rows):
        path = write(tmp_path / "验收.xlsx", HEADER, *rows, title="第三方验收结果表", sheet="验收")
        return import_results(by=cast.clerk, source=str(path), county=cast.places.county)

    return of


def test_results_come_by_workbook_and_again_only_what_changed(round_, take):
    helper = make_helper()
    homes = [make_cared(helper) for _each in range(3)]
    rows = [row(homes[0]), row(homes[1], "不合格", "不满意", "住房不安全"), row(homes[2], "达标", "")]
    counts = take(rows).counts
    assert (counts["results_created"], counts["results_updated"]) == (3, 0)
    rows[1][2] = "合格"
    counts = take(rows).counts
    assert [counts[f"results_{act}"] for act in ("created", "updated", "unchanged")] == [0, 1, 2]
    assert set(AcceptanceResult.objects.values_list("passed", "satisfaction")) == {
        (True, "satisfied"),
        (True, "unsatisfied"),
        (True, ""),
    }


def test_a_dirty_workbook_tells_all_faults_and_writes_nothing(round_, take):
    home = make_cared(make_helper())
    other = list(row(home))
    rows = [
        row(home, ""),
        row(home, "还行"),
        [*["000000000000", "某人"], *other[2:]],
        row(home, "合格", "很满意"),
    ]
    result = take(rows)
    assert result.refused
    assert {found.code for found in result.findings} >= {
        "LIST_FIELD_MISSING",
        "LIST_HOUSEHOLD_UNKNOWN",
        "LIST_DUPLICATE",
        "DICT_UNKNOWN",
    }
    assert not AcceptanceResult.objects.exists()


def test_without_an_open_acceptance_nothing_comes_in(places, take):
    home = make_cared(make_helper())
    with pytest.raises(ValidationError, match="没有进行中的第三方验收"):
        take([row(home)])


def test_it_rolls_up_by_who_answered_on_the_day(cast, round_):
    before, after = make_helper(), make_helper()
    home, kept = make_cared(before), make_cared(before)
    home.assignments.update(to_date=DAY - dt.timedelta(days=1))
    assign(home, after, DAY)
    alone = make_cared(before)
    alone.assignments.update(to_date=DAY - dt.timedelta(days=1))
    record_result(by=cast.clerk, round=round_, household=home, passed=True, satisfaction="satisfied")
    record_result(by=cast.clerk, round=round_, household=kept, passed=False, satisfaction="")
    record_result(by=cast.clerk, round=round_, household=alone, passed=True, satisfaction="fair")
    levels = levels_of(round_.accepted_on)
    found = rolled_up(AcceptanceResult.objects.all(), levels["helper"])
    by_helper = {
        line["object"]: (line["accepted"], line["passed_count"], line["satisfied"]) for line in found
    }
    assert by_helper == {after: (1, 1, 1), before: (1, 0, 0), None: (1, 1, 0)}
    assert found[-1]["object"] is None
    (township,) = rolled_up(AcceptanceResult.objects.all(), levels["township"])
    assert (township["object"], township["accepted"], township["surveyed"]) == (cast.places.township, 3, 2)
    (unit,) = [line for line in rolled_up(AcceptanceResult.objects.all(), levels["unit"]) if line["object"]]
    assert (unit["object"], unit["accepted"]) == (before.unit, 2)


def test_each_figure_of_the_page_is_its_list_and_a_township_sees_its_part(client, cast, round_):
    mine = make_cared(make_helper())
    elsewhere = make_cared(make_helper(), area_id="422827103201")
    for home, passed in ((mine, True), (elsewhere, False)):
        record_result(by=cast.clerk, round=round_, household=home, passed=passed, satisfaction="satisfied")
    for user, accepted, passing in ((cast.clerk, 2, 1), (cast.township, 1, 1)):
        client.force_login(user)
        page = client.get(round_.get_absolute_url())
        assert (page.context["totals"]["accepted"], page.context["totals"]["passed_count"]) == (
            accepted,
            passing,
        )
        for name in ("accepted_url", "passed_url", "surveyed_url", "satisfied_url"):
            listed = client.get(page.context[name])
            assert listed.context["total"] == page.context["totals"][COUNTED[name]]
    client.force_login(cast.outsider)
    assert client.get(round_.get_absolute_url()).status_code == 404
    client.force_login(cast.clerk)
    assert client.get(reverse("inspections:acceptance_xlsx", args=[round_.pk])).status_code == 200


COUNTED = {
    "accepted_url": "accepted",
    "passed_url": "passed_count",
    "surveyed_url": "surveyed",
    "satisfied_url": "satisfied",
}


def test_one_at_a_time_and_closed_for_good(cast, round_):
    with pytest.raises(ValidationError):
        open_acceptance(by=cast.clerk, county=cast.places.county, **FACTS | {"name": "又一次"})
    with pytest.raises(ValidationError):
        close_acceptance(by=cast.clerk, round=round_)
    home = make_cared(make_helper())
    record_result(by=cast.clerk, round=round_, household=home, passed=True)
    close_acceptance(by=cast.clerk, round=round_)
    with pytest.raises(ValidationError):
        record_result(by=cast.clerk, round=round_, household=home, passed=False)
