"""The calendar of rulebook D5: what is due on which day, and that asking twice changes nothing."""

import datetime as dt

import pytest

from inspections.models import AccountMonth
from inspections.services import calendar
from inspections.services.account import close_account, compute_account
from povertyapp.core import clock
from povertyapp.core.models import RuleParameter
from povertyapp.core.period import Period
from tests.inspections.factories import make_cared, make_helper

MARCH = Period(2017, 3)


@pytest.fixture
def county(places):
    make_cared(make_helper())
    return places.county


def due_on(day):
    return [(act, str(period)) for act, _county, period in calendar.due(clock.moment(day, 9))]


def test_running_month_is_computed_each_day(county):
    assert (calendar.COMPUTE, "2017-04") in due_on(dt.date(2017, 4, 2))


def test_running_month_is_brought_up_to_date_each_hour(county):
    compute_account(county, Period(2017, 4))
    AccountMonth.objects.filter(month="2017-04").update(
        state="open", computed_at=clock.moment(dt.date(2017, 4, 10), 8, 30)
    )
    computes = [(calendar.COMPUTE, "2017-04") in due_on(dt.date(2017, 4, day)) for day in (9, 10, 11)]
    assert computes == [False, False, True]
    assert (calendar.COMPUTE, "2017-04") in [
        (act, str(period)) for act, _c, period in calendar.due(clock.moment(dt.date(2017, 4, 10), 9, 30))
    ]


def test_last_month_is_drafted_when_entry_has_ended(county):
    compute_account(county, MARCH)
    AccountMonth.objects.filter(month="2017-03").update(
        state="open", computed_at=clock.moment(dt.date(2017, 4, 3), 8, 30)
    )
    assert (calendar.COMPUTE, "2017-03") not in due_on(dt.date(2017, 4, 3))
    assert (calendar.COMPUTE, "2017-03") in due_on(dt.date(2017, 4, 4))


def test_draft_is_closed_on_its_day_where_the_county_wants_no_signatures(county):
    compute_account(county, MARCH)
    assert (calendar.CLOSE, "2017-03") not in due_on(dt.date(2017, 4, 8))
    RuleParameter.objects.filter(name="account.needs_signatures").update(value=False)
    assert (calendar.CLOSE, "2017-03") not in due_on(dt.date(2017, 4, 7))
    assert (calendar.CLOSE, "2017-03") in due_on(dt.date(2017, 4, 8))


def test_closed_month_asks_for_nothing(county):
    compute_account(county, MARCH)
    close_account(county, MARCH)
    assert "2017-03" not in [month for _act, month in due_on(dt.date(2017, 4, 20))]


def test_month_left_computing_is_taken_up(county):
    compute_account(county, Period(2016, 5))
    AccountMonth.objects.update(state="computing", asked_at=clock.moment(dt.date(2017, 3, 1)))
    assert (calendar.COMPUTE, "2016-05") in due_on(dt.date(2017, 3, 2))


def test_county_without_households_asks_for_nothing(places):
    assert calendar.due(clock.moment(dt.date(2017, 4, 9))) == []
