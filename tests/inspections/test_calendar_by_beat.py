"""The month by beat (rulebook D5): twice, late or after days of silence, each thing happens once."""

import datetime as dt

import pytest
import time_machine

from inspections import tasks
from inspections.models import AccountMonth
from inspections.month_calendar import steps_of
from inspections.services.account import close_account, compute_account
from inspections.services.objections import rule_objection, take_objection
from povertyapp.core.models import Notice, RuleParameter
from tests.inspections.account_month import MARCH, march  # noqa: F401
from tests.inspections.test_objections import filed

pytestmark = pytest.mark.django_db


@pytest.fixture
def beat(march, monkeypatch):  # noqa: F811
    """A beat whose tasks are done at once; `beat.at(day, hour)` moves the clock and lets it ask what is due."""
    AccountMonth.objects.all().delete()
    for task in tasks.ACTS.values():
        monkeypatch.setattr(task, "delay", task)
    with time_machine.travel("2017-03-01 00:10+08:00", tick=False) as clock:

        def at(day, hour=9):
            clock.move_to(f"{day} {hour:02d}:10+08:00")
            tasks.keep_calendar()
            tasks.keep_calendar()

        march.at = at
        yield march


def march_account():
    return AccountMonth.objects.filter(month=str(MARCH)).order_by("version").first()


def told(kind):
    return Notice.objects.filter(kind=kind).count()


def state_of(made, key):
    steps = steps_of(made.places.county.pk, MARCH, march_account())
    return next(step.state for step in steps if step.key == key)


def test_the_month_is_open_on_its_first_day_with_its_lines(beat):
    beat.at("2017-03-01", 0)
    account = march_account()
    assert (account.state, account.counts["lines"] > 0) == ("open", True)
    assert state_of(beat, "opened") == "done"
    assert state_of(beat, "notice") == "running"


def test_the_parties_are_told_once_from_the_twentieth_on_and_not_at_night(beat):
    beat.at("2017-03-19")
    beat.at("2017-03-20", 3)
    assert told("account_open") == 0
    beat.at("2017-03-20", 9)
    assert told("account_open") > 0
    once = told("account_open")
    assert set(Notice.objects.filter(kind="account_open").values_list("reader__username", flat=True)) >= {
        "helper",
        "cadre",
        "township",
    }
    beat.at("2017-03-21")
    beat.at("2017-03-31")
    assert told("account_open") == once
    assert state_of(beat, "notice") == "done"


def test_a_beat_that_was_down_over_the_twentieth_tells_once_when_it_comes_back(beat):
    beat.at("2017-03-02")
    beat.at("2017-03-28")
    once = told("account_open")
    assert once > 0
    beat.at("2017-04-01")
    assert told("account_open") == once


def test_the_draft_comes_once_entry_has_ended_and_is_told_once(beat):
    beat.at("2017-04-03", 23)
    assert march_account().state == "open"
    beat.at("2017-04-04", 0)
    assert march_account().state == "draft"
    assert told("account_draft") == 0  # nobody is told at night
    beat.at("2017-04-04")
    once = told("account_draft")
    assert once > 0
    beat.at("2017-04-06")
    assert told("account_draft") == once
    assert state_of(beat, "objections") == "running"


def test_a_beat_that_was_down_for_a_week_closes_once_and_tells_nobody_too_late(beat):
    RuleParameter.objects.filter(name="account.needs_signatures").update(value=False)
    beat.at("2017-03-30")
    beat.at("2017-04-12")
    beat.at("2017-04-12", 10)
    account = march_account()
    assert (account.state, account.version) == ("closed", 1)
    assert told("account_draft") == 0
    assert AccountMonth.objects.filter(month=str(MARCH)).count() == 1
    closed_at = account.closed_at
    beat.at("2017-04-13")
    assert march_account().closed_at == closed_at


def test_a_ruling_makes_the_draft_anew_and_an_open_objection_keeps_it_open(beat):
    RuleParameter.objects.filter(name="account.needs_signatures").update(value=False)
    beat.at("2017-04-05")
    beat.account = march_account()
    objection = take_objection(by=beat.cast.township, objection=filed(beat))
    beat.at("2017-04-08")
    assert march_account().state == "draft"
    assert state_of(beat, "answers") == "overdue"
    before = march_account()
    rule_objection(
        by=beat.cast.township,
        objection=objection,
        ruling="有照片",
        corrections={line: {"delivered": 1} for line in objection.lines.all()},
    )
    beat.at("2017-04-08", 10)
    assert march_account().digest != before.digest
    assert march_account().state == "closed"
    assert state_of(beat, "answers") == "done"


def test_the_days_are_the_countys_own(beat):
    county = beat.places.county
    for name, value in (("account.notice_day", 10), ("account.close_day", 12), ("objection.until_day", 9)):
        RuleParameter.objects.create(
            name=name, area=county, effective_from=dt.date(2017, 1, 1), value=value, basis="试验"
        )
    beat.at("2017-03-10")
    assert told("account_open") > 0
    steps = {step.key: step.on for step in steps_of(county.pk, MARCH, march_account())}
    assert steps["closed"] == dt.date(2017, 4, 12)
    assert steps["circular"] == dt.date(2017, 4, 10)


def test_the_calendar_says_who_locked_it_and_what_is_late(beat):
    beat.at("2017-04-05")
    account = close_account(beat.places.county, MARCH)
    steps = {step.key: step for step in steps_of(beat.places.county.pk, MARCH, account)}
    assert "没有签字" in steps["signatures"].said
    assert steps["closed"].state == "done"
    assert steps["circular"].state == "running"
    beat.at("2017-04-11")
    steps = {step.key: step for step in steps_of(beat.places.county.pk, MARCH, account)}
    assert steps["circular"].state == "overdue"
    assert compute_account(beat.places.county, MARCH.next).state == "open"
