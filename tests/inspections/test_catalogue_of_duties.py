"""Each obligation of the catalogue (rulebook D3): one household or party that keeps it and one that does not, each
with the outcome (D2) that it then has."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.db import transaction

from assistance.choices import PostKind
from funds.services.relocation import set_plan
from households.choices import VillageKind
from households.models import Village, VillageYear
from inspections.models import AccountFact, AccountLine
from inspections.services.account import compute_account
from povertyapp.core import clock
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES, UNIT, Kind, rules_of
from tests.assistance.economy import make_enterprise, make_link, make_training
from tests.assistance.teams import make_days, make_resident, make_task, make_team, make_unit
from tests.funds.lending import from_paper
from tests.funds.relocating import moved as relocate
from tests.households.factories import cast, make_household
from tests.inspections.factories import make_cared, make_finding, make_helper, visit
from tests.inspections.sector import attend, go_through, make_indicator, make_register, report

pytestmark = pytest.mark.django_db
MARCH, JUNE, DECEMBER = (Period(2017, month) for month in (3, 6, 12))
# What this table does not hold is held, one party each way, where its facts are made.
ELSEWHERE = {
    "HA-V4": "tests/households/procedures/test_publicity_duty.py",
    "HA-H7": "test_account_of_rectification.py",
    "HA-V6": "test_account_of_rectification.py",
    "HA-T5": "test_account_of_rectification.py",
    "HA-U1": "test_account_of_rectification.py",
    "HA-U5": "tests/funds/test_finance_duties.py",
    "HA-V5": "tests/funds/test_project_duties.py",
    "HA-U3": "tests/funds/test_project_duties.py",
    "HA-T2": "tests/funds/test_project_duties.py",
    "HA-C1": "test_meetings.py",
    "HA-T1": "tests of the phone's comparison",
    "JZ-20": "tests of accountability cases",
}


def make_county():
    """老茶村 keeps what a village owes and 竹坝村 does not; both helpers' households are in both."""
    made = SimpleNamespace(people=cast())
    places = made.places = made.people.places
    made.good, made.bad = make_helper(name="向勤快"), make_helper(name="田没去")
    made.kept, made.missed = places.village, places.next_village
    _make_homes(made)
    _make_posts(made)
    _make_economy(made)
    _make_sector(made)
    _make_relocation(made)
    day = clock.moment(dt.date(2017, 3, 1))
    # 老茶村 has a fault that has not stood for long.
    make_finding(made.other, "DQ-05", found_at=day)
    make_finding(made.home, "DQ-05", found_at=clock.moment(dt.date(2017, 3, 25)))
    made.accounts = {period: compute_account(places.county, period) for period in (MARCH, JUNE, DECEMBER)}
    return made


def _make_homes(made):
    made.home, made.away = (
        make_cared(made.good, area=made.kept, away=away, capable=not away) for away in (False, True)
    )
    made.other = make_cared(made.bad, area=made.missed, measures=2)
    made.gone = make_cared(made.bad, area=made.missed, away=True, capable=False, measures=0)
    made.bare = make_household(area=made.missed)
    visit(made.home, made.good, dt.date(2017, 3, 6))
    visit(made.away, made.good, dt.date(2017, 3, 7), channel="phone")
    make_training(made.home.members.first(), day=dt.date(2017, 5, 9))


def _make_posts(made):
    unit, idle = make_unit(), make_unit("县文体局")
    Village.objects.create(area=made.kept, kind=VillageKind.POOR)
    Village.objects.create(area=made.missed, kind=VillageKind.POOR)
    first = make_resident(make_team(made.kept.pk, unit))
    member = make_resident(make_team(made.missed.pk, idle), PostKind.TEAM_MEMBER)
    short = make_resident(make_team(made.places.other_village.pk, idle))
    for post, days in ((first, 20), (member, 19), (short, 12)):
        make_days(post, days=days)
    make_task(unit, made.kept.pk)
    make_task(idle, made.missed.pk, claimed=None)
    made.unit, made.idle, made.first, made.member, made.short = (
        *(unit.code, idle.code),
        *(post.official.code for post in (first, member, short)),
    )


def _make_economy(made):
    for area, base in ((made.kept, 60), (made.missed, 59)):
        VillageYear.objects.create(area=area, year=2016, cultivated_mu=100, industry_base_mu=base)
    full, thin = make_enterprise(made.kept.pk), make_enterprise(made.places.other_village.pk)
    bare = {"members": 1, "income": False, "living": False, "forms": False}
    homes = [made.home, made.away, *(make_household(area=made.kept, **bare) for _each in range(8))]
    for home in homes:
        make_link(home, full)
    for home in homes[:4]:
        from_paper(home, disbursed=dt.date(2017, 2, 1))
    make_link(made.other, thin, signed_on=None)
    made.full, made.thin = full.code, thin.code


def _make_sector(made):
    """翔凤镇 has taught its clerks and gone through its villages, 绿水镇 has left one of each; two indicators."""
    places = made.places
    taught, untaught = make_register(places.township), make_register(places.other_township)
    for register, last in ((taught, True), (untaught, False)):
        attend(register, "向甲")
        attend(register, "向乙", on=dt.date(2017, 3, 20) if last else None)
    made.taught, made.untaught = taught.round.code, untaught.round.code
    gone, left = (make_register(place, "cleanup") for place in (places.township, places.other_township))
    go_through(gone, made.kept)
    go_through(left, places.other_village, on=None)
    made.gone_through, made.left = gone.round.code, left.round.code
    reached, below = (make_indicator(targets={"2017-03": 95}) for _each in range(2))
    report(reached, 95, 100)
    report(below, 9499, 10000)
    made.reached, made.below = reached.code, below.code


def _make_relocation(made):
    """One household and its four people are to have moved in by the end of March; 绿水镇 has handed a key over only."""
    places, due = made.places, dt.date(2017, 6, 30)
    curve = [(dt.date(2017, 3, 31), 1, 4), (dt.date(2017, 6, 30), 2, 8)]
    facts = {"households": 2, "persons": 8, "due_on": due, "document": "来搬〔2016〕1 号", "points": curve}
    plans = [
        set_plan(by=None, township=township, year=2016, **facts)
        for township in (places.township, places.other_township)
    ]
    relocate(made.people, made.home, plans[0], dt.date(2017, 3, 31))
    relocate(made.people, make_household(area=places.other_village), plans[1], dt.date(2017, 4, 1))
    made.relocated, made.not_relocated = (plan.code for plan in plans)


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_county()
        transaction.set_rollback(True)


def no(name):
    return lambda made: getattr(made, name).household_no


def code(name):
    return lambda made: getattr(made, name).pk


def own(name):
    return lambda made: getattr(made, name)


# obligation, rule, month, what kept it, what did not and with which outcome
TABLE = (
    ("HA-H1", "LF-14", MARCH, no("home"), no("other"), "failed"),
    ("HA-H2", "LF-19", MARCH, no("away"), no("gone"), "failed"),
    ("HA-H3", "LF-17", MARCH, no("home"), no("other"), "partial"),
    ("HA-H4", "LF-18", MARCH, no("away"), no("gone"), "failed"),
    ("HA-H5", "LF-20", JUNE, no("home"), no("other"), "failed"),
    ("HA-H6", "TF-14", MARCH, no("home"), no("other"), "failed"),
    ("HA-V2", "CB1-08", MARCH, own("first"), own("member"), "partial"),
    ("HA-V2", "TF-06V", MARCH, code("kept"), code("missed"), "failed"),
    ("HA-V3", "LF-60", MARCH, code("kept"), code("missed"), "failed"),
    ("HA-V7", "JZ-20V", MARCH, code("kept"), code("missed"), "failed"),
    ("HA-V8", "LF-24", DECEMBER, code("kept"), code("missed"), "partial"),
    ("HA-V8", "LF-26", DECEMBER, code("kept"), code("missed"), "failed"),
    ("HA-V8", "LF-46", DECEMBER, code("kept"), code("missed"), "failed"),
    ("HA-V8", "LF-27", DECEMBER, code("kept"), code("missed"), "failed"),
    ("HA-V8", "LF-28", DECEMBER, own("full"), own("thin"), "partial"),
    ("HA-T4", "CB1-17", MARCH, own("taught"), own("untaught"), "failed"),
    ("HA-T4", "CB1-24", MARCH, own("gone_through"), own("left"), "failed"),
    ("HA-T3", "LF-30", MARCH, own("relocated"), own("not_relocated"), "failed"),
    ("HA-T3", "LF-30P", MARCH, own("relocated"), own("not_relocated"), "failed"),
    ("HA-U2", "LF-55", MARCH, own("reached"), own("below"), "failed"),
    ("HA-U4", "CB1-08U", MARCH, own("first"), own("short"), "partial"),
    ("HA-U4", "CB1-09", MARCH, code("kept"), code("missed"), "failed"),
    ("HA-U4", "CB1-09S", MARCH, code("kept"), code("missed"), "failed"),
)


@pytest.mark.parametrize(("obligation", "rule", "month", "kept", "missed", "outcome"), TABLE)
def test_one_keeps_it_and_one_does_not(county, obligation, rule, month, kept, missed, outcome):
    lines = AccountLine.objects.filter(account=county.accounts[month], rule=rule)
    assert RULES[rule].obligation == obligation
    assert lines.get(subject_code=kept(county)).outcome == "met"
    assert lines.get(subject_code=missed(county)).outcome == outcome


def test_a_village_owes_a_helper_for_each_household(county):
    """HA-V1: a line a village; where all are helped nothing is kept of its households."""
    lines = AccountLine.objects.filter(account=county.accounts[MARCH], rule="LF-13")
    assert lines.get(subject_code=county.missed.pk).outcome == "failed"
    unhelped = AccountFact.objects.filter(account=county.accounts[MARCH], helper=None, missed__gt=0)
    assert county.bare.pk in unhelped.values_list("household", flat=True)
    assert county.other.pk not in unhelped.values_list("household", flat=True)


def test_a_township_and_a_unit_answer_for_those_below(county):
    """HA-T6 and the helpers of HA-U4: both townships have a village that did not settle; one unit sent nobody."""
    lines = AccountLine.objects.filter(account=county.accounts[MARCH])
    assert lines.get(rule="JZ-20T", subject_code=county.places.township.pk).outcome == "failed"
    assert lines.get(rule="JZ-20U").outcome == "failed"


def test_year_lines_are_on_a_path_before_their_milestone(county):
    june = AccountLine.objects.filter(account=county.accounts[JUNE])
    base = june.get(rule="LF-24", subject_code=county.missed.pk)
    assert (base.required, base.delivered, base.outcome) == (30, 59, "met")
    lifted = june.get(rule="LF-28", subject_code=county.thin)
    assert (lifted.required, lifted.delivered, lifted.outcome) == (5, 1, "partial")


def test_the_table_holds_every_obligation(county):
    held = {row[0] for row in TABLE} | ELSEWHERE.keys() | {"HA-V1", "HA-T6"}
    assert {rule.obligation for rule in rules_of(Kind.DUTY)} <= held
    units = {rule.code for rule in rules_of(Kind.DUTY, subject=UNIT) if rule.obligation not in ELSEWHERE}
    assert units <= {row[1] for row in TABLE}
