"""What is kept of a reader's whole ledger is another as soon as anything is that it was asked from."""

import datetime as dt
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.models import MeasureEvidence, NoticeSource
from inspections.services import problems
from inspections.whole_ledger import READ_FROM, Standing
from povertyapp.core import clock
from povertyapp.core.drawn import drawing_anew
from povertyapp.core.models import Area, RuleParameter
from tests.households.factories import COUNTY, make_user
from tests.inspections.rectifying import TODAY, make_measure, make_problem, show, submitted

URL = "/rectification/"
CHIP = re.compile(r'id="chip-ledger-([a-z_-]+)".*?<strong class="num">(\d+)</strong>')
CHOICE = re.compile(r'<option value="([^"]+)"[^>]*>([^<]+)</option>')


@pytest.fixture
def line(cast, places):
    return make_measure(places.county, deadline=TODAY - dt.timedelta(days=1))


def shown(client, user, query=""):
    client.force_login(user)
    html = client.get(f"{URL}?{query}").content.decode()
    rows = re.findall(r'<tr data-href="([^"]*)"', html)
    return dict(CHIP.findall(html)), dict(CHOICE.findall(html)), rows


def _another_line(line, cast):
    make_measure(line.problem.county)


def _handed_over(line, cast):
    submitted(cast, line)


def _another_limit(line, cast):
    value = {"blue": -7, "yellow": 0, "orange": 1, "red": 15, "black": 30}
    RuleParameter.objects.create(
        name="rectification.grade_days", value=value, area_id=COUNTY, effective_from=clock.today()
    )


def _found_false(line, cast):
    show(cast.clerk, line)
    picture = MeasureEvidence.objects.get()
    problems.doubt_evidence(by=cast.supervisor, evidence=picture, reason="别村的照片")
    second = make_user("second", "supervisor", line.problem.county)
    problems.confirm_false(by=second, evidence=picture)


def _batch_renamed(line, cast):
    NoticeSource.objects.update(name="省级反馈")


def _place_renamed(line, cast):
    Area.objects.filter(pk=COUNTY).update(name="新县")


@pytest.mark.parametrize(
    "change",
    [_another_line, _handed_over, _another_limit, _found_false, _batch_renamed, _place_renamed],
)
@pytest.mark.parametrize("query", ["", "state=overdue", "grade=yellow"])
def test_what_is_another_is_seen_at_once(client, cast, line, change, query):
    before = shown(client, cast.clerk, query)
    assert before == shown(client, cast.clerk, query)
    assert before[0]["overdue"] == before[0]["grade-yellow"] == "1"
    change(line, cast)
    after = shown(client, cast.clerk, query)
    with drawing_anew():
        assert shown(client, cast.clerk, query) == after
    assert after != before


def test_a_line_is_overdue_on_the_next_day(client, cast, places):
    make_measure(places.county, deadline=clock.today())
    assert shown(client, cast.clerk)[0]["overdue"] == "0"
    with time_machine.travel(clock.now() + dt.timedelta(days=1)):
        assert shown(client, cast.clerk)[0]["overdue"] == "1"


def test_each_reader_has_his_own(client, cast, line, places):
    own = make_problem(places.county, area=places.township)
    make_measure(places.county, problem=own)
    for _time in range(2):
        assert shown(client, cast.clerk)[0]["all"] == "2"
        assert shown(client, cast.township)[0]["all"] == "1"
        assert COUNTY not in shown(client, cast.township)[1]
        assert shown(client, cast.outsider)[0]["all"] == "0"


# What the session, the grants and what is noted of tables say stands in its name or is read anew with each page.
KNOWN_OTHERWISE = {
    *("django_session", "core_user", "core_rolegrant", "core_tally", "core_savedfilter"),
    "inspections_ledger_item",  # a view of problems and measures
}


@pytest.mark.parametrize("who", ["leader", "clerk", "supervisor", "township", "cadre", "helper"])
def test_every_table_that_it_is_asked_from_is_watched(client, cast, line, who):
    """Those of the lines that the page shows are read each time, and so are the checks that wait for an inspector."""
    client.force_login(getattr(cast, who))

    def told():
        with CaptureQueriesContext(connection) as asked:
            client.get(URL)
        return {query["sql"] for query in asked if query["sql"].startswith("SELECT")}

    client.get(URL)  # whoever asks first has his queries written
    again = told()
    with drawing_anew():
        first = told()
    read = {table for sql in first - again for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', sql)}
    assert first - again
    assert read - KNOWN_OTHERWISE <= {model._meta.db_table for model in READ_FROM}


def test_lines_are_told_apart_by_state_and_grade():
    counted = [(1, "overdue", "red", 2), (2, "overdue", "", 1), (1, "closed", "", 3)]
    assert Standing.of([2, 1], counted).lines == [(2, 1), (1, 5)]
    assert Standing.of([2, 1], counted, "overdue").lines == [(2, 1), (1, 2)]
    assert Standing.of([2, 1], counted, "overdue", "red").lines == [(1, 2)]
    assert Standing.of([2, 1], counted, "", "red").counts["closed", ""] == 3
