"""Panels in the household page: served and scoped by assistance, a page of their own without script."""

import datetime as dt

import pytest
from django.urls import reverse

from assistance.services import assign_helper
from tests.assistance.factories import make_helper, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

PANELS = ("visit_panel", "measure_panel", "helper_panel")
HTMX = {"HX-Request": "true"}


def url(name, household):
    return reverse(f"assistance:{name}", args=[household.household_no])


@pytest.mark.parametrize("name", PANELS)
def test_htmx_gets_the_panel_and_a_browser_a_page(as_user, cast, helped, name):
    client = as_user(cast.clerk)
    part = client.get(url(name, helped[0]), headers=HTMX).content.decode()
    page = client.get(url(name, helped[0])).content.decode()
    assert "<html" not in part
    assert "<html" in page
    assert part.strip() in page


@pytest.mark.parametrize("name", PANELS)
def test_outsider_gets_404(as_user, cast, helped, name):
    assert as_user(cast.outsider).get(url(name, helped[0])).status_code == 404


def test_visits_stand_newest_first_with_a_link_to_all(as_user, cast, helped):
    household, helper = helped
    make_visit(household, helper, dt.date(2017, 2, 1), content="旧事")
    make_visit(household, helper, dt.date(2017, 3, 1), content="新事")
    page = as_user(cast.clerk).get(url("visit_panel", household), headers=HTMX)
    text = page.content.decode()
    assert text.index("新事") < text.index("旧事")
    assert (page.context["total"], page.context["list_url"].split("?")[1]) == (
        2,
        f"household={household.household_no}",
    )


def test_a_helper_reads_and_opens_others_visits_of_his_household(as_user, cast, helped):
    household, _helper = helped
    make_visit(household, make_helper(), dt.date(2017, 3, 1))
    client = as_user(cast.helper)
    [visit] = client.get(url("visit_panel", household), headers=HTMX).context["visits"]
    assert client.get(visit["url"]).status_code == 200


def test_measures_in_force_come_first(as_user, cast, helped):
    household, _helper = helped
    household.measures.filter(name="茶叶种植").update(to_date=dt.date(2017, 2, 1))
    page = as_user(cast.clerk).get(url("measure_panel", household), headers=HTMX)
    assert [row["in_force"] for row in page.context["measures"]] == [True, True, False]


def test_helpers_stand_newest_first_with_masked_telephone(as_user, cast, helped):
    household, old = helped
    new = make_helper("新人", phone="15400001234")
    assign_helper(by=cast.township, household=household, helper=new, from_date=dt.date(2017, 3, 1))
    page = as_user(cast.clerk).get(url("helper_panel", household), headers=HTMX)
    assert [row["name"] for row in page.context["assignments"]] == ["新人", old.name]
    assert "154****1234" in page.content.decode()
    assert "15400001234" not in page.content.decode()
