"""Duties of units over facts that are not households: the lines, their figures, the verdict of the party."""

import json
import re

import pytest
from django.db.models import Count, F, Q, Value
from django.urls import reverse

from assistance.models import HelpingUnit
from households.models import Household, HouseholdMember
from inspections.models import AccountLine, AccountRule, AccountTally, AccountUnitLine, PartyAccount
from inspections.services.account import compute_account, export_account
from povertyapp.core.models import Area, RuleParameter
from povertyapp.core.models.area import Level
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES, UNIT, Duty, Kind, Population, Source, Tally, rule
from povertyapp.core.verdicts import verdicts_of_unit, verdicts_of_units
from tests.households.factories import cast
from tests.inspections.factories import make_cared, make_helper, visit
from tests.reading import TOTAL

MARCH, APRIL = Period(2017, 3), Period(2017, 4)
VILLAGES = Population(
    "villages_for_test",
    ("code",),
    lambda period, value: Area.objects.filter(level=Level.VILLAGE).values("code", area_id=F("code")),
)
HOMES = Population(
    "homes_for_test",
    ("code", "subject_kind", "subject_code"),
    lambda period, value: Household.objects.values(
        "area_id", code=F("area_id"), subject_kind=Value("household"), subject_code=F("household_no")
    ),
)
IN_VILLAGE = Source("homes_in_village", ("area_id",), lambda period, value: Household.objects.all())
PEOPLE = Source(
    "people_of_home",
    ("subject_code",),
    lambda period, value: HouseholdMember.objects.annotate(subject_code=F("household__household_no")),
)


def two_homes(period, value):
    """每村至少两户。

    A village has two homes on record.
    """
    return Duty(due=Q(code__gt=""), required=2, counts=Tally(IN_VILLAGE, Count("pk")))


def three_people(period, value):
    """每户至少三人。

    Each home of a village has three people.
    """
    return Duty(due=Q(code__gt=""), required=3, counts=Tally(PEOPLE, Count("pk")))


@pytest.fixture
def rules(db):
    """Two duties of villages, registered for the test: one for the village, one for each of its homes."""
    facts = {"kind": Kind.DUTY, "party": "village", "owner": "x", "basis": "x", "subject": UNIT}
    rule("XX-1", over=VILLAGES, title="两户", obligation="HA-V2", **facts)(two_homes)
    rule("XX-2", over=HOMES, title="三人", obligation="HA-V8", allows_part=True, **facts)(three_people)
    yield
    del RULES["XX-1"], RULES["XX-2"]


@pytest.fixture
def county(rules, places):
    """老茶村 keeps the duty of villages and not all of its homes do; 老寨村 breaks the first and keeps the other."""
    busy, idle = make_helper(name="向勤快"), make_helper(name="田没去")
    full = make_cared(busy, area=places.village, members=3)
    short = make_cared(busy, area=places.village, members=2)
    alone = make_cared(idle, area=places.other_village, members=4)
    for household in (full, short):
        visit(household, busy, MARCH.start)
    places.full, places.short, places.alone = full, short, alone
    places.account = compute_account(places.county, MARCH)
    return places


def outcomes(account, code):
    rows = AccountUnitLine.objects.filter(account=account, rule=code).order_by("code", "subject_code")
    return [(row.code, row.subject_code, row.required, row.delivered, row.outcome) for row in rows]


def test_each_unit_and_each_thing_has_its_line(county):
    keeps, breaks, empty = county.village.pk, county.other_village.pk, county.next_village.pk
    assert outcomes(county.account, "XX-1") == [
        (keeps, keeps, 2, 2, "met"),
        (empty, empty, 2, 0, "failed"),
        (breaks, breaks, 2, 1, "failed"),
    ]
    assert outcomes(county.account, "XX-2") == [
        (keeps, county.full.household_no, 3, 3, "met"),
        (keeps, county.short.household_no, 3, 2, "partial"),
        (breaks, county.alone.household_no, 3, 4, "met"),
    ]
    lines = AccountLine.objects.filter(account=county.account, rule="XX-2")
    assert set(lines.values_list("party_level", "party_name", "subject_kind")) == {
        ("village", "老茶村", "household"),
        ("village", "老寨村", "household"),
    }


def test_figures_add_up_by_place(county):
    tallies = {
        row.code: (row.level, row.lines, row.met, row.partial, row.failed, row.required, row.delivered)
        for row in AccountTally.objects.filter(account=county.account, rule="XX-2")
    }
    assert tallies == {
        county.village.pk: ("village", 2, 1, 1, 0, 6, 5),
        county.other_village.pk: ("village", 1, 1, 0, 0, 3, 3),
        county.township.pk: ("township", 2, 1, 1, 0, 6, 5),
        county.other_township.pk: ("township", 1, 1, 0, 0, 3, 3),
        county.county.pk: ("county", 3, 2, 1, 0, 9, 8),
    }


def test_lines_weigh_in_the_villages_score(county):
    party = PartyAccount.objects.get(account=county.account, level="village", code=county.village.pk)
    own = AccountUnitLine.objects.filter(account=county.account, level="village", code=county.village.pk)
    assert party.lines == own.count()
    assert party.failed == 1
    weights = {"HA-V1": 10, "HA-V2": 8, "HA-V3": 8, "HA-V7": 6}
    credit = sum(weights.values()) + 5 + 5 * 2 / 3
    assert float(party.score) == round(100 * credit / (sum(weights.values()) + 10), 2)
    assert party.verdict == "settled"  # in March a gap under HA-V8 costs points only


def test_soft_duty_is_hard_in_the_months_that_its_parameter_names(county):
    RuleParameter.objects.filter(name="account.HA-V8.hard").update(value=[4, 12])
    make = compute_account(county.county, APRIL)
    hard = dict(AccountRule.objects.filter(account=make).values_list("rule", "is_hard"))
    assert (hard["XX-1"], hard["XX-2"]) == (True, True)
    before = AccountRule.objects.get(account=county.account, rule="XX-2")
    assert not before.is_hard
    party = PartyAccount.objects.get(account=make, level="village", code=county.village.pk)
    assert party.verdict == "not_settled"


def test_account_list_and_verdict_are_one_truth(county):
    for place in (county.county, county.township, county.village, county.other_village):
        stored = AccountUnitLine.objects.in_area(place.pk).filter(
            account=county.account, rule__in=("XX-1", "XX-2")
        )
        said = {
            (code, verdict.rule.code, verdict.subject_code or code, verdict.is_missed)
            for (level, code), found in verdicts_of_units(place.pk, MARCH).items()
            for verdict in found
            if level == "village" and verdict.rule.code in ("XX-1", "XX-2")
        }
        missed = ("partial", "failed")
        assert said == {(line.code, line.rule, line.subject_code, line.outcome in missed) for line in stored}


def test_verdict_of_one_village_is_that_of_its_lines(county):
    found = verdicts_of_unit("village", county.village.pk, county.village.pk, MARCH)
    own = [
        (v.rule.code, v.subject_code, v.delivered, v.is_missed)
        for v in found
        if v.rule.code in ("XX-1", "XX-2")
    ]
    assert own == [
        ("XX-1", "", 2, False),
        ("XX-2", county.full.household_no, 3, False),
        ("XX-2", county.short.household_no, 2, True),
    ]


def test_digest_knows_the_thing_that_a_line_speaks_of(county):
    before = county.account.digest
    assert compute_account(county.county, MARCH).digest == before
    Household.objects.filter(pk=county.full.pk).update(household_no="422827100204990001")
    after = compute_account(county.county, MARCH)
    assert after.digest != before


def test_what_counts_may_lie_in_another_village(county):
    """The verdict of one village counts what the account counts, wherever in the county that lies."""
    HouseholdMember.objects.filter(household=county.full).update(area=county.other_village)
    compute_account(county.county, MARCH)
    found = verdicts_of_unit("village", county.village.pk, county.village.pk, MARCH)
    assert {v.subject_code: v.delivered for v in found if v.rule.code == "XX-2"} == {
        county.full.household_no: 3,
        county.short.household_no: 2,
    }


# ---- pages and files


def page(client, user, name, *args, status=200, **query):
    client.force_login(user)
    answer = client.get(reverse(f"inspections:{name}", args=["2017-03", *args]), query)
    assert answer.status_code == status
    return answer.content.decode()


def test_board_leads_to_the_lines_of_units(client, county):
    clerk = cast().clerk
    board = page(client, clerk, "ha_board")
    assert 'data-testid="fig-XX-1-422827" data-count="2"' in board
    assert 'data-testid="fig-XX-2-422827" data-count="1"' in board
    rows = page(client, clerk, "ha_rows", "422827", "XX-2")
    assert int(TOTAL.search(rows)[1]) == 1
    assert county.short.get_absolute_url() in rows
    assert county.short.head_name in rows
    assert "部分完成" in rows
    every = page(client, clerk, "ha_rows", "422827", "XX-1", outcome="all")
    assert int(TOTAL.search(every)[1]) == 3
    assert reverse("inspections:ha_unit", args=["2017-03", county.other_village.pk]) in every


def test_village_sees_its_own_lines_added_up(client, county):
    text = page(client, cast().clerk, "ha_unit", county.village.pk)
    assert re.search(r"三人<a.*?<span class=\"num\">1/2</span>", text, re.DOTALL)
    assert re.search(r"两户<a.*?<span class=\"num\">2/2</span>", text, re.DOTALL)


def test_lines_leave_in_both_files(county):
    made = export_account(by=None, account=county.account, area=county.county, form="json")
    data = json.loads(made.data)
    lines = [line for line in data["lines"] if line["rule"] == "XX-2"]
    assert {line["subject_code"]: line["outcome"] for line in lines} == {
        county.full.household_no: "met",
        county.short.household_no: "partial",
        county.alone.household_no: "met",
    }
    assert export_account(by=None, account=county.account, area=county.county).data


def test_months_before_the_column_stay_readable(client, county):
    """The rules of months that were closed before say nothing of whom they are judged over."""
    own = AccountRule.objects.filter(account=county.account).exclude(rule__startswith="XX-")
    own.update(subject="")
    AccountRule.objects.filter(account=county.account, rule__startswith="XX-").delete()
    AccountUnitLine.objects.filter(account=county.account, rule__startswith="XX-").delete()
    clerk = cast().clerk
    board = page(client, clerk, "ha_board")
    assert 'data-testid="fig-LF-14-422827" data-count="1"' in board
    assert int(TOTAL.search(page(client, clerk, "ha_rows", "422827", "LF-14"))[1]) == 1
    assert int(TOTAL.search(page(client, clerk, "ha_rows", "422827", "JZ-20V"))[1]) == 1
    page(client, clerk, "ha_unit", county.village.pk)
    assert export_account(by=None, account=county.account, area=county.county).data


# ---- units that help


def test_unit_answers_for_the_helpers_that_it_sent(client, county):
    party = PartyAccount.objects.get(account=county.account, level="county_unit")
    assert (party.name, party.area_id, party.lines) == ("县农业局", "422827", 1)
    assert party.verdict == "not_settled"  # one of its two helpers did not settle
    people = cast()
    assert "县农业局" in page(client, people.clerk, "ha_county_units")
    text = page(client, people.clerk, "ha_county_unit", party.code)
    assert "本单位帮扶人交清" in text
    helpers = page(client, people.clerk, "ha_helpers", area="422827", unit=party.code)
    assert int(TOTAL.search(helpers)[1]) == 2
    page(client, people.township, "ha_county_unit", party.code, status=404)
    assert "县农业局" not in page(client, people.township, "ha_county_units")


def test_unit_without_a_line_has_no_account(county):
    idle = HelpingUnit.objects.create(area=county.county, name="县文体局")
    account = compute_account(county.county, MARCH)
    assert idle.code == "422827D002"
    assert not PartyAccount.objects.filter(account=account, code=idle.code).exists()
