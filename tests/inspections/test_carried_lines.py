"""What a closed month missed and that was made up since is shown in the next, and changes no score (rulebook D4)."""

import datetime as dt

import pytest

from assistance.choices import Channel, PostKind, VoidKind
from inspections.models import AccountLine, CarriedLine, PartyAccount
from inspections.services.account import close_account, compute_account
from povertyapp.core import clock
from povertyapp.core.period import Period
from tests.assistance.teams import make_days, make_resident
from tests.inspections.factories import make_cared, make_helper, measure, visit

MARCH, APRIL = Period(2017, 3), Period(2017, 4)


@pytest.fixture
def month(places):
    """Close a March in which each of these households missed its line; return them by what happens afterwards."""
    helper = make_helper()
    names = ("late", "twice", "once", "nothing")
    homes = {name: make_cared(helper) for name in names}
    homes["measures"] = make_cared(helper, measures=2)
    homes["lied"] = make_cared(helper)
    homes["away"] = make_cared(helper, away=True)
    visit(homes["measures"], helper, dt.date(2017, 3, 5))
    visit(homes["lied"], helper, dt.date(2017, 3, 5), voided_at=clock.now(), void_kind=VoidKind.FALSE)
    compute_account(places.county, MARCH)
    closed = close_account(places.county, MARCH)
    homes["helper"], homes["closed"], homes["county"] = helper, closed, places.county
    return homes


def made_up(month):
    account = compute_account(month["county"], APRIL)
    rows = CarriedLine.objects.filter(account=account).exclude(
        rule="TF-14"
    )  # a visit brings the file up to date
    homes = {home.household_no: name for name, home in month.items() if hasattr(home, "household_no")}
    return account, {
        (homes.get(row.subject_code, row.subject_code), row.rule, row.required, row.delivered) for row in rows
    }


def test_evidence_that_came_late_and_work_done_since_make_up(month):
    helper = month["helper"]
    visit(month["late"], helper, dt.date(2017, 3, 30), recorded_at=clock.moment(dt.date(2017, 4, 10)))
    for day in (6, 20):
        visit(month["twice"], helper, dt.date(2017, 4, day))
    visit(month["once"], helper, dt.date(2017, 4, 6))
    measure(month["measures"], from_date=dt.date(2017, 4, 2))
    call = {"channel": Channel.PHONE, "recorded_at": clock.moment(dt.date(2017, 4, 10))}
    visit(month["away"], helper, dt.date(2017, 2, 10), **call)
    for day in (7, 21):
        visit(month["lied"], helper, dt.date(2017, 4, day))
    _account, found = made_up(month)
    assert found == {
        ("late", "LF-14", 1, 1),
        ("twice", "LF-14", 1, 1),
        ("measures", "LF-17", 3, 3),
        ("away", "LF-19", 1, 1),
    }


def test_neither_the_closed_month_nor_the_score_changes(month):
    before = compute_account(month["county"], APRIL)
    score = PartyAccount.objects.get(account=before, level="helper").score
    visit(
        month["late"],
        month["helper"],
        dt.date(2017, 3, 30),
        recorded_at=clock.moment(dt.date(2017, 4, 10)),
    )
    account, found = made_up(month)
    assert found == {("late", "LF-14", 1, 1)}
    assert PartyAccount.objects.get(account=account, level="helper").score == score
    line = AccountLine.objects.get(
        account=month["closed"], rule="LF-14", subject_code=month["late"].household_no
    )
    assert line.outcome == "failed"


def test_nothing_is_carried_from_a_month_that_is_not_closed(places):
    helper = make_helper()
    home = make_cared(helper)
    compute_account(places.county, MARCH)
    for day in (7, 21):
        visit(home, helper, dt.date(2017, 4, day))
    assert not CarriedLine.objects.filter(account=compute_account(places.county, APRIL)).exists()


def test_days_on_post_are_made_up_by_days_beyond_those_of_the_month(places):
    short = make_resident()
    enough = make_resident(short.team, PostKind.TEAM_MEMBER)
    make_days(short, days=15)
    make_days(enough, days=18)
    compute_account(places.county, MARCH)
    close_account(places.county, MARCH)
    make_days(short, days=24, month=APRIL.start)
    make_days(enough, days=22, month=APRIL.start)
    account = compute_account(places.county, APRIL)
    rows = CarriedLine.objects.filter(account=account, rule="CB1-08")
    assert [(row.subject_code, row.delivered) for row in rows] == [(enough.official.code, 20)]
