"""The list of visits: month, channel, place, helper, late; the total is what the list holds."""

import datetime as dt

import pytest
from django.urls import reverse

from assistance.choices import Channel
from assistance.models.visit import VISITS
from povertyapp.core import clock
from povertyapp.core.models import Tally
from povertyapp.core.owner import as_owner
from tests.assistance.factories import make_helped, make_visit
from tests.households.factories import OTHER_VILLAGE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

URL = reverse("assistance:visits")


@pytest.fixture
def visits(cast, helped):
    """Five visits: three at home by the helper, one call, one of another township; one of February came late."""
    household, helper = helped
    other, other_helper = make_helped(area_id=OTHER_VILLAGE)
    return {
        "march": make_visit(household, helper, dt.date(2017, 3, 10), recorded_by=cast.helper),
        "again": make_visit(household, helper, dt.date(2017, 3, 11), recorded_by=cast.helper),
        "late": make_visit(household, helper, dt.date(2017, 2, 10), recorded_at=clock.now()),
        "call": make_visit(household, helper, dt.date(2017, 3, 12), channel=Channel.PHONE),
        "other": make_visit(other, other_helper, dt.date(2017, 3, 13)),
    }


def found(page, visits):
    rows = {row["object"].pk for row in page.context["rows"]}
    assert page.context["total"] == len(rows)
    return {name for name, visit in visits.items() if visit.pk in rows}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"march", "again", "late", "call", "other"}),
        ("m=2017-03", {"march", "again", "call", "other"}),
        ("m=2017-02", {"late"}),
        ("channel=phone", {"call"}),
        ("area=422827103", {"other"}),
        ("area=422827100", {"march", "again", "late", "call"}),
        ("late=true", {"late"}),
        ("late=false", {"march", "again", "call", "other"}),
        ("voided=true", set()),
        ("m=2017-03&channel=home&area=422827100", {"march", "again"}),
    ],
)
def test_filters(as_user, cast, visits, query, expected):
    assert found(as_user(cast.clerk).get(f"{URL}?{query}"), visits) == expected


def test_the_total_is_what_each_reader_sees(as_user, cast, visits):
    """What lies in his places is noted; what he entered elsewhere is counted beside it."""
    beside = make_visit(visits["other"].household, day=dt.date(2017, 3, 14), recorded_by=cast.township)
    for user, n in ((cast.clerk, 6), (cast.township, 5), (cast.helper, 4), (cast.outsider, 0)):
        page = as_user(user).get(URL)
        assert len(found(page, visits | {"beside": beside})) == page.context["total"] == n
    with as_owner():
        Tally.objects.filter(kind=VISITS, key="2017-03").delete()
    assert as_user(cast.township).get(URL).context["total"] == 2  # of February, and what lies elsewhere
    assert as_user(cast.township).get(f"{URL}?m=2017-03").context["total"] == 1
    assert as_user(cast.township).get(f"{URL}?m=2017-03&late=false").context["total"] == 4


def test_filters_by_helper_and_household(as_user, cast, helped, visits):
    household, helper = helped
    client = as_user(cast.clerk)
    mine = {"march", "again", "late", "call"}
    assert found(client.get(URL, {"helper": helper.code}), visits) == mine
    assert found(client.get(URL, {"household": household.household_no}), visits) == mine


def test_a_wrong_month_is_told_at_the_filter(as_user, cast, visits):
    page = as_user(cast.clerk).get(f"{URL}?m=2017-13")
    assert "2017-13" in str(page.context["filter"].form.errors["m"])


def test_the_late_one_is_marked(as_user, cast, visits):
    text = as_user(cast.clerk).get(f"{URL}?m=2017-02").content.decode()
    assert "补报" in text.split("<tbody>")[1]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("township", {"march", "again", "late", "call"}),
        ("cadre", {"march", "again", "late", "call"}),
        ("helper", {"march", "again", "late", "call"}),
        ("outsider", set()),
    ],
)
def test_each_sees_his_own(as_user, cast, visits, who, expected):
    assert found(as_user(getattr(cast, who)).get(URL), visits) == expected


def test_htmx_gets_the_table_alone(as_user, cast, visits):
    page = as_user(cast.clerk).get(URL, headers={"HX-Request": "true"})
    assert "<html" not in page.content.decode()


def test_queries_do_not_grow_with_rows(as_user, cast, helped, visits, django_assert_num_queries):
    client = as_user(cast.clerk)
    client.get(URL)
    with django_assert_num_queries(7):
        client.get(URL)
    for day in range(1, 10):
        make_visit(*helped, dt.date(2017, 3, day))
    with django_assert_num_queries(7):
        client.get(URL)


def test_without_the_verb_there_is_no_list(as_user, cast):
    assert as_user(cast.finance).get(URL).status_code == 403
