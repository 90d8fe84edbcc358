"""record_visit: once for ever, on a day that can be, marked late and never refused for that."""

import datetime as dt
import threading
import uuid

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection

from assistance.choices import Channel, Met
from assistance.models import Submission, Visit
from assistance.services import is_late, record_visit
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.models import MonthLock
from tests.assistance.factories import make_helped

DAY = dt.date(2017, 3, 10)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def noon():
    with time_machine.travel("2017-03-20 12:00+08:00", tick=False):
        yield


@pytest.fixture
def visited(cast):
    return make_helped(user=cast.helper)


def record(cast, visited, **facts):
    household, helper = visited
    facts = {"happened_on": DAY, "channel": Channel.HOME, "helper": helper, "met": Met.HEAD, **facts}
    return record_visit(by=facts.pop("by", cast.helper), household=household, **facts)


def test_stores_who_when_and_how(cast, visited):
    visit = record(cast, visited, content="核对人口", next_promise="送鸡苗")
    visit.refresh_from_db()
    household, helper = visited
    assert (visit.household, visit.helper, visit.visitor_name) == (household, helper, helper.name)
    assert (visit.recorded_by, visit.recorded_at) == (cast.helper, clock.now())
    assert visit.area_id == household.area_id
    assert not visit.is_repeat


def test_history_names_who_recorded_it(cast, visited):
    visit = record(cast, visited)
    event = visit.history.get()
    assert event.pgh_context.metadata["user"] == cast.helper.pk


def test_without_helper_the_visitor_is_the_user(cast, visited):
    visit = record(cast, visited, by=cast.cadre, helper=None)
    assert (visit.helper, visit.visitor_name) == (None, "覃支书")


def test_a_day_in_the_future_is_refused(cast, visited):
    with pytest.raises(ValidationError) as caught:
        record(cast, visited, happened_on=dt.date(2017, 3, 21))
    assert "不能晚于今天" in caught.value.message_dict["happened_on"][0]
    assert not Visit.objects.exists()


@pytest.mark.parametrize("day", [dt.date(2013, 12, 31), dt.date(2017, 3, 8)])
def test_a_day_off_the_register_is_refused(cast, visited, day):
    household, _helper = visited
    household.left_register_on = dt.date(2017, 3, 8)
    household.save()
    with pytest.raises(ValidationError) as caught:
        record(cast, visited, happened_on=day)
    assert "不在册" in caught.value.message_dict["happened_on"][0]


def test_a_word_that_is_not_in_its_list_is_refused_by_field(cast, visited):
    with pytest.raises(ValidationError) as caught:
        record(cast, visited, channel="pigeon", met="dog")
    assert set(caught.value.message_dict) == {"channel", "met"}


def test_a_repeat_returns_the_first_visit(cast, visited):
    number = uuid.uuid4()
    first = record(cast, visited, submission_id=number)
    again = record(cast, visited, submission_id=number)
    assert (again.pk, again.is_repeat, again.receipt) == (first.pk, True, first.receipt)
    assert Visit.objects.count() == Submission.objects.count() == 1


def test_a_repeat_years_later_is_still_the_first_visit(cast, visited):
    number = uuid.uuid4()
    first = record(cast, visited, submission_id=number)
    with time_machine.travel("2019-03-20 12:00+08:00"):
        household, _helper = visited
        household.left_register_on = dt.date(2017, 1, 1)
        household.save()
        assert record(cast, visited, submission_id=number).pk == first.pk


def test_another_body_under_the_same_id_is_a_conflict(cast, visited):
    number = uuid.uuid4()
    record(cast, visited, submission_id=number)
    with pytest.raises(Conflict):
        record(cast, visited, submission_id=number, met=Met.NOBODY)
    assert Visit.objects.get().met == Met.HEAD


def test_another_person_learns_nothing_from_an_id(cast, visited):
    number = uuid.uuid4()
    first = record(cast, visited, submission_id=number)
    with pytest.raises(Conflict) as caught:
        record(cast, visited, submission_id=number, by=cast.outsider)
    assert str(first.household.head_name) not in str(caught.value)
    assert first.receipt not in str(caught.value)


def test_a_refused_content_does_not_burn_the_id(cast, visited):
    number = uuid.uuid4()
    with pytest.raises(ValidationError):
        record(cast, visited, submission_id=number, happened_on=dt.date(2017, 3, 21))
    assert record(cast, visited, submission_id=number).pk


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_make_one_visit(cast, visited):
    number, start, found = uuid.uuid4(), threading.Barrier(4), []

    def press():
        try:
            start.wait()
            found.append(record(cast, visited, submission_id=number).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _press in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert set(found) == {Visit.objects.get().pk}
    assert Visit.objects.get().history.count() == 1


def test_a_visit_entered_by_the_cut_off_is_in_time(cast, visited):
    with time_machine.travel("2017-04-03 23:59+08:00", tick=False):
        assert not is_late(record(cast, visited))


def test_a_visit_entered_after_the_cut_off_is_late(cast, visited):
    with time_machine.travel("2017-04-04 00:00+08:00", tick=False):
        assert is_late(record(cast, visited))


def test_the_date_of_a_signed_log_counts_as_the_moment_of_entry(cast, visited):
    logged = clock.moment(dt.date(2017, 3, 31), 18)
    with time_machine.travel("2017-09-01 12:00+08:00", tick=False):
        visit = record(cast, visited, recorded_at=logged)
    assert visit.recorded_at == logged
    assert not is_late(visit)


def test_a_locked_month_takes_the_visit_as_late_whatever_the_log_says(cast, visited):
    closed_at = clock.moment(dt.date(2017, 4, 8), 9)
    MonthLock.objects.create(county_id="422827", month="2017-03", closed_at=closed_at)
    with time_machine.travel("2017-09-01 12:00+08:00", tick=False):
        visit = record(cast, visited, recorded_at=clock.moment(dt.date(2017, 3, 31), 18))
        assert visit.recorded_at == clock.now()
    assert is_late(visit)


def test_another_county_s_lock_does_not_touch_it(cast, visited):
    MonthLock.objects.create(county_id="422828", month="2017-03", closed_at=clock.now())
    logged = clock.moment(dt.date(2017, 3, 15), 18)
    assert record(cast, visited, recorded_at=logged).recorded_at == logged
