"""The list of measures."""

import datetime as dt

import pytest
from django.urls import reverse

from assistance.choices import MeasureClass, MeasureKind
from assistance.models.measure import MEASURES
from povertyapp.core.models import Tally
from povertyapp.core.owner import as_owner
from tests.assistance.factories import make_measure
from tests.households.factories import OTHER_VILLAGE, make_household

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

URL = reverse("assistance:measures")


@pytest.fixture
def measures(cast):
    here = make_household(members=0, income=False, living=False, forms=False)
    there = make_household(area_id=OTHER_VILLAGE, members=0, income=False, living=False, forms=False)
    return {
        "tea": make_measure(here, "茶叶种植"),
        "low": make_measure(
            here, "低保兜底", MeasureKind.SOCIAL_SAFETY_NET, measure_class=MeasureClass.SAFETY_NET
        ),
        "over": make_measure(here, "生猪养殖", to_date=dt.date(2017, 2, 10)),
        "there": make_measure(there, "务工就业", MeasureKind.EMPLOYMENT),
    }


def found(page):
    return {row["object"].name for row in page.context["rows"]}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"tea", "low", "over", "there"}),
        ("m=2017-03", {"tea", "low", "there"}),
        ("m=2017-02", {"tea", "low", "over", "there"}),
        ("measure_class=safety_net", {"low"}),
        ("kind=employment", {"there"}),
        ("area=422827103", {"there"}),
        ("name=茶", {"tea"}),
    ],
)
def test_filters(as_user, cast, measures, query, expected):
    page = as_user(cast.clerk).get(f"{URL}?{query}")
    assert found(page) == {measures[name].name for name in expected}
    assert page.context["total"] == len(expected)


def test_the_total_is_what_is_noted(as_user, cast, measures):
    for user, n in ((cast.clerk, 4), (cast.township, 3), (cast.outsider, 0)):
        assert as_user(user).get(URL).context["total"] == n
    with as_owner():
        Tally.objects.filter(kind=MEASURES, code__in=("422827", "422827103")).delete()
    assert as_user(cast.clerk).get(URL).context["total"] == 0
    assert as_user(cast.township).get(URL).context["total"] == 3
    assert as_user(cast.clerk).get(f"{URL}?area=422827103").context["total"] == 0
    assert as_user(cast.clerk).get(f"{URL}?area=422827103&kind=employment").context["total"] == 1


def test_outsider_sees_nothing(as_user, cast, measures):
    assert found(as_user(cast.outsider).get(URL)) == set()


def test_township_sees_its_own(as_user, cast, measures):
    assert "务工就业" not in found(as_user(cast.township).get(URL))


def test_queries_do_not_grow_with_rows(as_user, cast, measures, django_assert_num_queries):
    client = as_user(cast.clerk)
    client.get(URL)
    with django_assert_num_queries(4):
        client.get(URL)
