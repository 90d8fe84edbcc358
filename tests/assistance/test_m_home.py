"""The helper's home on the phone: who is still to be visited, and by when."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse

from assistance.choices import Channel
from households.choices import Presence
from tests.assistance.factories import make_helped, make_helper, make_visit, put_in_charge

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

HOME = reverse("assistance:m_home")


def names(page):
    return [row["no"] for row in page.context["households"]]


def test_helper_and_cadre_land_here(as_user, cast):
    for user in (cast.helper, cast.cadre):
        assert as_user(user).get("/").url == HOME


def test_says_how_many_are_left_and_until_when(as_user, cast, helped):
    household, helper = helped
    make_helped(helper=helper)
    make_visit(household, helper)
    page = as_user(cast.helper).get(HOME)
    text = page.content.decode()
    assert "应走访 2 户，已走访 1 户，还差 1 户" in text
    assert "2017-03-31" in text


def test_those_not_yet_visited_come_first(as_user, cast, helped):
    visited, helper = helped
    waiting, _same = make_helped(helper=helper)
    make_visit(visited, helper)
    page = as_user(cast.helper).get(HOME)
    assert names(page) == [waiting.household_no, visited.household_no]
    assert [row["state"] for row in page.context["households"]] == ["pending", "met"]


def test_a_phone_call_is_no_home_visit(as_user, cast, helped):
    make_visit(*helped, channel=Channel.PHONE)
    assert as_user(cast.helper).get(HOME).context["visits"].left == 1


def test_a_visit_by_somebody_else_is_no_home_visit(as_user, cast, helped):
    household, _helper = helped
    make_visit(household, make_helper())
    assert as_user(cast.helper).get(HOME).context["visits"].left == 1


def test_a_household_away_asks_for_a_contact_by_the_end_of_the_quarter(as_user, cast):
    household, helper = make_helped(user=cast.helper, presence=Presence.ALL_AWAY)
    with time_machine.travel("2017-02-10 12:00+08:00", tick=False):
        page = as_user(cast.helper).get(HOME)
        assert (page.context["visits"].due, page.context["contacts"].left) == (0, 1)
        assert "2017-03-31" in page.content.decode()
    make_visit(household, helper, dt.date(2017, 1, 5), channel=Channel.PHONE)
    page = as_user(cast.helper).get(HOME)
    assert page.context["contacts"].left == 0
    assert page.context["households"][0]["word"] == "本季已联系"


def test_a_helper_of_a_few_days_owes_nothing_this_month(as_user, cast, places):
    household, _helper = make_helped(helper=make_helper(user=cast.helper), since=dt.date(2017, 3, 19))
    page = as_user(cast.helper).get(HOME)
    assert page.context["visits"].due == 0
    assert [row["word"] for row in page.context["households"]] == ["本月不考核"]


def test_missing_measures_are_named(as_user, cast, helped):
    household, _helper = helped
    household.measures.first().delete()
    page = as_user(cast.helper).get(HOME)
    assert "有劳力户增收项目 2/3" in page.context["households"][0]["note"]


def test_a_replaced_helper_sees_the_household_no_more(as_user, cast, helped):
    from assistance.services import assign_helper

    household, _helper = helped
    assign_helper(by=cast.township, household=household, helper=make_helper(), from_date=dt.date(2017, 3, 15))
    assert names(as_user(cast.helper).get(HOME)) == []


def test_cadre_sees_the_whole_village_and_outsider_nothing(as_user, cast, helped):
    other, _helper = make_helped()
    assert len(names(as_user(cast.cadre).get(HOME))) == 2
    assert names(as_user(cast.outsider).get(HOME)) == []
    assert "现在没有分给您的户" in as_user(cast.outsider).get(HOME).content.decode()


def test_queries_do_not_grow_with_households(
    as_user, cast, helped, django_assert_num_queries, django_assert_max_num_queries
):
    client = as_user(cast.helper)
    _household, helper = helped
    client.get(HOME)
    with django_assert_max_num_queries(8) as few:
        client.get(HOME)
    for _more in range(5):
        make_helped(helper=helper)
    with django_assert_num_queries(len(few)):
        client.get(HOME)


def test_the_list_of_all_has_pages_and_a_total(as_user, cast, helped):
    page = as_user(cast.cadre).get(reverse("assistance:m_households"))
    assert 'data-testid="total" data-count="1"' in page.content.decode()


def test_without_the_verb_there_is_no_phone_page(as_user, cast):
    assert as_user(cast.leader).get(HOME).status_code == 403


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert client.get(HOME).url.startswith("/login/")


def test_my_page_leads_out(as_user, cast):
    client = as_user(cast.helper)
    page = client.get(reverse("assistance:m_me")).content.decode()
    assert "退出登录" in page
    desk = re.search(r'href="([^"]+)">电脑版', page)[1]
    assert 'id="menu"' in client.get(desk, follow=True).content.decode()


def test_a_second_helper_of_the_month_who_is_owed_keeps_the_household_open(as_user, cast, places):
    household, _old = make_helped(helper=make_helper())
    household.assignments.update(to_date=dt.date(2017, 3, 2))
    put_in_charge(make_helper(user=cast.helper), household, since=dt.date(2017, 3, 3))
    assert as_user(cast.helper).get(HOME).context["visits"].left == 1
