"""更正: a new version by the author, within the month; what the visit said before stays to be read."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.urls import reverse

from assistance.models import HeldSubmission, Visit, VisitCorrection
from assistance.services import accept_held, void_visit
from povertyapp.core import clock
from povertyapp.core.models import MonthLock
from tests.assistance.phones import Phone, body

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def phone(cast):
    return Phone(cast.helper)


@pytest.fixture
def visit(phone, helped):
    return Visit.objects.get(pk=phone.post(body(helped[0])).json()["id"])


def url(visit):
    return f"/api/v1/visits/{visit.pk}/corrections/"


def changed(**changes):
    return {"submission_id": str(uuid.uuid4()), "reason": "记错了", "met": "family", **changes}


def test_a_correction_is_a_new_version_and_the_old_one_stays(phone, visit, cast, as_user):
    answer = phone.post(changed(next_promise="送猪崽"), url(visit))
    assert answer.status_code == 201
    told = answer.json()
    assert (told["number"], told["receipt"]) == (2, visit.receipt)
    assert told["before"] == {"met": "head", "next_promise": "送鸡苗"}
    visit.refresh_from_db()
    assert (visit.met, visit.next_promise) == ("family", "送猪崽")
    text = as_user(cast.township).get(reverse("assistance:visit", args=[visit.pk])).content.decode()
    for word in ("更正记录", "第 2 版", "记错了", "户主", "家人", "送鸡苗"):
        assert word in text, word
    on_phone = reverse("assistance:m_visit_done", args=[visit.household.household_no, visit.pk])
    assert "送鸡苗" in as_user(cast.helper).get(on_phone).content.decode()


def test_the_same_correction_again_is_the_same_answer(phone, visit):
    sent = changed()
    first, again = phone.post(sent, url(visit)), phone.post(sent, url(visit))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert VisitCorrection.objects.count() == 1


def test_another_content_under_its_number_is_refused_and_kept(phone, visit):
    sent = changed()
    phone.post(sent, url(visit))
    assert phone.post(sent | {"met": "nobody"}, url(visit)).status_code == 409
    held = HeldSubmission.objects.get()
    assert (held.kind, held.why, held.about) == ("correction", "other_body", visit)
    visit.refresh_from_db()
    assert visit.met == "family"


def test_only_the_author_corrects(phone, visit, cast):
    assert Phone(cast.cadre).post(changed(), url(visit)).status_code == 404
    assert not VisitCorrection.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"met": "head"}, "detail"),
        ({"met": "dog"}, "met"),
        ({"happened_on": "2017-02-28"}, "happened_on"),
        ({"happened_on": "2017-03-21"}, "happened_on"),
    ],
)
def test_wrong_content_is_told_by_field(phone, visit, changes, field):
    answer = phone.post(changed(**changes), url(visit))
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])


def test_it_ends_with_the_entry_of_the_month(phone, visit):
    with time_machine.travel("2017-04-03 23:59+08:00", tick=False):
        assert phone.post(changed(), url(visit)).status_code == 201
    with time_machine.travel("2017-04-04 00:00+08:00", tick=False):
        answer = phone.post(changed(met="nobody"), url(visit))
    assert answer.status_code == 422
    assert "申诉" in str(answer.json()["errors"])


def test_a_locked_month_takes_none_and_says_the_way(phone, visit, as_user, cast):
    MonthLock.objects.create(county_id="422827", month="2017-03", closed_at=clock.now())
    answer = phone.post(changed(), url(visit))
    assert answer.status_code == 422
    assert "锁账" in str(answer.json()["errors"])
    page = as_user(cast.helper).get(correct_page(visit)).content.decode()
    assert "申诉" in page
    assert "<form" not in page.split("<main")[1]


def test_a_visit_that_was_struck_out_takes_none(phone, visit, cast):
    void_visit(by=cast.supervisor, visit=visit, reason="旧照")
    assert phone.post(changed(), url(visit)).status_code == 422


def test_of_a_phone_out_of_force_it_is_held_and_may_be_taken_over(phone, visit, cast):
    cast.helper.is_active = False
    cast.helper.save()
    answer = phone.post(changed(), url(visit))
    assert (answer.status_code, answer.json()["state"]) == (202, "held")
    assert Visit.objects.get().met == "head"
    accept_held(by=cast.township, held=HeldSubmission.objects.get(), reason="电话核实")
    made = VisitCorrection.objects.get()
    assert (Visit.objects.get().met, made.corrected_by, made.reason) == ("family", cast.helper, "记错了")
    told = Visit.objects.get().history.order_by("pgh_id").last().pgh_context.metadata
    assert told["user"] == cast.helper.pk


def correct_page(visit):
    return reverse("assistance:m_visit_correct", args=[visit.household.household_no, visit.pk])


def test_the_page_asks_once_more_with_what_was_answered(visit, cast, as_user):
    page = as_user(cast.helper).get(correct_page(visit))
    form = page.context["form"]
    assert (form.initial["met"], form.initial["other_day"]) == ("head", "2017-03-18")
    assert "为什么更正" in page.content.decode()


def test_the_page_corrects(visit, cast, as_user):
    client = as_user(cast.helper)
    given = {"met": "family", "people_change": "none", "guarantees": "fine", "satisfaction": "satisfied"}
    given |= {"channel": "home", "day": "other", "other_day": "2017-03-17", "reason": "点错了"}
    sent = given | {"submission_id": str(uuid.uuid4())}
    without = client.post(correct_page(visit), sent | {"reason": ""})
    assert without.status_code == 400
    assert client.post(correct_page(visit), sent).status_code == 302
    visit.refresh_from_db()
    assert (visit.met, visit.happened_on, visit.next_promise) == ("family", dt.date(2017, 3, 17), "")
    again = client.post(correct_page(visit), sent)
    assert again.status_code == 302
    assert VisitCorrection.objects.count() == 1
