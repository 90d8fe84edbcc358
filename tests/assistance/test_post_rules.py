"""CB1-08, CB1-09 and the figures of clerks, teams and task forces: who keeps them and who breaks them."""

import datetime as dt

import pytest

from assistance.choices import PostKind
from assistance.models import Post
from households.choices import VillageKind
from households.models import Village
from inspections.models import AccountUnitLine, PartyAccount
from inspections.services.account import compute_account
from povertyapp.core import clock
from povertyapp.core.figures import MISSING, figures_of, rows_behind
from povertyapp.core.models import RuleParameter
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES
from povertyapp.core.verdicts import verdicts_of_unit
from tests.assistance.teams import (
    make_days,
    make_official,
    make_post,
    make_resident,
    make_task,
    make_team,
    make_unit,
)
from tests.households.factories import (
    COUNTY,
    NEXT_VILLAGE,
    OTHER_TOWNSHIP,
    OTHER_VILLAGE,
    TOWNSHIP,
    VILLAGE,
    make_household,
)

pytestmark = pytest.mark.django_db
MARCH, FEBRUARY = Period(2017, 3), Period(2017, 2)
IN_TIME, LATE = clock.moment(dt.date(2017, 4, 3), 23), clock.moment(dt.date(2017, 4, 4))


@pytest.fixture
def first(places):
    """The first secretary of 老茶村, on post since the beginning of the year."""
    return make_resident(make_team(), is_head=True)


def stands(code=VILLAGE, level="village", period=MARCH):
    """Return rule → (required, delivered, missed) a subject of the duties of a unit."""
    found = verdicts_of_unit(level, code, COUNTY, period)
    return {(v.rule.code, v.subject_code): (v.required, v.delivered, v.is_missed) for v in found}


@pytest.mark.parametrize(("days", "missed"), [(20, False), (19, True)])
def test_twenty_days_are_enough_and_nineteen_are_not(first, days, missed):
    make_days(first, days, leave=5)
    code = first.official.code
    assert stands() == {("CB1-08", code): (20, days, missed)}
    unit = first.team.unit.code
    assert stands(unit, "county_unit") == {("CB1-08U", code): (20, days, missed)}


def test_nothing_entered_is_nothing_delivered_and_members_owe_too(first):
    member = make_resident(first.team, PostKind.TEAM_MEMBER)
    make_days(first)
    assert stands()["CB1-08", member.official.code] == (20, 0, True)
    assert ("CB1-08U", member.official.code) not in stands(first.team.unit.code, "county_unit")


def test_only_what_was_entered_by_the_cut_off_counts(first):
    make_days(first, 19, recorded_at=IN_TIME, superseded_at=LATE)
    make_days(first, 21, recorded_at=LATE)
    assert stands()["CB1-08", first.official.code] == (20, 19, True)


def test_what_was_corrected_in_time_counts_once(first):
    make_days(first, 19, recorded_at=clock.moment(dt.date(2017, 4, 1)), superseded_at=IN_TIME)
    make_days(first, 21, recorded_at=IN_TIME)
    assert stands()["CB1-08", first.official.code] == (20, 21, False)


@pytest.mark.parametrize(
    ("came", "owed"),
    [(1, 20), (8, 15), (17, 9), (18, None)],  # 31, 24, 15 and 14 days of March
)
def test_who_came_in_the_month_owes_his_part_and_after_the_middle_nothing(places, came, owed):
    post = make_resident(make_team(), since=dt.date(2017, 3, came))
    required = {code: verdict[0] for code, verdict in stands().items()}
    assert required == ({("CB1-08", post.official.code): owed} if owed else {})


def test_a_hand_over_shares_the_month_out(places):
    team = make_team()
    old = make_resident(team, until=dt.date(2017, 3, 15))
    new = make_resident(team, since=dt.date(2017, 3, 16))
    make_days(old, 9)
    make_days(new, 9)
    assert stands() == {
        ("CB1-08", old.official.code): (9, 9, False),
        ("CB1-08", new.official.code): (10, 9, True),
    }


def test_two_stays_of_one_person_in_one_village_are_one_line(places):
    team, official = make_team(), make_official()
    for since, until in ((1, 15), (17, 31)):
        post = make_resident(
            team,
            official=official,
            since=dt.date(2017, 3, since),
            until=dt.date(2017, 3, until),
        )
        make_days(post, 9)
    assert stands() == {("CB1-08", official.code): (18, 18, False)}


def test_the_county_decides_how_many_days(first):
    make_days(first, 20)
    RuleParameter.objects.create(name="post.min_days", value=22, effective_from=MARCH.start, basis="x")
    assert stands()["CB1-08", first.official.code] == (22, 20, True)


def test_a_village_is_taken_over_by_the_end_of_the_month(places):
    unit = make_unit()
    make_task(unit, claimed=dt.date(2017, 3, 31))
    make_task(unit, NEXT_VILLAGE, claimed=dt.date(2017, 4, 1))
    make_task(unit, OTHER_VILLAGE, claimed=None, ended_on=dt.date(2017, 3, 30))
    assert stands(unit.code, "county_unit") == {
        ("CB1-09", VILLAGE): (1, 1, False),
        ("CB1-09", NEXT_VILLAGE): (1, 0, True),
        ("CB1-09S", VILLAGE): (1, 0, True),
        ("CB1-09S", NEXT_VILLAGE): (1, 0, True),
    }
    assert stands(unit.code, "county_unit", FEBRUARY)["CB1-09", VILLAGE] == (1, 0, True)


def test_the_account_holds_the_lines_and_the_unit_does_not_settle(first, places):
    make_days(first, 19)
    make_task(first.team.unit, claimed=None)
    account = compute_account(places.county, MARCH)
    lines = AccountUnitLine.objects.filter(account=account, rule__startswith="CB1-0")
    assert sorted(lines.values_list("rule", "level", "outcome")) == [
        ("CB1-08", "village", "partial"),
        ("CB1-08U", "county_unit", "partial"),
        ("CB1-09", "county_unit", "failed"),
        ("CB1-09S", "county_unit", "met"),
    ]
    parties = PartyAccount.objects.filter(account=account)
    assert parties.get(code=first.team.unit.code).verdict == "not_settled"
    assert parties.get(code=VILLAGE).verdict == "not_settled"


def figure(cast, code):
    (found,) = figures_of(cast.clerk, COUNTY, MARCH, [RULES[code]])
    missing = rows_behind(cast.clerk, RULES[code], COUNTY, MARCH, MISSING)
    return found.part, found.whole, sorted(missing.values_list("pk", flat=True))


@pytest.mark.usefixtures("noon")
class TestFigures:
    def test_every_village_has_a_clerk_today(self, cast):
        make_post(until=dt.date(2017, 3, 19))
        make_post(place=NEXT_VILLAGE)
        assert figure(cast, "LF-61") == (1, 3, [VILLAGE, OTHER_VILLAGE])

    def test_teams_in_poor_villages_and_in_others_with_households(self, cast):
        for place, kind in ((VILLAGE, VillageKind.POOR), (NEXT_VILLAGE, VillageKind.ORDINARY)):
            Village.objects.create(area_id=place, kind=kind)
            make_household(area_id=place, members=0, income=False, living=False, forms=False)
        make_team(VILLAGE)
        assert figure(cast, "TF-06") == (1, 1, [])
        assert figure(cast, "JZ-44") == (0, 1, [NEXT_VILLAGE])
        make_team(NEXT_VILLAGE, until=dt.date(2017, 3, 20))
        assert figure(cast, "JZ-44") == (1, 1, [])

    @pytest.mark.parametrize(("people", "fits"), [(2, False), (3, True), (6, True), (7, False)])
    def test_a_task_force_has_three_to_six(self, cast, people, fits):
        for _person in range(people):
            make_post(PostKind.TASK_FORCE, TOWNSHIP)
        part, whole, missing = figure(cast, "CB1-02")
        assert (part, whole) == (int(fits), 2)
        assert missing == ([OTHER_TOWNSHIP] if fits else [TOWNSHIP, OTHER_TOWNSHIP])
        assert Post.objects.count() == people
