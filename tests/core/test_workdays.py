"""Working days: the official lists, years without one, and the same days in the database."""

import datetime as dt

import pytest

from povertyapp.core.parameters import Parameters
from povertyapp.core.workdays import is_workday, unlisted_years, workday_after

pytestmark = pytest.mark.django_db
D = dt.date


@pytest.fixture
def value():
    return Parameters("422827", D(2026, 1, 1))


def test_the_seven_days_of_october_2019_and_the_sundays_worked_for_them(value):
    week = [D(2019, 10, day) for day in range(1, 8)]
    assert not any(is_workday(day, value) for day in week)
    assert is_workday(D(2019, 9, 29), value)
    assert is_workday(D(2019, 10, 12), value)
    assert not is_workday(D(2019, 10, 13), value)
    assert workday_after(D(2019, 9, 30), 1, value) == D(2019, 10, 8)


def test_the_lengthened_spring_festival_of_2020(value):
    assert workday_after(D(2020, 1, 23), 1, value) == D(2020, 2, 3)
    assert not is_workday(D(2020, 2, 1), value)
    assert is_workday(D(2020, 1, 19), value)


@pytest.mark.parametrize("year", range(2016, 2027))
def test_each_year_names_days_off_in_the_week_and_days_worked_at_its_end(value, year):
    off = [text for text in value("calendar.holidays") if text.startswith(str(year))]
    worked = [text for text in value("calendar.workdays") if text.startswith(str(year))]
    assert 16 <= len(off) <= 19
    assert 5 <= len(worked) <= 8
    assert all(D.fromisoformat(text).weekday() < 5 for text in off)
    assert all(D.fromisoformat(text).weekday() > 4 for text in worked)


def test_a_year_without_a_list_is_named(value):
    assert unlisted_years([D(2025, 12, 31), D(2026, 1, 4), None], value) == []
    assert unlisted_years([D(2026, 12, 31), D(2027, 1, 4), D(2027, 2, 1)], value) == [2027]
