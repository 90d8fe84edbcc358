"""Duties of helpers over things that are not households: a line each, in the helper's own account."""

import re

import pytest
from django.db.models import Count, F, Q, Value
from django.urls import reverse

from assistance.models import Official
from inspections.models import AccountLine, AccountTally, PartyAccount
from inspections.services.account import compute_account
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES, UNIT, Duty, Kind, Population, Source, Tally, rule
from tests.assistance.teams import make_official
from tests.households.factories import cast
from tests.inspections.factories import make_cared, make_helper, visit

MARCH = Period(2017, 3)
# The office of an official says which helper answers for him; his name, whether he did.
PEOPLE = Population(
    "people_for_test",
    ("code", "subject_kind", "subject_code"),
    lambda period, value: Official.objects.values(
        "area_id", subject_kind=Value("official"), subject_code=F("code")
    ).annotate(code=F("office")),
)
DONE = Source(
    "people_done_for_test",
    ("subject_code",),
    lambda period, value: Official.objects.filter(name__startswith="成").annotate(subject_code=F("code")),
)


def one_each(period, value):
    """每人一件。

    Each is done once.
    """
    return Duty(due=Q(code__gt=""), required=1, counts=Tally(DONE, Count("pk")))


@pytest.fixture
def county(places):
    """向勤快 kept all and has a household in 老茶村; 田没去 has no household at all and missed one of two."""
    facts = {"kind": Kind.DUTY, "party": "helper", "owner": "x", "basis": "x", "subject": UNIT}
    rule("XX-3", over=PEOPLE, title="办结", obligation="HA-H1", **facts)(one_each)
    places.busy, places.idle = make_helper(name="向勤快"), make_helper(name="田没去")
    home = make_cared(places.busy, area=places.village)
    visit(home, places.busy, MARCH.start)
    for helper, name, area in (
        (places.busy, "成一", places.village),
        (places.idle, "成二", places.village),
        (places.idle, "未三", places.next_village),
    ):
        make_official(name, county=area.pk, office=helper.code)
    places.account = compute_account(places.county, MARCH)
    yield places
    del RULES["XX-3"]


def test_each_thing_is_a_line_of_its_helper(county):
    rows = AccountLine.objects.filter(account=county.account, rule="XX-3").order_by("party_code", "outcome")
    assert [(row.party_level, row.party_name, row.subject_kind, row.outcome) for row in rows] == [
        ("helper", "向勤快", "official", "met"),
        ("helper", "田没去", "official", "failed"),
        ("helper", "田没去", "official", "met"),
    ]


def test_it_weighs_in_his_account_and_stands_in_the_figures_of_the_place(county):
    parties = {p.name: p for p in PartyAccount.objects.filter(account=county.account, level="helper")}
    kept, missed = parties["向勤快"], parties["田没去"]
    assert (kept.verdict, kept.area_id, kept.score) == ("settled", county.village.pk, 100)
    assert (missed.lines, missed.failed, missed.verdict, missed.score) == (2, 1, "not_settled", 50)
    assert missed.area_id == county.township.pk  # what he answers for lies in two villages of it
    tallies = AccountTally.objects.filter(account=county.account, rule="XX-3")
    assert {t.code: (t.lines, t.failed) for t in tallies}[county.next_village.pk] == (1, 1)
    unit = AccountLine.objects.get(account=county.account, rule="JZ-20U")
    assert (unit.required, unit.delivered) == (2, 1)


def test_pages_show_the_line_and_what_it_speaks_of(client, county):
    client.force_login(cast().clerk)
    board = client.get(reverse("inspections:ha_board", args=["2017-03"])).content.decode()
    assert 'data-testid="fig-XX-3-422827" data-count="1"' in board
    rows = client.get(reverse("inspections:ha_rows", args=["2017-03", "422827", "XX-3"])).content.decode()
    assert re.search(r'data-testid="total" data-count="1"', rows)
    own = reverse("inspections:ha_helper", args=["2017-03", county.idle.code])
    assert "未三" in rows
    assert own in rows
    page = client.get(own).content.decode()
    assert "未三" in page
    assert "没有记录" not in page
