"""The worked example of the rulebook, D7."""

import datetime as dt
from decimal import Decimal

import pytest

from assistance.choices import Channel, VoidKind
from inspections.models import AccountLine, PartyAccount
from inspections.services.account import compute_account
from povertyapp.core import clock
from povertyapp.core.period import Period
from tests.inspections.factories import make_cared, make_helper, visit

MAY = Period(2017, 5)


@pytest.fixture
def example(places):
    helper = make_helper()
    a = make_cared(helper)
    b = make_cared(helper, capable=False)
    c = make_cared(helper, away=True)
    d = make_cared(helper, measures=2)
    visit(a, helper, dt.date(2017, 5, 3))
    visit(b, helper, dt.date(2017, 5, 4))
    visit(c, helper, dt.date(2017, 5, 12), channel=Channel.PHONE)
    visit(d, helper, dt.date(2017, 5, 8), channel=Channel.OFFICE)
    visit(d, helper, dt.date(2017, 5, 6), voided_at=clock.now(), void_kind=VoidKind.DISPROVED)
    account = compute_account(places.county, MAY)
    return account, helper, {"A": a, "B": b, "C": c, "D": d}


def lines_of(account, helper):
    rows = AccountLine.objects.filter(account=account, party_code=helper.code)
    return {(row.rule, row.subject_code): row for row in rows}


def test_lines_are_those_of_the_example(example):
    account, helper, homes = example
    outcomes = {
        (rule, {h.household_no: name for name, h in homes.items()}[no]): row.outcome
        for (rule, no), row in lines_of(account, helper).items()
    }
    assert outcomes == {
        ("LF-14", "A"): "met",
        ("LF-14", "B"): "met",
        ("LF-14", "D"): "failed",
        ("LF-17", "A"): "met",
        ("LF-17", "C"): "met",
        ("LF-17", "D"): "partial",
        ("LF-18", "B"): "met",
        ("TF-14", "A"): "met",
        ("TF-14", "B"): "met",
        ("TF-14", "C"): "met",
        ("TF-14", "D"): "met",
    }


def test_disproved_visit_is_voided_and_not_counted(example):
    account, helper, homes = example
    line = lines_of(account, helper)["LF-14", homes["D"].household_no]
    assert (line.required, line.delivered, line.voided) == (1, 0, 1)


def test_call_in_may_is_kept_for_june(example):
    _account, helper, homes = example
    june = compute_account(homes["C"].area.parent.parent, Period(2017, 6))
    assert lines_of(june, helper)["LF-19", homes["C"].household_no].outcome == "met"


def test_two_hard_lines_missing_is_not_settled_although_the_score_is_over_the_limit(example):
    account, helper, _homes = example
    party = PartyAccount.objects.get(account=account, code=helper.code)
    # The arithmetic of the book: credit 20 + (8 + 8 + 16/3) + 8 + 16 of 78.
    assert party.score == Decimal("83.76")
    assert party.verdict == "not_settled"
    assert (party.lines, party.failed) == (11, 2)
