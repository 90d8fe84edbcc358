"""LF-20 of helpers, and the lines of the year of villages: LF-24, 26, 27, 28."""

import datetime as dt

import pytest
from django.urls import reverse

from assistance.choices import InstitutionKind, LeftBehindKind
from households.choices import VillageKind
from households.models import Village, VillageYear
from inspections.models import AccountLine, AccountRule, AccountUnitLine
from inspections.services.account import compute_account
from povertyapp.core import clock
from povertyapp.core.figures import figures_of
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES
from povertyapp.core.verdicts import data_rows, verdicts
from tests.assistance.economy import (
    make_enterprise,
    make_institution,
    make_left_behind,
    make_link,
    make_training,
)
from tests.households.factories import NEXT_VILLAGE, VILLAGE, make_household, make_member
from tests.inspections.factories import make_cared, make_helper

pytestmark = pytest.mark.django_db
JUNE, OCTOBER, NOVEMBER, DECEMBER = (Period(2017, month) for month in (6, 10, 11, 12))

OURS = ("LF-24", "LF-26", "LF-27", "LF-28")


def head_of(household):
    return household.members.order_by("person_no").first()


class TestTrainingPace:
    @pytest.fixture
    def helper(self, places):
        return make_helper()

    def line(self, account, household):
        rows = AccountLine.objects.filter(account=account, subject_code=household.household_no, rule="LF-20")
        return [(row.required, row.delivered, row.outcome) for row in rows]

    def test_one_by_june_and_two_by_november_hard_only_then(self, places, helper):
        none, one, two = (make_cared(helper) for _each in range(3))
        make_training(head_of(one), head_of(two), day=dt.date(2017, 3, 10))
        make_training(head_of(two), day=dt.date(2017, 9, 1))
        june, november = compute_account(places.county, JUNE), compute_account(places.county, NOVEMBER)
        assert self.line(june, none) == [(1, 0, "failed")]
        assert self.line(june, one) == [(1, 1, "met")]
        assert self.line(november, none) == [(2, 0, "failed")]
        assert self.line(november, one) == [(2, 1, "partial")]
        assert self.line(november, two) == [(2, 2, "met")]
        hard = (
            AccountRule.objects.filter(rule="LF-20")
            .order_by("account__month")
            .values_list("is_hard", "weight")
        )
        assert [(is_hard, int(weight)) for is_hard, weight in hard] == [(False, 5), (True, 5)]

    def test_nothing_is_due_in_other_months(self, places, helper):
        home = make_cared(helper)
        assert self.line(compute_account(places.county, OCTOBER), home) == []

    def test_a_training_counts_once_however_many_came_and_of_this_year_only(self, places, helper):
        home = make_cared(helper)
        make_training(*home.members.all(), day=dt.date(2017, 3, 10))
        make_training(head_of(home), day=dt.date(2016, 12, 31))
        make_training(head_of(home), day=dt.date(2017, 12, 1))
        assert self.line(compute_account(places.county, NOVEMBER), home) == [(2, 1, "partial")]

    def test_entered_after_the_cut_off_counts_in_the_next_month_only(self, places, helper):
        home = make_cared(helper)
        make_training(head_of(home), day=dt.date(2017, 6, 10), recorded_at=clock.moment(dt.date(2017, 7, 4)))
        assert self.line(compute_account(places.county, JUNE), home) == [(1, 0, "failed")]
        assert self.line(compute_account(places.county, NOVEMBER), home) == [(2, 1, "partial")]

    def test_a_new_helper_and_one_who_left_owe_none(self, places, helper):
        new = make_cared(helper, since=dt.date(2017, 5, 2))
        old = make_cared(helper, since=dt.date(2017, 5, 1))
        account = compute_account(places.county, JUNE)
        assert self.line(account, new) == []
        assert self.line(account, old) == [(1, 0, "failed")]
        old.assignments.update(to_date=dt.date(2017, 6, 29))
        assert self.line(compute_account(places.county, JUNE), old) == []

    def test_a_measure_of_the_kind_training_is_no_training(self, places, helper):
        home = make_cared(helper)
        home.measures.update(kind="training")
        assert self.line(compute_account(places.county, JUNE), home) == [(1, 0, "failed")]

    def test_the_verdict_of_one_household_is_that_of_the_account(self, places, helper):
        home = make_cared(helper)
        make_training(head_of(home), day=dt.date(2017, 3, 10))
        [found] = [one for one in verdicts(home, NOVEMBER) if one.rule.code == "LF-20"]
        assert (found.required, found.delivered, found.is_missed) == (2, 1, True)


class TestLinesOfTheYear:
    @pytest.fixture
    def village(self, places):
        VillageYear.objects.create(area_id=VILLAGE, year=2015, cultivated_mu=900, industry_base_mu=900)
        VillageYear.objects.create(
            area_id=VILLAGE, year=2016, cultivated_mu="999.5", industry_base_mu="599.9"
        )
        return Village.objects.create(area_id=VILLAGE, kind=VillageKind.POOR)

    def lines(self, county, period=DECEMBER):
        account = compute_account(county, period)
        rows = AccountUnitLine.objects.filter(account=account, rule__in=OURS).order_by("rule", "subject_code")
        return {row.rule: (row.required, row.delivered, row.outcome) for row in rows}

    def home(self, **fields):
        return make_household(members=1, income=False, living=False, forms=False, **fields)

    def test_base_is_of_the_newest_form_and_cut_down(self, places, village):
        assert self.lines(places.county)["LF-24"] == (600, 599, "partial")
        VillageYear.objects.filter(year=2016).update(industry_base_mu=600)
        assert self.lines(places.county)["LF-24"] == (600, 600, "met")
        VillageYear.objects.update(cultivated_mu=None)
        assert "LF-24" not in self.lines(places.county)

    def test_ordinary_villages_owe_contracts_only(self, places, village):
        Village.objects.update(kind=VillageKind.ORDINARY)
        self.home()
        assert set(self.lines(places.county)) == {"LF-26"}

    def test_due_in_the_months_of_the_parameter_and_hard_in_december(self, places, village):
        assert self.lines(places.county, Period(2017, 11)) == {}
        assert "LF-27" in self.lines(places.county, Period(2017, 9))
        rules = AccountRule.objects.filter(rule="LF-27")
        assert not rules.get().is_hard
        self.lines(places.county)
        assert rules.get(account__month="2017-12").is_hard

    def test_contracts_are_signed_in_force_and_counted_by_household(self, places, village):
        first, second, third, _gone = (
            self.home(), self.home(), self.home(), self.home(left_register_on=dt.date(2017, 5, 1)),
        )  # fmt: skip
        coop = make_enterprise(VILLAGE)
        make_link(first, coop)
        make_link(first, coop, mode="wage")
        make_link(second, coop, signed_on=None)
        make_link(third, coop, to_date=dt.date(2017, 12, 30))
        assert self.lines(places.county)["LF-26"] == (2, 1, "partial")
        second.links.update(signed_on=dt.date(2017, 1, 1))
        assert self.lines(places.county)["LF-26"] == (2, 2, "met")

    def test_a_poor_village_has_a_cooperative_of_its_own(self, places, village):
        make_enterprise(NEXT_VILLAGE)
        make_enterprise(VILLAGE, kind="company")
        make_enterprise(VILLAGE, ended_on=dt.date(2017, 12, 31))
        assert self.lines(places.county)["LF-27"] == (1, 0, "failed")
        make_enterprise(VILLAGE)
        assert self.lines(places.county)["LF-27"] == (1, 1, "met")

    def test_each_cooperative_lifts_ten_registered_households_from_anywhere(self, places, village):
        good, small = make_enterprise(VILLAGE), make_enterprise(VILLAGE)
        homes = [self.home(area_id=VILLAGE if n % 2 else NEXT_VILLAGE) for n in range(10)]
        for home in homes:
            make_link(home, good, signed_on=None)
        for mode in ("wage", "dividend"):
            make_link(homes[0], small, mode=mode)
        make_link(self.home(left_register_on=dt.date(2017, 5, 1)), small)
        account = compute_account(places.county, DECEMBER)
        rows = AccountLine.objects.filter(account=account, rule="LF-28").order_by("subject_code")
        found = {row.subject_code: (row.party_code, row.required, row.delivered, row.outcome) for row in rows}
        assert found == {
            good.code: (VILLAGE, 10, 10, "met"),
            small.code: (VILLAGE, 10, 1, "partial"),
        }


@pytest.mark.usefixtures("noon")
class TestFigures:
    """E-11 to E-15 and LF-32: a row that meets the figure and one that does not."""

    TODAY = Period(2017, 3)

    @pytest.fixture
    def county(self, cast):
        cast.homes = [
            make_household(members=2, income=False, living=False, forms=False) for _each in range(2)
        ]
        for code, kind in ((VILLAGE, VillageKind.POOR), (NEXT_VILLAGE, VillageKind.POOR)):
            Village.objects.create(area_id=code, kind=kind)
        return cast

    def part(self, county, code, place="422827"):
        (figure,) = figures_of(county.clerk, place, self.TODAY, [RULES[code]])
        return figure.part, figure.whole, figure.asked and str(figure.asked)

    def test_trained_enough(self, county):
        make_training(head_of(county.homes[0]), day=dt.date(2017, 2, 1))
        make_training(*(head_of(home) for home in county.homes), day=dt.date(2017, 3, 1))
        make_training(head_of(county.homes[1]), day=dt.date(2016, 12, 1))
        assert self.part(county, "E-11") == (1, 2, "1")

    def test_one_station_two_societies(self, county):
        make_institution(VILLAGE)
        make_institution(VILLAGE, InstitutionKind.MUTUAL_FUND)
        make_enterprise(NEXT_VILLAGE)
        assert self.part(county, "E-12a") == (0, 2, "1.00")
        coop = make_enterprise(VILLAGE)
        assert self.part(county, "E-12a") == (1, 2, "1.00")
        assert self.part(county, "E-12b") == (0, 0, "0.40")
        Village.objects.update(kind=VillageKind.ORDINARY)
        assert self.part(county, "E-12b") == (1, 2, "0.40")
        coop.ended_on = dt.date(2017, 3, 20)
        coop.save()
        assert self.part(county, "E-12b") == (0, 2, "0.40")

    def test_base(self, county):
        VillageYear.objects.create(area_id=VILLAGE, year=2016, cultivated_mu=1000, industry_base_mu=600)
        VillageYear.objects.create(area_id=NEXT_VILLAGE, year=2016, cultivated_mu=1000)
        assert self.part(county, "E-13") == (1, 2, "1")
        VillageYear.objects.update(industry_base_mu="599.99")
        assert self.part(county, "E-13") == (0, 2, "1")

    def test_contract(self, county):
        coop = make_enterprise(VILLAGE)
        make_link(county.homes[0], coop, signed_on=None)
        assert self.part(county, "E-14") == (0, 2, "0.60")
        make_link(county.homes[0], coop, mode="wage")
        assert self.part(county, "E-14") == (1, 2, "0.60")

    def test_cooperatives(self, county):
        good = make_enterprise(VILLAGE)
        make_enterprise(VILLAGE)
        make_enterprise(VILLAGE, kind="company")
        for _each in range(10):
            make_link(make_household(members=1, income=False, living=False, forms=False), good)
        assert self.part(county, "E-15") == (1, 2, "1")

    def test_left_behind(self, county):
        make_left_behind(head_of(county.homes[0]))
        make_left_behind(head_of(county.homes[1]), needs="")
        assert self.part(county, "LF-32") == (1, 2, "1")

    def test_lists_open_and_cover_children(self, county, client):
        child = make_member(county.homes[0], name="覃小宝", birth_date=dt.date(2012, 1, 1))
        make_left_behind(child, LeftBehindKind.CHILD, needs="")
        make_enterprise(VILLAGE)
        client.force_login(county.clerk)
        for code, count in (("LF-32", 1), ("E-15", 1), ("E-12a", 2), ("E-13", 2)):
            page = client.get(reverse("assistance:figure", args=[code]), {"area": "422827"})
            assert page.context["total"] == count
            assert "覃小宝" not in page.content.decode()


def test_attendance_outside_the_registration_is_a_fault_of_the_household(places):
    keeps, breaks = (make_household(members=1, income=False, living=False, forms=False) for _each in range(2))
    for home in (keeps, breaks):
        make_training(head_of(home), day=dt.date(2017, 3, 10))
    breaks.left_register_on = dt.date(2017, 3, 10)
    breaks.save()
    found = data_rows(RULES["DQ-43"], Period(2017, 3), "422827")
    assert [row.pk for row in found] == [breaks.pk]
