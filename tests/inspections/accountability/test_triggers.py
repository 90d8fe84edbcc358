"""Every trigger of D6, one party each way: as a table over standings, and over stored closed months."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from inspections.choices.accountability import ActionKind, Body, Trigger
from inspections.escalation import Standing, Year, grade_of, proposal_of, triggers_of
from inspections.models import RectificationMeasure
from inspections.services import accountability as desk
from povertyapp.core.models import Area
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from tests.inspections.accountability.ways import DAY, MARCH, close_month, decide, serve, some_days_ago

pytestmark = pytest.mark.django_db

OWES, LIED, SETTLED = "not_settled", "falsified", "settled"

# What a party did in its months, the newest last (blank: no account) → the trigger that decides, kind, body, joint.
LADDER = [
    ([SETTLED], None),
    ([SETTLED, OWES], ("first", "circular", "office", "")),
    ([OWES, SETTLED, OWES], ("first", "circular", "office", "")),
    ([OWES, SETTLED], None),
    ([OWES, OWES], ("two_in_a_row", "interview", "township", "")),
    ([OWES, "", OWES], ("two_in_a_row", "interview", "township", "")),
    ([OWES, SETTLED, OWES, SETTLED, OWES], ("three_in_year", "interview", "township", "")),
    ([OWES, SETTLED, SETTLED, OWES], ("first", "circular", "office", "")),
    ([OWES, OWES, OWES], ("three_in_a_row", "rectify_order", "leading", "")),
    ([OWES, OWES, SETTLED, OWES, OWES], ("four_in_year", "self_criticism", "leading", "organisation")),
    ([OWES, OWES, SETTLED, OWES], ("three_in_year", "interview", "township", "")),
    ([LIED], ("falsified", "interview", "leading", "")),
    ([OWES, LIED], ("falsified", "interview", "leading", "")),
    ([LIED, SETTLED, LIED], ("falsified_again", "self_criticism", "leading", "organisation")),
    ([LIED, SETTLED, OWES], ("first", "circular", "office", "")),
]


@pytest.mark.parametrize(
    ("months", "wanted"), LADDER, ids=lambda value: "-".join(value) if value else "nothing"
)
def test_months_of_a_village_lead_to_what_d6_says(county, months, wanted):
    village = county.places.village.pk
    for place, verdict in enumerate(months):
        account = close_month(
            county, MARCH.shift(place - len(months) + 1), {("village", village): verdict or "no_account"}
        )
    made = desk.propose_for(account).made
    found = [(case.trigger, case.kind, case.body, case.joint_body) for case in made]
    assert found == ([wanted] if wanted else [])


def test_a_month_longer_ago_than_the_window_does_not_count(county):
    village = county.places.village.pk
    for back, verdict in ((12, OWES), (5, OWES), (1, SETTLED), (0, OWES)):
        account = close_month(county, MARCH.shift(-back), {("village", village): verdict})
    (case,) = desk.propose_for(account).made
    assert case.trigger == "first"


@pytest.mark.parametrize(
    ("level", "code", "body"),
    [
        ("helper", None, "township"),
        ("village", "422827100204", "township"),
        ("township", "422827100", "leading"),
        ("county_unit", "422827D001", "leading"),
    ],
)
def test_who_decides_an_interview(county, level, code, body):
    code = code or county.a_helper.code
    for back in (1, 0):
        account = close_month(county, MARCH.shift(-back), {(level, code): OWES})
    (case,) = desk.propose_for(account).made
    assert (case.trigger, case.body, case.level) == ("two_in_a_row", body, level)


def test_a_helpers_case_lies_with_the_township_and_is_seen_by_himself(county):
    account = close_month(county, MARCH, {("helper", county.a_helper.code): OWES})
    (case,) = desk.propose_for(account).made
    seen = type(case).objects
    for user, sees in (
        (county.township, True),
        (county.helper, True),
        (county.clerk, True),
        (county.cadre, False),
        (county.outsider, False),
    ):
        assert seen.visible_to(user).filter(pk=case.pk).exists() is sees, user


def test_the_county_itself_is_not_judged_here(county):
    account = close_month(county, MARCH, {("county", "422827"): OWES})
    assert desk.propose_for(account).made == []


def test_second_accountability_is_an_organisational_measure():
    again = proposal_of(Trigger.FOUR_IN_YEAR, "village", place="422827100", has_criticised_itself=True)
    assert (again.kind, again.joint_body) == (ActionKind.ORGANISATIONAL, Body.ORGANISATION)


@pytest.mark.parametrize(
    ("standing", "trigger"),
    [
        (Standing(unmet=1), "still_unmet"),
        (Standing(), None),
        (Standing(unfulfilled=1), "not_fulfilled"),
        (Standing(OWES, in_a_row=1, in_year=1, unmet=1), "still_unmet"),
        (Standing(OWES, in_a_row=3, in_year=4), "four_in_year"),
    ],
)
def test_measures_and_orders_that_were_not_met(county, standing, trigger):
    found = triggers_of(standing, Parameters("422827", MARCH.start))
    assert (found[-1] if found else None) == trigger


@pytest.mark.parametrize(
    ("year", "grade"),
    [
        (Year(Decimal("95")), "good"),
        (Year(Decimal("90")), "good"),
        (Year(Decimal("89.99")), "fair"),
        (Year(Decimal("95"), unsettled=1), "fair"),
        (Year(Decimal("74.99")), "poor"),
        (Year(Decimal("95"), falsified=1), "poor"),
        (Year(Decimal("95"), vetoes=1), "poor"),
        (Year(None), None),
    ],
)
def test_grade_of_a_year(county, year, grade):
    assert grade_of(year, Parameters("422827", MARCH.start)) == grade


def test_year_that_was_fair_or_poor_goes_to_the_organisation_department(county):
    places = county.places
    months = {
        ("village", places.village.pk): ("settled", 95),
        ("village", places.next_village.pk): ("settled", 80),
        ("village", places.other_village.pk): ("settled", 60),
    }
    for month in (11, 12):
        account = close_month(county, Period(2016, month), months)
    made = {case.code: case for case in desk.propose_for(account).made}
    assert {code: (case.trigger, case.kind, case.body) for code, case in made.items()} == {
        places.next_village.pk: ("year_fair", "interview", "organisation"),
        places.other_village.pk: ("year_poor", "no_promotion", "organisation"),
    }


def test_poor_year_bars_promotion_for_two_years_and_other_bans_end_with_the_year(county):
    village = county.places.village.pk
    account = close_month(county, Period(2016, 12), {("village", village): ("settled", 60)})
    with some_days_ago(60):
        (case,) = desk.propose_for(account).made
        failing = desk.enter_case(
            by=county.clerk, county=county.places.county, level="village", code=village,
            trigger="acceptance", source="验收意见书", text="验收后仍不达标。",
        )  # fmt: skip
    for found in (case, failing):
        serve(county, found), decide(county, found)
    assert case.until_on == case.decided_on.replace(year=case.decided_on.year + 2)
    assert failing.until_on == dt.date(failing.decided_on.year, 12, 31)


@pytest.mark.parametrize("trigger", ["media", "prov_circular", "prov_inspection"])
def test_three_without_exception_are_entered_with_the_paper_and_never_exonerated(county, trigger):
    with some_days_ago(60):
        case = desk.enter_case(
            by=county.supervisor, county=county.places.county, level="township",
            code=county.places.township.pk, trigger=trigger, source="省扶贫办通报 12 号", text="被点名。",
        )  # fmt: skip
    assert (case.body, case.kind, case.may_exonerate) == ("discipline", "investigation", False)
    serve(county, case)
    facts = {"ground": "force", "reason": "…", "conditions": ["no_ban", "no_gain", "collective", "mended"]}
    with pytest.raises(ValidationError, match="三个一律"):
        desk.exonerate(by=county.discipline, case=case, on=case.window_ends_on + DAY, **facts)


def test_misuse_says_which_kind(county):
    facts = {
        "by": county.clerk,
        "county": county.places.county,
        "level": "township",
        "source": "审计报告",
        "text": "…",
    }
    code = county.places.township.pk
    with pytest.raises(ValidationError, match="哪一种"):
        desk.enter_case(code=code, trigger="misuse", **facts)
    made = desk.enter_case(code=code, trigger="misuse", misuse="diverted", **facts)
    assert made.misuse == "diverted"


def test_restated_month_withdraws_what_no_longer_stands_in_it_and_later(county):
    village = county.places.village.pk
    first = close_month(county, MARCH.previous, {("village", village): OWES})
    second = close_month(county, MARCH, {("village", village): OWES})
    desk.propose_for(first), desk.propose_for(second)
    again = close_month(county, MARCH.previous, {("village", village): SETTLED}, version=2)
    result = desk.propose_for(again)
    assert (result.withdrawn, [case.trigger for case in result.made]) == (2, ["first"])
    rows = type(result.made[0]).objects.order_by("no").values_list("month", "trigger", "state")
    assert list(rows) == [
        (str(MARCH.previous), "first", "withdrawn"),
        (str(MARCH), "two_in_a_row", "withdrawn"),
        (str(MARCH), "first", "proposed"),
    ]


def test_case_proposed_anew_takes_up_the_measures_that_are_there(county):
    village = county.places.village.pk
    facts = {("village", village): OWES}, [("village", village, "failed")]
    first = close_month(county, MARCH.previous, {("village", village): OWES})
    desk.propose_for(first)
    again = close_month(county, MARCH, facts[0], lines=facts[1])
    desk.propose_for(again)
    settled = close_month(county, MARCH.previous, {("village", village): SETTLED}, version=2)
    desk.propose_for(settled)
    desk.propose_for(close_month(county, MARCH, {("village", village): SETTLED}, version=2))
    (case,) = desk.propose_for(close_month(county, MARCH, facts[0], version=3, lines=facts[1])).made
    assert RectificationMeasure.objects.filter(problem__key__startswith="HA:2017-03").count() == 1
    assert case.grounds.filter(measure__isnull=False).count() == 1


def test_thousands_of_parties_are_proposed_in_a_few_queries(county, django_assert_max_num_queries):
    parties = {("village", f"422827{number:06d}"): OWES for number in range(300)}
    Area.objects.bulk_create(
        [
            Area(code=code, name=code, level="village", parent=county.places.township)
            for _level, code in parties
        ],
        ignore_conflicts=True,
    )
    account = close_month(county, MARCH, parties)
    with django_assert_max_num_queries(25):
        assert len(desk.propose_for(account).made) == 300
