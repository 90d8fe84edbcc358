"""Outcomes of lines at their edges (rulebook D2): excuse, proration, false evidence, cut-off, gap."""

import datetime as dt

import pytest

from assistance.choices import Channel, VoidKind
from inspections.choices.objections import ExcuseKind, ExcuseStatus
from inspections.models import AccountLine, AccountTally, Excuse, PartyAccount
from inspections.services.account import compute_account
from povertyapp.core import clock
from povertyapp.core.models import RuleParameter
from povertyapp.core.period import Period
from tests.households.factories import cast, make_household
from tests.inspections.factories import assign, make_cared, make_finding, make_helper, visit

MARCH = Period(2017, 3)


def outcome(account, helper, household, rule):
    row = AccountLine.objects.filter(
        account=account, party_code=helper.code, subject_code=household.household_no, rule=rule
    ).first()
    return row and row.outcome


@pytest.fixture
def helper(places):
    return make_helper()


def test_visit_on_the_last_day_entered_on_the_last_day_of_entry_counts(helper, places):
    home = make_cared(helper)
    visit(home, helper, dt.date(2017, 3, 31), recorded_at=clock.moment(dt.date(2017, 4, 3), 23, 59))
    assert outcome(compute_account(places.county, MARCH), helper, home, "LF-14") == "met"


def test_visit_entered_after_the_cutoff_does_not_count(helper, places):
    home = make_cared(helper)
    visit(home, helper, dt.date(2017, 3, 31), recorded_at=clock.moment(dt.date(2017, 4, 4)))
    assert outcome(compute_account(places.county, MARCH), helper, home, "LF-14") == "failed"


def test_call_is_not_a_home_visit(helper, places):
    home = make_cared(helper)
    visit(home, helper, dt.date(2017, 3, 10), channel=Channel.PHONE)
    assert outcome(compute_account(places.county, MARCH), helper, home, "LF-14") == "failed"


def test_visit_by_somebody_else_is_a_contact_and_no_home_visit(helper, places):
    other = make_helper()
    home, away = make_cared(helper), make_cared(helper, away=True)
    visit(home, other, dt.date(2017, 3, 10))
    visit(away, other, dt.date(2017, 3, 10))
    account = compute_account(places.county, MARCH)
    assert outcome(account, helper, home, "LF-14") == "failed"
    assert outcome(account, helper, away, "LF-19") == "met"


def test_contact_falls_due_in_the_last_month_of_the_quarter_only(helper, places):
    away = make_cared(helper, away=True)
    assert outcome(compute_account(places.county, Period(2017, 2)), helper, away, "LF-19") is None
    assert outcome(compute_account(places.county, MARCH), helper, away, "LF-19") == "failed"


def test_helper_of_fourteen_days_owes_no_visit_and_of_fifteen_owes_one(helper, places):
    short, enough = make_household(), make_household()
    assign(short, helper, dt.date(2017, 3, 18))
    assign(enough, helper, dt.date(2017, 3, 17))
    account = compute_account(places.county, MARCH)
    assert outcome(account, helper, short, "LF-14") is None
    assert outcome(account, helper, enough, "LF-14") == "failed"


def test_two_stints_of_one_month_add_up(helper, places):
    home, between = make_household(), make_helper()
    assign(home, helper, dt.date(2017, 3, 1), dt.date(2017, 3, 8))
    assign(home, between, dt.date(2017, 3, 9), dt.date(2017, 3, 20))
    assign(home, helper, dt.date(2017, 3, 21))
    account = compute_account(places.county, MARCH)
    assert outcome(account, helper, home, "LF-14") == "failed"
    assert outcome(account, between, home, "LF-14") is None


def test_replaced_helper_is_excused_when_the_successor_delivered(helper, places):
    home, successor = make_household(), make_helper()
    assign(home, helper, dt.date(2017, 1, 1), dt.date(2017, 3, 16))
    assign(home, successor, dt.date(2017, 3, 17))
    visit(home, successor, dt.date(2017, 3, 20))
    account = compute_account(places.county, MARCH)
    assert outcome(account, helper, home, "LF-14") == "excused"
    assert outcome(account, successor, home, "LF-14") == "met"
    assert PartyAccount.objects.get(account=account, code=helper.code).verdict == "settled"


def test_replaced_helper_is_not_excused_when_nobody_went(helper, places):
    home, successor = make_household(), make_helper()
    assign(home, helper, dt.date(2017, 1, 1), dt.date(2017, 3, 16))
    assign(home, successor, dt.date(2017, 3, 17))
    account = compute_account(places.county, MARCH)
    assert outcome(account, helper, home, "LF-14") == "failed"


def test_false_evidence_makes_the_line_and_the_party_falsified(helper, places):
    home = make_cared(helper)
    visit(home, helper, dt.date(2017, 3, 9))
    visit(home, helper, dt.date(2017, 3, 10), voided_at=clock.now(), void_kind=VoidKind.FALSE)
    account = compute_account(places.county, MARCH)
    assert outcome(account, helper, home, "LF-14") == "falsified"
    assert PartyAccount.objects.get(account=account, code=helper.code).verdict == "falsified"


@pytest.mark.parametrize(
    ("kind", "expected"), [(VoidKind.DISPROVED, "partial"), (VoidKind.FALSE, "falsified")]
)
def test_a_measure_that_was_struck_out_counts_no_more_and_a_made_up_one_falsifies(
    helper, places, kind, expected
):
    home = make_cared(helper)
    visit(home, helper, dt.date(2017, 3, 9))
    struck = home.measures.first()
    struck.voided_at, struck.void_kind = clock.now(), kind
    struck.save()
    account = compute_account(places.county, MARCH)
    assert outcome(account, helper, home, "LF-17") == expected


def test_household_without_helper_is_the_villages_gap(places):
    make_household()
    account = compute_account(places.county, MARCH)
    line = AccountLine.objects.get(account=account, rule="LF-13")
    assert (line.party_level, line.required, line.delivered, line.outcome) == ("village", 31, 0, "failed")
    tally = AccountTally.objects.get(account=account, rule="LF-13", level="township")
    assert (tally.lines, tally.missing) == (1, 1)


def test_helper_without_lines_has_no_account(helper, places):
    assign(make_household(), helper, dt.date(2017, 3, 30))
    account = compute_account(places.county, MARCH)
    assert PartyAccount.objects.get(account=account, code=helper.code).verdict == "no_account"


def test_measures_are_owed_from_day_sixty(helper, places):
    early, late = make_household(), make_household()
    assign(early, helper, dt.date(2017, 1, 30))
    assign(late, helper, dt.date(2017, 1, 31))
    account = compute_account(places.county, MARCH)
    assert outcome(account, helper, early, "LF-17") == "failed"
    assert outcome(account, helper, late, "LF-17") is None


def test_county_may_relax_visits_to_exited_households(helper, places):
    exited = make_cared(helper, poverty_status="exited", exited_on=dt.date(2016, 12, 31))
    assert outcome(compute_account(places.county, MARCH), helper, exited, "LF-14") == "failed"
    RuleParameter.objects.create(
        name="visit.exited_per_quarter", area=places.county, effective_from=dt.date(2017, 1, 1), value=1
    )
    account = compute_account(places.county, MARCH)
    assert outcome(account, helper, exited, "LF-14") is None
    assert outcome(account, helper, exited, "LF-19") == "failed"


def test_township_is_the_sum_of_its_villages(helper, places):
    make_cared(helper)
    make_cared(helper, area=places.next_village)
    make_cared(helper, area=places.other_village)
    account = compute_account(places.county, MARCH)
    lines = {t.code: t.lines for t in AccountTally.objects.filter(account=account, rule="LF-14")}
    assert lines[places.township.code] == 2
    assert lines[places.county.code] == 3


def excuse(helper, place, *, kind=ExcuseKind.DISASTER, days=(1, 31), decided=dt.date(2017, 3, 20), **fields):
    """Excuse a helper in March; approved before the cut-off unless told otherwise."""
    people = cast()
    return Excuse.objects.create(
        area=place,
        kind=kind,
        level="helper",
        code=helper.code,
        name=helper.name,
        helper=helper,
        from_date=dt.date(2017, 3, days[0]),
        to_date=dt.date(2017, 3, days[1]),
        reason="山洪",
        papers="县令1号",
        asked_by=people.township,
        asked_at=clock.moment(dt.date(2017, 3, 2)),
        **{
            "status": ExcuseStatus.APPROVED,
            "decided_by": people.clerk,
            "decided_at": clock.moment(decided),
            **fields,
        },
    )


EXCUSES = (
    ("all his households", {}, "excused", "excused"),
    ("one household", {"household": "first"}, "excused", "failed"),
    ("another rule", {"rule": "LF-17"}, "failed", "failed"),
    ("approved after the cut-off", {"decided": dt.date(2017, 4, 4)}, "failed", "failed"),
    ("not approved", {"status": "asked", "decided_by": None, "decided_at": None}, "failed", "failed"),
    ("leave with a substitute who went to one", {"kind": "leave", "days": (5, 19)}, "excused", "failed"),
    ("leave in which the substitute went later", {"kind": "leave", "days": (5, 8)}, "failed", "failed"),
)


@pytest.mark.parametrize(
    ("facts", "first", "second"), [row[1:] for row in EXCUSES], ids=[row[0] for row in EXCUSES]
)
def test_approved_excuse_takes_what_would_be_missed(helper, places, facts, first, second):
    homes, substitute = [make_cared(helper), make_cared(helper)], make_helper()
    visit(homes[0], substitute, dt.date(2017, 3, 9))
    if facts.get("kind") == "leave":
        facts = facts | {"substitute": substitute}
    if "household" in facts:
        facts = facts | {"household": homes[0]}
    excuse(helper, places.village, **facts)
    account = compute_account(places.county, MARCH)
    assert [outcome(account, helper, home, "LF-14") for home in homes] == [first, second]
    line = AccountLine.objects.get(account=account, rule="LF-17", subject_code=homes[0].household_no)
    assert line.outcome == "met"  # what was delivered is not excused away


def test_excuse_leaves_a_lie_a_lie_and_counts_in_no_score(helper, places):
    lied, missed = make_cared(helper), make_cared(helper)
    visit(lied, helper, dt.date(2017, 3, 10), voided_at=clock.now(), void_kind=VoidKind.FALSE)
    excuse(helper, places.village)
    account = compute_account(places.county, MARCH)
    assert outcome(account, helper, lied, "LF-14") == "falsified"
    assert outcome(account, helper, missed, "LF-14") == "excused"
    tally = AccountTally.objects.get(account=account, rule="LF-14", level="village")
    assert (tally.lines, tally.excused, tally.falsified, tally.missing) == (2, 1, 1, 1)


def test_excused_village_settles_where_it_would_owe(places):
    make_finding(make_household(), "DQ-05", found_at=clock.moment(dt.date(2017, 3, 1)))
    people = cast()
    Excuse.objects.create(
        area=places.village,
        kind=ExcuseKind.OUTAGE,
        level="village",
        code=places.village.pk,
        name="老茶村",
        rule="LF-60",
        from_date=dt.date(2017, 3, 20),
        reason="断网",
        papers="县办1号",
        status=ExcuseStatus.APPROVED,
        asked_by=people.cadre,
        asked_at=clock.moment(dt.date(2017, 3, 21)),
        decided_by=people.clerk,
        decided_at=clock.moment(dt.date(2017, 3, 22)),
    )
    account = compute_account(places.county, MARCH)
    line = AccountLine.objects.get(account=account, rule="LF-60", party_code=places.village.pk)
    assert (line.required, line.delivered, line.outcome) == (1, 0, "excused")
