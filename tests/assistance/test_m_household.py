"""One household on the phone."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.assistance.factories import make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def url(household):
    return reverse("assistance:m_household", args=[household.household_no])


def test_shows_what_was_agreed_and_what_is_due(as_user, cast, helped):
    household, helper = helped
    make_visit(household, helper, dt.date(2017, 2, 10), next_promise="送鸡苗", content="看了房")
    text = as_user(cast.helper).get(url(household)).content.decode()
    assert "上次约定" in text
    assert "送鸡苗" in text
    assert "看了房" in text
    assert "LF-14" in text


def test_members_stand_with_age_and_without_birthday_or_number(as_user, cast, helped):
    household, _helper = helped
    text = as_user(cast.helper).get(url(household)).content.decode()
    member = household.members.first()
    assert member.name in text
    assert str(member.birth_date) not in text
    assert member.id_number not in text


def test_a_struck_out_visit_is_not_shown(as_user, cast, helped):
    from assistance.services import void_visit

    visit = make_visit(*helped, content="编造")
    void_visit(by=cast.supervisor, visit=visit, reason="照片为旧照")
    text = as_user(cast.helper).get(url(helped[0])).content.decode()
    assert "编造" not in text
    assert "核查不实 · 照片为旧照" in text


@pytest.mark.parametrize("who", ["outsider", "nobody"])
def test_outsider_gets_404(as_user, cast, helped, who):
    code = as_user(getattr(cast, who)).get(url(helped[0])).status_code
    assert code == (404 if who == "outsider" else 403)


def test_an_unknown_number_is_404(as_user, cast):
    assert as_user(cast.helper).get("/m/h/0/").status_code == 404
