"""Register and forms side by side: exactly the households of DQ-41, one side put right through the service."""

from decimal import Decimal

import pytest
from django.urls import reverse

from households.choices import FormSource
from households.models import Household
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES
from tests.households.factories import COUNTY, make_household

pytestmark = pytest.mark.django_db
LIST = "households:cross_forms"


@pytest.fixture
def differing(household):
    household.form_figures.filter(source=FormSource.HANDBOOK).update(cultivated_mu=Decimal("2.5"))
    return household


def page_of(household):
    return reverse("households:cross_form", args=[household.household_no])


def test_list_is_that_of_the_rule(client, cast, differing):
    make_household()
    other = make_household(area=cast.places.other_village)
    other.form_figures.update(size=9)
    client.force_login(cast.clerk)
    page = client.get(reverse(LIST))
    period = Period.current()
    broken = Household.objects.on_roll(period).filter(
        RULES["DQ-41"](period, Parameters(COUNTY, period.start))
    )
    assert {row["object"] for row in page.context["rows"]} == set(broken) == {differing, other}
    assert page.context["total"] == 2
    assert "▲ 3 / 3 / 2.5" in page.content.decode()


def test_township_sees_its_own(client, cast, differing):
    make_household(area=cast.places.other_village).form_figures.update(size=9)
    client.force_login(cast.township)
    assert client.get(reverse(LIST)).context["total"] == 1
    client.force_login(cast.outsider)
    assert client.get(reverse(LIST)).context["total"] == 0
    assert client.post(page_of(differing), {"cultivated_mu": "system", "reason": "x"}).status_code == 404


def test_queries_do_not_grow(client, cast, differing, django_assert_max_num_queries):
    for _n in range(4):
        make_household().form_figures.update(size=9)
    client.force_login(cast.clerk)
    client.get(reverse(LIST))
    with django_assert_max_num_queries(8):
        client.get(reverse(LIST))


@pytest.mark.parametrize(("side", "value"), [("system", "3.0"), ("handbook", "2.5")])
def test_the_chosen_side_is_written_on_the_others(client, cast, differing, side, value):
    client.force_login(cast.cadre)
    assert client.post(page_of(differing), {"cultivated_mu": side, "reason": "入户丈量"}).status_code == 302
    assert set(differing.form_figures.values_list("cultivated_mu", flat=True)) == {Decimal(value)}
    assert differing.living.order_by("-year").first().cultivated_mu == Decimal(value)
    assert client.get(reverse(LIST)).context["total"] == 0


def test_size_can_only_be_brought_to_the_members(client, cast, household):
    household.form_figures.update(size=5)
    client.force_login(cast.cadre)
    assert client.post(page_of(household), {"size": "handbook", "reason": "x"}).status_code == 400
    assert client.post(page_of(household), {"size": "system", "reason": "x"}).status_code == 302
    assert set(household.form_figures.values_list("size", flat=True)) == {household.size}


def test_nothing_chosen_and_no_reason_are_refused(client, cast, differing):
    client.force_login(cast.cadre)
    assert client.post(page_of(differing), {"reason": "x"}).status_code == 400
    assert client.post(page_of(differing), {"cultivated_mu": "system"}).status_code == 400
    assert client.get(reverse(LIST)).context["total"] == 1


def test_reader_cannot_change(client, cast, differing):
    client.force_login(cast.leader)
    assert client.get(page_of(differing)).context["form"] is None
    assert client.post(page_of(differing), {"cultivated_mu": "system", "reason": "x"}).status_code == 403
