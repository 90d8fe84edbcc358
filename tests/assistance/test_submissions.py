"""What phones send: decided one by one, once for ever, by the server's clock; other content is kept for a person."""

import datetime as dt
import threading
import uuid

import pytest
import time_machine
from django.db import connection

from assistance.models import HeldSubmission, Submission, Visit
from assistance.services.submissions import day_of, skew_of
from povertyapp.core import clock
from tests.assistance.factories import make_helped
from tests.assistance.phones import BATCH, Phone, body

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

NOW = "2017-03-20T12:00:00+08:00"


@pytest.fixture
def phone(cast):
    return Phone(cast.helper)


def test_the_answer_tells_what_became_of_everything_that_came_along(phone, helped):
    sent = body(helped[0], device_at=NOW, sent_at=NOW, place={"lat": 29.5, "lon": 109.4, "accuracy": 12})
    sent["photos"] = [{"photo_id": str(uuid.uuid4()), "sha256": "a" * 64, "size": 1000, "caption": "water"}]
    told = phone.post(sent).json()
    assert (told["facts"], told["skew_seconds"], told["is_late"]) == ([], 0, False)
    assert told["photos"] == [{"photo_id": sent["photos"][0]["photo_id"], "offset": 0}]
    assert told["submission_id"] == sent["submission_id"]
    receipt = Submission.objects.get()
    assert (receipt.device, receipt.visit.device_at) == (phone.device, dt.datetime.fromisoformat(NOW))


def test_a_place_is_sealed_and_stands_in_no_answer(phone, helped):
    told = phone.post(body(helped[0], place={"lat": 29.512345, "lon": 109.412345}))
    assert "29.512345" not in told.content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT p::text FROM assistance_visitplace p")
        assert "29.512345" not in cursor.fetchone()[0]
    assert Visit.objects.get().place.point == {"lat": 29.512345, "lon": 109.412345}


def test_a_repeat_a_year_later_has_the_same_answer(phone, helped):
    sent = body(helped[0], sent_at=NOW)
    first = phone.post(sent)
    with time_machine.travel("2018-03-20 12:00+08:00", tick=False):
        again = phone.post(sent | {"sent_at": "2018-03-20T12:00:00+08:00"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()


def test_blank_and_missing_answers_are_the_same_body(phone, helped):
    sent = body(helped[0])
    phone.post(sent)
    assert phone.post(sent | {"solved": "", "next_promise_on": None, "facts": []}).status_code == 200


def test_the_second_content_under_a_number_is_refused_and_kept(phone, helped, cast):
    sent = body(helped[0])
    phone.post(sent)
    other = sent | {"met": "nobody", "content": "后改的"}
    answers = [phone.post(other) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [409, 409]
    held = HeldSubmission.objects.get()
    assert (held.why, held.sent["content"], held.about) == ("other_body", "后改的", Visit.objects.get())
    assert Visit.objects.get().met == "head"


def test_somebody_else_s_number_tells_him_nothing_and_his_content_is_kept(phone, helped, cast):
    sent = body(helped[0])
    first = phone.post(sent).json()
    answer = Phone(cast.cadre).post(sent)
    assert answer.status_code == 409
    assert first["receipt"] not in answer.content.decode()
    held = HeldSubmission.objects.get()
    assert (held.sent_by, held.about) == (cast.cadre, None)


def test_the_body_of_what_is_held_is_sealed(phone, helped):
    sent = body(helped[0])
    phone.post(sent)
    phone.post(sent | {"content": "独有的话"})
    with connection.cursor() as cursor:
        for table in ("assistance_heldsubmission", "assistance_heldsubmissionevent"):
            cursor.execute(f"SELECT t::text FROM {table} t")
            assert "独有的话" not in cursor.fetchone()[0]


def test_a_batch_is_decided_one_by_one(phone, helped):
    fine, wrong, again = (body(helped[0]) for _n in range(3))
    phone.post(again)
    without = body(helped[0], facts=[{"field": "presence", "value": "all_away"}])
    nothing = {"household_no": "x"}
    sent = [fine, wrong | {"happened_on": "2017-04-01"}, again, again | {"met": "family"}, without, nothing]
    answer = phone.post({"submissions": sent}, BATCH)
    assert answer.status_code == 200
    results = answer.json()["results"]
    assert [one["status"] for one in results] == [201, 422, 200, 409, 428, 422]
    assert [one["submission_id"] for one in results[:2]] == [fine["submission_id"], wrong["submission_id"]]
    assert list(results[1]["errors"]) == ["happened_on"]
    assert results[0]["receipt"]
    assert Visit.objects.count() == 2
    assert phone.post(wrong).status_code == 201, "a number is not burnt by wrong content"


@pytest.mark.parametrize("sent", [{}, {"submissions": []}, {"submissions": [{}] * 51}, {"submissions": "x"}])
def test_a_batch_that_is_none_is_422(phone, helped, sent):
    assert phone.post(sent, BATCH).status_code == 422


def test_a_failure_of_one_loses_none_of_the_others(phone, helped, monkeypatch):
    from assistance.services import submissions

    bad = body(helped[0], content="坏的")
    works = submissions.new_visit

    def broken(**facts):
        if facts.get("content") == "坏的":
            raise ZeroDivisionError
        return works(**facts)

    monkeypatch.setattr(submissions, "new_visit", broken)
    sent = [body(helped[0]), bad, body(helped[0])]
    results = phone.post({"submissions": sent}, BATCH).json()["results"]
    assert [one["status"] for one in results] == [201, 500, 201]
    monkeypatch.undo()
    assert phone.post(bad).status_code == 201


def test_an_answer_that_was_lost_after_the_commit_is_given_again(phone, helped, monkeypatch):
    from assistance.api import visits

    sent = body(helped[0])
    with monkeypatch.context() as patch:
        patch.setattr(visits.ReceiptSerializer, "to_representation", lambda *args: 1 / 0)
        phone.client.raise_request_exception = False
        assert phone.post(sent).status_code == 500
    assert Visit.objects.count() == 1
    answer = phone.post(sent)
    assert (answer.status_code, answer.json()["id"]) == (200, Visit.objects.get().pk)


@pytest.mark.django_db(transaction=True)
def test_a_hundred_posts_of_one_body_at_once_are_one_row_and_one_answer(cast, helped):
    sent, answers, start = body(helped[0]), [], threading.Barrier(10)
    phones = [Phone(cast.helper) for _n in range(10)]

    def press(phone):
        try:
            start.wait()
            for _time in range(10):
                answers.append(phone.post(sent))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[phone]) for phone in phones]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    codes = [answer.status_code for answer in answers]
    assert (codes.count(201), codes.count(200)) == (1, 99)
    assert len({answer.content for answer in answers}) == 1
    assert Visit.objects.count() == Submission.objects.count() == 1
    assert Visit.objects.get().history.count() == 1


@pytest.mark.django_db(transaction=True)
def test_held_at_the_same_moment_is_held_once(cast, helped):
    phone, sent, start, codes = Phone(cast.helper), body(helped[0]), threading.Barrier(4), []
    cast.helper.is_active = False
    cast.helper.save()

    def press():
        try:
            start.wait()
            codes.append(phone.post(sent).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [202] * 4
    assert HeldSubmission.objects.count() == 1


MOMENT = dt.datetime.fromisoformat(NOW)


@pytest.mark.parametrize(
    ("sent_after", "pressed_after", "skew"),
    [
        (0, -3600, 0),
        (700, 700, 700),
        (-365 * 86400, -365 * 86400, -365 * 86400),
        (None, 3600, 3600),  # a press that lies ahead
        (None, -3600, None),  # may have waited for a signal
        (None, None, None),
    ],
)
def test_the_skew_is_told_where_it_can_be_told(sent_after, pressed_after, skew):
    given = {"sent_at": sent_after, "device_at": pressed_after}
    sent = {name: MOMENT + dt.timedelta(seconds=after) for name, after in given.items() if after is not None}
    assert skew_of(sent, MOMENT) == skew


def test_every_clock_between_a_year_behind_and_a_day_ahead_keeps_the_day():
    """By an oracle: the day that the phone calls today is our today when it presses; never a day that is not yet."""
    for minutes in range(-24 * 60, 24 * 60 + 1, 7):
        now = MOMENT + dt.timedelta(minutes=13 * minutes)
        phones_now = now + dt.timedelta(minutes=minutes)
        found = day_of(phones_now.date(), minutes * 60, now)
        assert found <= now.date()
        if minutes > 0:
            assert found == now.date()
        assert day_of(now.date() - dt.timedelta(days=5), minutes * 60, now) == now.date() - dt.timedelta(
            days=5
        )


def test_tomorrow_by_a_fast_clock_is_today(phone, helped):
    ahead = "2017-03-21T02:00:00+08:00"
    told = phone.post(body(helped[0], happened_on="2017-03-21", device_at=ahead, sent_at=ahead)).json()
    assert (told["happened_on"], told["skew_seconds"]) == ("2017-03-20", 14 * 3600)


@pytest.mark.parametrize("ahead", ["2017-03-20T12:00:00+08:00", "2017-03-22T12:00:01+08:00"])
def test_a_day_that_is_not_yet_is_422_whatever_else_the_clock_says(phone, helped, ahead):
    sent = body(helped[0], happened_on="2017-03-22", device_at=ahead, sent_at=ahead)
    answer = phone.post(sent)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["happened_on"])


def test_both_times_are_kept_and_the_server_s_counts(phone, helped):
    year_ago = "2016-03-20T12:00:00+08:00"
    phone.post(body(helped[0], device_at=year_ago, sent_at=year_ago))
    visit = Visit.objects.get()
    assert visit.recorded_at == clock.now()
    assert visit.submission.skew_seconds == -365 * 86400


def test_the_form_and_the_phone_agree_on_a_body(phone, helped, cast, client):
    client.force_login(cast.helper)
    number = str(uuid.uuid4())
    answers = {"met": "head", "people_change": "none", "guarantees": "fine", "satisfaction": "satisfied"}
    form = answers | {"channel": "home", "day": "2017-03-20", "submission_id": number}
    first = client.post(f"/m/h/{helped[0].household_no}/visit/", form)
    assert first.status_code == 302
    facts = answers | {"last_promise": "none_made", "happened_on": "2017-03-20", "next_promise": ""}
    again = phone.post(body(helped[0], submission_id=number, **facts))
    assert again.status_code == 200


def test_the_household_of_another_helper_is_held_and_his_own_is_not(phone, helped):
    other, _helper = make_helped()
    codes = [phone.post(body(household)).status_code for household in (helped[0], other)]
    assert codes == [201, 202]


def test_a_list_of_many_thousand_characters_is_refused_in_words(phone, helped):
    answer = phone.post(body(helped[0], content="长" * 501))
    assert answer.status_code == 422
