"""The review box: held work is neither lost nor applied by itself; a person decides, with a reason."""

import datetime as dt
import threading
import time
import uuid

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from assistance.models import HeldSubmission, Submission, Visit
from assistance.services import accept_held, is_late, refuse_held
from povertyapp.core import clock
from povertyapp.core.devices import switch_off
from povertyapp.core.models import MonthLock, RoleGrant, User
from povertyapp.core.reminding import DUES
from povertyapp.core.todo import Tab, todos_of
from tests.assistance.factories import make_helped
from tests.assistance.phones import Phone, body

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(helped):
    return body(helped[0], facts=[])


@pytest.fixture
def held(cast, helped, sent, noon):
    """Work of a helper whose account was disabled before his phone had a signal."""
    phone = Phone(cast.helper)
    facts = phone.get("/m/pack/").json()["households"][0]["facts"]
    base = next(fact["base"] for fact in facts if fact["field"] == "presence")
    sent["facts"] = [{"person_no": None, "field": "presence", "value": "all_away", "base": base}]
    sent["place"] = {"lat": 29.5, "lon": 109.4}
    User.objects.filter(pk=cast.helper.pk).update(is_active=False)
    assert phone.post(sent).status_code == 202
    return HeldSubmission.objects.get()


def test_taken_over_it_is_the_helper_s_visit_of_that_day(held, cast, helped):
    with time_machine.travel("2017-03-25 12:00+08:00", tick=False):
        done = accept_held(by=cast.township, held=held, reason="电话核实，确实入户")
    visit = Visit.objects.get()
    assert (visit.helper, visit.recorded_by, visit.household) == (helped[1], cast.helper, helped[0])
    assert visit.recorded_at == held.received_at
    assert (done.status, done.visit, done.decided_by) == ("accepted", visit, cast.township)
    told = visit.history.order_by("pgh_id").first().pgh_context.metadata
    assert told["user"] == cast.township.pk
    assert "确实入户" in told["reason"]
    helped[0].refresh_from_db()
    assert helped[0].presence == "all_away"
    assert Submission.objects.get().visit == visit
    assert visit.place.point["lat"] == 29.5


def test_the_helper_whom_a_clerk_named_is_the_one_who_went(cast, helped, noon):
    phone = Phone(cast.township)
    User.objects.filter(pk=cast.township.pk).update(is_active=False)
    phone.post(body(helped[0], helper_code=helped[1].code))
    accept_held(by=cast.clerk, held=HeldSubmission.objects.get(), reason="核实")
    visit = Visit.objects.get()
    assert (visit.helper, visit.recorded_by) == (helped[1], cast.township)


def test_received_in_time_and_taken_over_later_it_is_in_time_but_never_before_a_lock(held, cast):
    MonthLock.objects.create(county_id="422827", month="2017-03", closed_at=clock.moment(dt.date(2017, 4, 8)))
    with time_machine.travel("2017-04-20 12:00+08:00", tick=False):
        accept_held(by=cast.township, held=held, reason="核实")
    assert is_late(Visit.objects.get())


def test_once_taken_over_the_phone_hears_the_receipt_when_its_owner_is_back(held, cast, sent):
    accept_held(by=cast.township, held=held, reason="核实")
    User.objects.filter(pk=cast.helper.pk).update(is_active=True)
    answer = Phone(User.objects.get(pk=cast.helper.pk)).post(sent)
    assert (answer.status_code, answer.json()["receipt"]) == (200, Visit.objects.get().receipt)


def test_refused_it_stays_to_be_read_and_the_phone_hears_why(held, cast, sent):
    refuse_held(by=cast.township, held=held, reason="当天不在村")
    assert not Visit.objects.exists()
    assert HeldSubmission.objects.get().sent["household_no"] == sent["household_no"]
    User.objects.filter(pk=cast.helper.pk).update(is_active=True)
    answer = Phone(User.objects.get(pk=cast.helper.pk)).post(sent)
    assert (answer.status_code, answer.json()["state"]) == (202, "refused")
    assert "当天不在村" in answer.json()["detail"]


def test_nobody_decides_twice_or_on_his_own(held, cast):
    with pytest.raises(PermissionDenied):
        accept_held(by=cast.helper, held=held, reason="x")
    refuse_held(by=cast.township, held=held, reason="否")
    with pytest.raises(ValidationError):
        accept_held(by=cast.township, held=held, reason="是")
    assert not Visit.objects.exists()


@pytest.mark.parametrize("decide", [accept_held, refuse_held])
def test_a_decision_needs_a_reason(held, cast, decide):
    with pytest.raises(ValidationError):
        decide(by=cast.township, held=held, reason=" ")


def test_a_second_content_taken_over_is_a_visit_of_its_own(cast, helped, noon):
    phone, first = Phone(cast.helper), body(helped[0])
    phone.post(first)
    phone.post(first | {"met": "family", "happened_on": "2017-03-17"})
    accept_held(by=cast.township, held=HeldSubmission.objects.get(), reason="两次都去了")
    assert sorted(Visit.objects.values_list("met", flat=True)) == ["family", "head"]


def test_one_who_does_not_see_the_household_cannot_take_it_over(cast, noon):
    household, _helper = make_helped(area_id="422827103201")
    Phone(cast.cadre).post(body(household))
    with pytest.raises(ValidationError):
        accept_held(by=cast.township, held=HeldSubmission.objects.get(), reason="核实")


def test_the_pages_show_it_and_decide(held, cast, as_user, sent):
    client = as_user(cast.township)
    assert [item.count for item in todos_of(cast.township, Tab.DO) if "/review/" in item.url] == [1]
    waiting = DUES["held_submissions"].find("422827", clock.today())
    assert {due.user_id: due.count for due in waiting} == {cast.township.pk: 1, cast.clerk.pk: 1}
    assert (
        reverse("assistance:review_item", args=[held.pk])
        in client.get(reverse("assistance:review")).content.decode()
    )
    url = reverse("assistance:review_item", args=[held.pk])
    page = client.get(url).content.decode()
    for word in ("发送人的权限或手机已停用", "送鸡苗", "全家外出", "彭帮扶"):
        assert word in page, word
    assert "29.5" not in page
    assert client.post(url, {"accept": "1", "reason": ""}).status_code == 400
    assert client.post(url, {"accept": "1", "reason": "已核实"}).status_code == 302
    visit = Visit.objects.get()
    assert reverse("assistance:visit", args=[visit.pk]) in client.get(url).content.decode()
    assert not [item for item in todos_of(cast.township, Tab.DO) if "/review/" in item.url]


def test_a_place_is_looked_at_with_a_reason(held, cast, as_user):
    accept_held(by=cast.township, held=held, reason="核实")
    visit, client = Visit.objects.get(), as_user(cast.township)
    url = reverse("assistance:visit_place", args=[visit.pk])
    assert "109.4" not in client.get(reverse("assistance:visit", args=[visit.pk])).content.decode()
    assert client.post(url, {"reason": ""}).status_code == 400
    assert "109.4" in client.post(url, {"reason": "核对走访"}).content.decode()
    assert as_user(cast.cadre).get(url).status_code == 403


def revoke(cast, phone, way):
    """Take a right away, committed."""
    helper = User.objects.filter(pk=cast.helper.pk)
    if way == "disable":
        helper.update(is_active=False)
    elif way == "role":
        RoleGrant.objects.filter(user=cast.helper).update(to_date=dt.date(2016, 1, 1))
    elif way == "area":
        RoleGrant.objects.filter(user=cast.cadre).update(area=cast.places.next_village)
    elif way == "password":
        user = helper.get()
        user.set_password("eine-neue-parole-2017")
        user.save()
    else:
        switch_off(by=cast.admin, device=phone.device)


@pytest.mark.django_db(transaction=True)
def test_after_a_right_was_taken_away_nothing_succeeds_and_nothing_is_lost(cast, helped):
    """Hammered before and after, from each right in turn: what begins after the commit is held, all of it."""
    grants = list(RoleGrant.objects.all())
    for way in ("disable", "role", "area", "password", "device"):
        User.objects.filter(pk=cast.helper.pk).update(is_active=True)
        for grant in grants:
            grant.save()
        hammered(cast, helped[0], way)
    assert {held.why for held in HeldSubmission.objects.all()} == {"not_entitled", "not_his"}


def hammered(cast, household, way):
    owner = User.objects.get(pk=(cast.cadre if way == "area" else cast.helper).pk)
    phone, stop, seen = Phone(owner), threading.Event(), []
    day, kept = clock.today().isoformat(), count_kept()

    def hammer():
        try:
            while not stop.is_set():
                sent = body(household, submission_id=str(uuid.uuid4()), happened_on=day)
                began = time.monotonic()
                seen.append((began, phone.post(sent).status_code, phone.get("/m/pack/")))
        finally:
            connection.close()

    threads = [threading.Thread(target=hammer) for _n in range(2)]
    for thread in threads:
        thread.start()
    wait_for(lambda: len(seen) >= 4)
    revoke(cast, phone, way)
    gone, before = time.monotonic(), len(seen)
    wait_for(lambda: len(seen) >= before + 6)
    stop.set()
    for thread in threads:
        thread.join()
    after = [(code, pack) for began, code, pack in seen if began > gone]
    assert {code for code, _pack in after} == {202}, way
    assert not any(pack.status_code == 200 and pack.json()["households"] for _code, pack in after), way
    assert any(code == 201 for _began, code, _pack in seen), way
    assert count_kept() - kept == len(seen), way


def count_kept():
    return Visit.objects.count() + HeldSubmission.objects.count()


def wait_for(question, seconds=20):
    ends = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < ends
        time.sleep(0.01)
