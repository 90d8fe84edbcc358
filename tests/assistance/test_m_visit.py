"""The visit form: three steps in one form, one address, a second press harmless."""

import datetime as dt
import re
import uuid

import pytest
import time_machine
from django.urls import reverse

from assistance.choices import Channel, Met, Promise
from assistance.models import Visit
from povertyapp.core import clock
from povertyapp.core.models import MonthLock
from tests.assistance.factories import make_helped, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

ANSWERS = {
    "met": "head",
    "people_change": "none",
    "guarantees": "fine",
    "satisfaction": "satisfied",
    "channel": "home",
    "day": "2017-03-20",
}


def url(household):
    return reverse("assistance:m_visit", args=[household.household_no])


def send(client, household, **changes):
    data = ANSWERS | {"submission_id": str(uuid.uuid4())} | changes
    return client.post(url(household), {name: value for name, value in data.items() if value is not None})


def test_nothing_is_chosen_beforehand_and_at_most_five_questions_a_step(as_user, cast, helped):
    page = as_user(cast.helper).get(url(helped[0]))
    assert " checked" not in page.content.decode()
    steps = page.context["form"].steps
    assert [len(step["fields"]) for step in steps] == [4, 4, 5]
    assert steps[1]["only_if"]


def test_what_is_known_stands_inside_the_questions(as_user, cast, helped):
    household, helper = helped
    make_visit(household, helper, dt.date(2017, 2, 10), next_promise="申请养羊贷款")
    text = as_user(cast.helper).get(url(household)).content.decode()
    assert "登记 2 人" in text
    assert "上次定的事办了吗？（申请养羊贷款）" in text


def test_unclear_is_an_answer_to_every_question_of_fact(as_user, cast, helped):
    household, helper = helped
    make_visit(household, helper, dt.date(2017, 2, 10), next_promise="送鸡苗")
    form = as_user(cast.helper).get(url(household)).context["form"]
    for name in ("people_change", "guarantees", "last_promise", "satisfaction"):
        assert "unclear" in dict(form.fields[name].choices), name


def test_a_visit_without_changes_is_recorded_with_receipt_and_next_household(as_user, cast, helped):
    household, helper = helped
    other, _same = make_helped(helper=helper)
    page = send(as_user(cast.helper), household)
    visit = Visit.objects.get()
    assert page.url == reverse("assistance:m_visit_done", args=[household.household_no, visit.pk])
    assert (visit.helper, visit.recorded_by, visit.met) == (helper, cast.helper, Met.HEAD)
    assert visit.last_promise == Promise.NONE_MADE
    done = as_user(cast.helper).get(page.url)
    text = done.content.decode()
    assert visit.receipt in text
    assert {line["code"]: line["state"] for line in done.context["verdicts"]}["LF-14"] == "met"
    assert f"下一户：{other}" in text
    assert url(other) in text


def test_a_second_press_leads_to_the_same_receipt(as_user, cast, helped):
    client, number = as_user(cast.helper), str(uuid.uuid4())
    first = send(client, helped[0], submission_id=number)
    again = send(client, helped[0], submission_id=number)
    assert first.url == again.url
    assert Visit.objects.count() == 1


def test_the_same_form_changed_and_sent_again_is_a_conflict(as_user, cast, helped):
    client, number = as_user(cast.helper), str(uuid.uuid4())
    send(client, helped[0], submission_id=number)
    assert send(client, helped[0], submission_id=number, met="nobody").status_code == 409
    assert Visit.objects.get().met == Met.HEAD


def test_each_opening_of_the_form_has_its_own_id(as_user, cast, helped):
    client = as_user(cast.helper)
    found = [
        re.search(r'name="submission_id" value="([^"]+)"', client.get(url(helped[0])).content.decode())[1]
        for _time in range(2)
    ]
    assert found[0] != found[1]


def test_a_failed_form_keeps_what_was_entered_and_its_id(as_user, cast, helped):
    number = str(uuid.uuid4())
    page = send(as_user(cast.helper), helped[0], submission_id=number, channel=None)
    text = page.content.decode()
    assert page.status_code == 400
    assert number in text
    assert 'value="head"' in text
    assert re.search(r'value="head"[^>]*checked', text)
    assert "有 1 处需要改" in text
    assert send(as_user(cast.helper), helped[0], submission_id=number).status_code == 302


def test_follow_up_answers_are_kept_and_unasked_ones_are_not(as_user, cast, helped):
    changes = {
        "people_change": "some",
        "member_moves": ["died", "away"],
        "member_note": "祖父二月去世",
        "needs": ["water"],
        "need_note": "没人问的话",
    }
    send(as_user(cast.helper), helped[0], **changes)
    assert Visit.objects.get().detail == {"member_moves": ["died", "away"], "member_note": "祖父二月去世"}


def test_a_change_asks_which_one(as_user, cast, helped):
    page = send(as_user(cast.helper), helped[0], people_change="some", guarantees="problem")
    assert set(page.context["form"].errors) == {"member_moves", "needs"}


@pytest.mark.parametrize("written", ["2017.3.12", "2017年3月12日", "２０１７-3-12", "20170312"])
def test_another_day_may_be_written_in_any_usual_way(as_user, cast, helped, written):
    send(as_user(cast.helper), helped[0], day="other", other_day=written)
    assert Visit.objects.get().happened_on == dt.date(2017, 3, 12)


@pytest.mark.parametrize("written", ["", "2017.2.30", "昨天", "2017-03-21"])
def test_a_day_that_cannot_be_is_told_at_its_question(as_user, cast, helped, written):
    page = send(as_user(cast.helper), helped[0], day="other", other_day=written)
    assert set(page.context["form"].errors) == {"other_day"}
    assert not Visit.objects.exists()


def test_today_stays_the_day_that_it_was_when_the_form_was_opened(as_user, cast, helped):
    with time_machine.travel("2017-03-22 00:10+08:00", tick=False):
        send(as_user(cast.helper), helped[0])
    assert Visit.objects.get().happened_on == dt.date(2017, 3, 20)


def test_a_call_is_recorded_as_a_call(as_user, cast, helped):
    send(as_user(cast.helper), helped[0], channel="phone")
    assert Visit.objects.get().channel == Channel.PHONE


def test_a_cadre_says_who_went(as_user, cast, helped):
    household, helper = helped
    client = as_user(cast.cadre)
    assert set(send(client, household).context["form"].errors) == {"visitor"}
    send(client, household, visitor="helper")
    send(client, household, visitor="me")
    assert [(visit.helper, visit.visitor_name) for visit in Visit.objects.order_by("pk")] == [
        (helper, helper.name),
        (None, "覃支书"),
    ]


def test_the_helper_of_a_past_day_is_the_one_of_that_day(as_user, cast, helped):
    household, _helper = helped
    page = send(as_user(cast.cadre), household, visitor="helper", day="other", other_day="2016-12-30")
    assert set(page.context["form"].errors) == {"visitor"}


def test_a_visit_of_a_locked_month_is_taken_and_said_to_be_late(as_user, cast, helped):
    MonthLock.objects.create(county_id="422827", month="2017-02", closed_at=clock.now())
    page = send(as_user(cast.helper), helped[0], day="other", other_day="2017-02-20")
    assert "补报" in as_user(cast.helper).get(page.url).content.decode()
    assert Visit.objects.late().exists()


def test_htmx_gets_the_fragment_at_the_same_address(as_user, cast, helped):
    client = as_user(cast.helper)
    part = client.get(url(helped[0]), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "submission_id" in part
    wrong = client.post(url(helped[0]), {}, headers={"HX-Request": "true"})
    assert wrong.status_code == 400
    assert "<html" not in wrong.content.decode()


def test_the_page_is_light(as_user, cast, helped):
    page = as_user(cast.helper).get(url(helped[0]))
    assert len(page.content) < 20_000
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["get", "post"])
def test_outsider_gets_404(as_user, cast, helped, method):
    client = as_user(cast.outsider)
    assert getattr(client, method)(url(helped[0])).status_code == 404
    assert not Visit.objects.exists()


def test_outsider_gets_404_on_the_receipt(as_user, cast, helped):
    page = send(as_user(cast.helper), helped[0])
    assert as_user(cast.outsider).get(page.url).status_code == 404


def test_a_receipt_under_another_household_s_number_is_404(as_user, cast, helped):
    other, _helper = make_helped(helper=helped[1])
    send(as_user(cast.helper), helped[0])
    wrong = reverse("assistance:m_visit_done", args=[other.household_no, Visit.objects.get().pk])
    assert as_user(cast.helper).get(wrong).status_code == 404
