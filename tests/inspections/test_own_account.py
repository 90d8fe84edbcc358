"""A helper's own account on the phone: what he owes now by the account's rules, and how his closed months stand."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from households.models import Household
from inspections.models import PartyAccount
from inspections.own_account import own_month
from inspections.services.account import compute_account
from povertyapp.core import clock
from tests.inspections.account_month import APRIL, march  # noqa: F401
from tests.inspections.factories import make_cared, visit

URL = reverse("inspections:m_account")
MID_APRIL = clock.moment(dt.date(2017, 4, 12), 9)


@pytest.fixture
def county(march, db):  # noqa: F811
    return march


@pytest.fixture
def own(county):
    """The household of the cast's helper, with two measures of three and no visit in April."""
    home = make_cared(
        county.idle,
        area=county.places.village,
        measures=2,
        answered_by=county.cast.helper,
        head_name="彭自家",
    )
    with time_machine.travel(MID_APRIL, tick=False):
        yield home


def page(client, user, status=200):
    client.force_login(user)
    answer = client.get(URL)
    assert answer.status_code == status
    return answer.content.decode()


def test_what_is_owed_is_named_with_its_household_and_day(client, county, own):
    text = page(client, county.cast.helper)
    assert "彭自家" in text
    assert "2017-04-30" in text
    assert "每月入户" in text
    assert "2/3" in text
    visit(own, county.idle, dt.date(2017, 4, 5))
    assert "每月入户" not in page(client, county.cast.helper)


def test_it_says_what_the_account_says(county, own):
    mine = Household.objects.filter(assignments__helper=county.idle).distinct()
    with time_machine.travel(MID_APRIL, tick=False):
        now = own_month(county.idle, mine, APRIL)
        account = compute_account(county.places.county, APRIL)
    party = PartyAccount.objects.get(account=account, helper=county.idle)
    assert (now.due, len(now.owed)) == (party.lines, party.failed)


def test_who_helps_nobody_is_told_so_and_nobody_sees_anothers(client, county, own):
    assert "没有自己的硬账" in page(client, county.cast.cadre)
    page(client, county.cast.finance, 403)


def test_queries_do_not_grow_with_the_households(client, county, own, django_assert_max_num_queries):
    for _each in range(4):
        make_cared(county.idle, area=county.places.village, answered_by=county.cast.helper)
    client.force_login(county.cast.helper)
    with django_assert_max_num_queries(14):
        client.get(URL)
