"""Helpers: who is in charge of how many households; the figure equals the list behind it."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from tests.assistance.factories import make_helped, make_helper, make_visit, put_in_charge
from tests.households.factories import OTHER_VILLAGE, make_household

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

URL = reverse("assistance:helpers")


def caseloads(page):
    return {row["object"].code: row["object"].caseload for row in page.context["rows"]}


@pytest.fixture
def busy(helped):
    """A helper with two households of 翔凤镇, one of 绿水镇, one in the past and one that left the register."""
    _household, helper = helped
    make_helped(helper=helper)
    make_helped(helper=helper, area_id=OTHER_VILLAGE)
    make_helped(helper=helper, left_register_on=dt.date(2017, 3, 1))
    past = make_household(members=0, income=False, living=False, forms=False)
    put_in_charge(helper, past, until=dt.date(2017, 2, 28))
    return helper


@pytest.mark.parametrize(("who", "expected"), [("clerk", 3), ("township", 2), ("cadre", 2), ("helper", 3)])
def test_caseload_counts_the_households_of_today_that_the_user_may_see(as_user, cast, busy, who, expected):
    client = as_user(getattr(cast, who))
    page = client.get(URL)
    assert caseloads(page) == {busy.code: expected}
    figure = re.search(
        r'data-testid="fig-caseload-[^"]+" data-count="(\d+)" href="([^"]+)"', page.content.decode()
    )
    behind = client.get(figure[2])
    assert f'data-testid="total" data-count="{figure[1]}"' in behind.content.decode()
    assert int(figure[1]) == expected == len(behind.context["households"])


def test_filters_by_name_unit_and_place(as_user, cast, busy):
    idle = make_helper("闲人", unit="县档案局")
    client = as_user(cast.clerk)
    assert set(caseloads(client.get(URL))) == {busy.code, idle.code}
    assert set(caseloads(client.get(URL, {"name": "闲"}))) == {idle.code}
    assert set(caseloads(client.get(URL, {"unit": "供电"}))) == {busy.code}
    assert set(caseloads(client.get(URL, {"area": "422827103"}))) == {busy.code}
    assert set(caseloads(client.get(URL, {"area": "422827101"}))) == set()


def test_the_helper_s_page_says_who_is_still_to_be_visited(as_user, cast, helped):
    household, helper = helped
    make_visit(household, helper)
    page = as_user(cast.clerk).get(reverse("assistance:helper", args=[helper.code]))
    [row] = page.context["households"]
    assert "本月已走访" in row["state"]
    assert row["since"] == dt.date(2017, 1, 1)


def test_outsider_finds_no_helper(as_user, cast, busy):
    client = as_user(cast.outsider)
    assert caseloads(client.get(URL)) == {}
    assert client.get(reverse("assistance:helper", args=[busy.code])).status_code == 404


def test_a_helper_of_another_township_is_not_seen(as_user, cast, places):
    _household, elsewhere = make_helped(area_id=OTHER_VILLAGE)
    client = as_user(cast.township)
    assert caseloads(client.get(URL)) == {}
    assert client.get(reverse("assistance:helper", args=[elsewhere.code])).status_code == 404


def test_queries_do_not_grow_with_rows(as_user, cast, busy, django_assert_num_queries):
    client = as_user(cast.clerk)
    client.get(URL)
    with django_assert_num_queries(4):
        client.get(URL)
    for _more in range(5):
        make_helped()
    with django_assert_num_queries(4):
        client.get(URL)
