"""Coverage (E-18, LF-46), refusals (LF-44), loans gone astray (B14): a household or village each way."""

import pytest

from funds.rules.credit import covered_in
from funds.services import credit as desk
from households.models import Village
from povertyapp.core.figures import ALL, MET, MISSING, figure_rule_or_none, figures_of, rows_behind
from povertyapp.core.models import RuleParameter
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES
from povertyapp.core.verdicts import data_rows, verdicts_of_unit
from tests.funds.lending import BEGIN, DAY, from_paper, lenders, make_home, on_the_way
from tests.households.factories import COUNTY, VILLAGE

pytestmark = pytest.mark.django_db
JUNE, DECEMBER = Period(2018, 6), Period(2018, 12)


@pytest.fixture
def people(db):
    return lenders()


def line_of(people, period):
    found = [v for v in verdicts_of_unit("village", VILLAGE, VILLAGE, period) if v.rule.code == "LF-46"]
    return found[0] if found else None


def test_coverage_counts_registered_households_once(people):
    homes = [make_home(people) for _each in range(4)]
    from_paper(homes[0]), from_paper(homes[0])
    gone = make_home(people, left_register_on=BEGIN + DAY)
    from_paper(gone)
    assert covered_in([VILLAGE], BEGIN + 2 * DAY) == {VILLAGE: (4, 1)}
    rule = figure_rule_or_none("E-18")
    (figure,) = figures_of(people.clerk, COUNTY, JUNE, [rule])
    assert (figure.whole, figure.part, figure.state) == (4, 1, "")
    counts = [rows_behind(people.clerk, rule, VILLAGE, JUNE, of).count() for of in (ALL, MET, MISSING)]
    assert counts == [4, 1, 3]


def test_a_village_owes_two_of_five_at_the_milestone(people):
    Village.objects.get_or_create(area=people.places.village)
    RuleParameter.objects.create(
        name="village.year_lines_months", area=people.places.county, effective_from=BEGIN, value=[6, 12]
    )
    homes = [make_home(people) for _each in range(5)]
    from_paper(homes[0])
    before = line_of(people, JUNE)
    assert (before.required, before.delivered, before.is_missed) == (1, 1, False)
    at_the_end = line_of(people, DECEMBER)
    assert (at_the_end.required, at_the_end.delivered, at_the_end.is_missed) == (2, 1, True)
    from_paper(homes[1])
    assert not line_of(people, DECEMBER).is_missed


def test_after_2019_coverage_is_followed_and_held_against_nobody(people):
    """The national notice of 2019: not even a county that would go on holding it against its villages does."""
    Village.objects.get_or_create(area=people.places.village)
    RuleParameter.objects.create(
        name="loan.coverage_in_account", area=people.places.county, effective_from=BEGIN, value=True
    )
    from_paper(make_home(people)), make_home(people), make_home(people)
    assert line_of(people, Period(2019, 12)).is_missed
    assert line_of(people, Period(2020, 12)) is None
    (figure,) = figures_of(people.clerk, COUNTY, Period(2020, 12), [figure_rule_or_none("E-18")])
    assert (figure.whole, figure.part, figure.state) == (3, 1, "")


def test_who_is_refused_though_eligible_is_counted(people):
    for ground in ("unable", "no_money"):
        loan, way = on_the_way(people, "recommend")
        desk.refuse_loan(by=people.bank, loan=loan, ground=ground, text="见附页", on=way.on)
    on_the_way(people, "approve")
    rule = figure_rule_or_none("LF-44")
    (figure,) = figures_of(people.clerk, COUNTY, JUNE, [rule])
    assert (figure.whole, figure.part, figure.state) == (2, 1, "short")
    found = rows_behind(people.clerk, rule, COUNTY, JUNE, MISSING)
    assert [loan.refusal_ground for loan in found] == ["no_money"]


@pytest.mark.parametrize("code", ["B14-01", "B14-02"])
def test_loans_that_went_astray_are_findings(people, code):
    good, bad = make_home(people), make_home(people)
    from_paper(good)
    astray = from_paper(bad, status="disbursed")
    day = Period.of(BEGIN + 90 * DAY)
    if code == "B14-01":
        desk.report_diversion(by=people.helper, loan=astray, firm="某公司", on=BEGIN + 10 * DAY)
    found = data_rows(RULES[code], day, COUNTY)
    assert [row.household_no for row in found] == [bad.household_no]
    assert not data_rows(RULES[code], Period(2018, 2), COUNTY)
