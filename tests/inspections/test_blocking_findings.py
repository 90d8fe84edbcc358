"""A blocking finding holds the month of its village open; a reminder does not; a parameter of the county decides."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from inspections.models import Finding
from inspections.services import calendar
from inspections.services.account import close_account, compute_account
from inspections.services.findings import blocked_villages
from povertyapp.core import clock
from povertyapp.core.models import RuleParameter
from povertyapp.core.period import Period
from tests.inspections.factories import make_cared, make_finding, make_helper

MARCH = Period(2017, 3)


@pytest.fixture
def home(places):
    home = make_cared(make_helper())
    compute_account(places.county, MARCH)
    return home


def set_parameter(name, value):
    RuleParameter.objects.filter(name=name, area=None).update(value=value)


def test_a_blocking_finding_holds_the_month_open(home, places):
    make_finding(home, "DQ-15")
    with pytest.raises(ValidationError, match="老茶村（1）") as refused:
        close_account(places.county, MARCH)
    assert "四无数据质量" in refused.value.messages[0]
    assert blocked_villages(places.county, MARCH) == [(home.area_id, "老茶村", 1)]
    Finding.objects.update(cleared_at=clock.now(), resolution="corrected")
    assert close_account(places.county, MARCH).is_closed


def test_a_claim_that_nobody_has_checked_still_holds_it_open(home, places):
    make_finding(home, "DQ-15", is_claimed=True)
    with pytest.raises(ValidationError):
        close_account(places.county, MARCH)


def test_a_reminder_holds_nothing_open(home, places):
    make_finding(home, "DQ-23")
    assert close_account(places.county, MARCH).is_closed


def test_the_county_says_which_rules_block_and_whether_any(home, places):
    make_finding(home, "DQ-23")
    set_parameter("data.blocking_rules", ["DQ-23"])
    assert blocked_villages(places.county, MARCH)
    set_parameter("account.blocked_by_findings", False)
    assert close_account(places.county, MARCH).is_closed


def test_the_calendar_waits_and_the_closing_page_says_for_whom(home, places, client, cast):
    day = dt.datetime(2017, 4, 9, 8, tzinfo=clock.COUNTY_TIME)
    RuleParameter.objects.filter(name="account.needs_signatures").update(value=False)
    assert (calendar.CLOSE, places.county, MARCH) in calendar.due(day)
    make_finding(home, "DQ-15")
    assert (calendar.CLOSE, places.county, MARCH) not in calendar.due(day)
    client.force_login(cast.clerk)
    page = client.get("/hard-account/2017-03/close/").content.decode()
    assert "1 个村有阻断的数据问题" in page
    assert "severity=blocking" in page
