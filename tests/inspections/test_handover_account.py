"""A hand-over in the middle of a month: the duty follows the day, in the account as in the law (LF-14, D2)."""

import datetime as dt

import pytest

from assistance.services import hand_over
from inspections.models import AccountLine
from inspections.services.account import compute_account
from povertyapp.core.period import Period
from tests.inspections.factories import make_cared, make_helper, visit

MARCH = Period(2017, 3)


def outcome(account, helper, household, rule="LF-14"):
    lines = AccountLine.objects.filter(account=account, subject_code=household.household_no, rule=rule)
    row = lines.filter(party_code=helper.code).first()
    return row and row.outcome


@pytest.fixture
def two(places):
    return make_helper(), make_helper()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "visits", "expected"),
    [
        (10, [], (None, "failed")),  # nine days are too few to owe anything; the next one owes
        (10, [("new", 20)], (None, "met")),
        (25, [], ("failed", None)),  # the one before had it long enough, the next one not
        (25, [("old", 5)], ("met", None)),
        (16, [("new", 20)], ("excused", "met")),  # both had it fifteen days; the successor delivered
        (16, [], ("failed", "failed")),
        (16, [("old", 5)], ("met", "failed")),
        (16, [("old", 20)], ("failed", "failed")),  # no longer his to visit
    ],
)
def test_the_duty_follows_the_day(cast, two, day, visits, expected):
    old, new = two
    home = make_cared(old)
    hand_over(by=cast.clerk, predecessor=old, successor=new, from_date=dt.date(2017, 3, day))
    for who, on in visits:
        visit(home, {"old": old, "new": new}[who], dt.date(2017, 3, on))
    account = compute_account(cast.places.county, MARCH)
    assert (outcome(account, old, home), outcome(account, new, home)) == expected


@pytest.mark.django_db
def test_a_hand_over_leaves_no_day_without_a_helper(cast, two):
    old, new = two
    home = make_cared(old)
    hand_over(by=cast.clerk, predecessor=old, successor=new, from_date=dt.date(2017, 3, 16))
    lines = AccountLine.objects.filter(
        account=compute_account(cast.places.county, MARCH), subject_code=home.household_no, rule="LF-13"
    )
    assert {line.outcome for line in lines} <= {"met"}
