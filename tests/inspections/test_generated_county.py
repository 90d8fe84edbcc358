"""What a generated county holds: people who do not exist, and records that keep every rule of content."""

import datetime as dt
from collections import Counter

import pytest
from django.db import transaction
from django.db.models import Count, F, Q
from stdnum.cn import ric

from assistance.models import AssistanceMeasure, Helper, HelperAssignment, HelpingUnit, Visit
from households.choices import GONE, Presence, Relation
from households.identity import birth_and_sex
from households.labour import is_labour_capable
from households.models import Household, HouseholdMember, IncomeStatement
from inspections.demo.county import MODELS, generate_county
from inspections.demo.plan import Plan, months_until
from inspections.models import AccountTally
from inspections.services.account import compute_account
from inspections.services.findings import refresh_findings
from povertyapp.core.divisions import SHIPPED, import_divisions
from povertyapp.core.models import Area
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period

COUNTY, HOUSEHOLDS, MONTHS = "422827", 900, 6
LAST, TODAY = Period(2017, 6), dt.date(2017, 8, 1)


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    """Laifeng with 900 households in the first half of 2017; the tests only look at it."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_divisions(SHIPPED / "laifeng.csv")
        area = Area.objects.get(code=COUNTY)
        area.made = generate_county(Plan(area, HOUSEHOLDS, months_until(LAST, MONTHS), TODAY, seed=7))
        yield area
        transaction.set_rollback(True)


@pytest.mark.django_db
class TestNobodyAlive:
    def test_id_numbers_are_valid_marked_and_unique(self, county):
        numbers = []
        for member in HouseholdMember.objects.all():
            number = member.id_number
            assert ric.is_valid(number)
            assert number.startswith(COUNTY)
            assert 900 <= int(number[14:17]) <= 995
            assert birth_and_sex(number) == (member.birth_date, member.sex)
            numbers.append(number)
        assert len(set(numbers)) == len(numbers) == county.made["members"]

    def test_telephones_and_accounts_are_marked(self, county):
        for household in Household.objects.all():
            assert household.phone.startswith("154")
            assert len(household.phone) == 11
            assert household.bank_account.startswith("820100")
        assert all(helper.phone.startswith("154") for helper in Helper.objects.all())


@pytest.mark.django_db
class TestContent:
    def test_counts_are_those_of_the_tables(self, county):
        assert {name: county.made[name] for name in MODELS} == {
            name: model.objects.count() for name, model in MODELS.items()
        }
        assert county.made["households"] == HOUSEHOLDS
        assert 3.0 < county.made["members"] / HOUSEHOLDS < 3.6
        assert HelpingUnit.objects.count() >= 60
        assert 10 < HOUSEHOLDS / county.made["helpers"] < 14

    def test_places_are_real_villages(self, county):
        used = set(Household.objects.values_list("area_id", flat=True))
        assert used <= set(Area.objects.filter(level="village").values_list("code", flat=True))
        assert {code[:9] for code in used} == set(
            Area.objects.filter(level="township").values_list("code", flat=True)
        )

    @pytest.mark.parametrize("month", ["2017-01", "2017-06"])
    def test_no_check_of_the_register_finds_a_fault(self, county, month):
        found = refresh_findings(county, Period.parse(month))
        assert len(found["by_rule"]) > 20
        assert {rule: count for rule, count in found["by_rule"].items() if count} == {}

    def test_size_head_labour_and_presence_follow_from_the_members(self, county):
        value = Parameters(COUNTY, LAST.end)
        for household in Household.objects.prefetch_related("members"):
            members = household.members.all()
            assert household.size == sum(member.change_kind not in GONE for member in members)
            assert [m.name for m in members if m.relation == Relation.HEAD] == [household.head_name]
            capable = is_labour_capable(members, LAST.end, value)
            assert household.is_labour_capable == capable
            if household.presence != Presence.ALL_AWAY:
                here = Presence.HOME_LABOUR if capable else Presence.HOME_NO_LABOUR
                assert household.presence == here

    def test_everybody_of_a_household_that_is_away_works_elsewhere_or_learns(self, county):
        grown = HouseholdMember.objects.filter(
            household__presence=Presence.ALL_AWAY, birth_date__lte=dt.date(2000, 1, 1)
        )
        assert grown.exists()
        assert not grown.filter(school_status="", work_region__in=["", "01"]).exists()
        away = Household.objects.filter(presence=Presence.ALL_AWAY).count()
        assert 0.06 < away / HOUSEHOLDS < 0.12

    def test_income_adds_up_to_the_fen(self, county):
        net = F("wage_income") + F("business_income") + F("property_income") + F("transfer_income")
        wrong = IncomeStatement.objects.exclude(net_income=net - F("business_expense"))
        assert IncomeStatement.objects.count() == 2 * HOUSEHOLDS
        assert not wrong.exists()

    def test_about_one_household_in_twelve_lacks_a_guarantee(self, county):
        weak = Household.objects.filter(
            Q(living__is_dangerous_house=True)
            | Q(living__is_water_safe=False)
            | Q(members__is_medical_insured=False)
        )
        assert 0.05 < weak.distinct().count() / HOUSEHOLDS < 0.11
        assert not weak.filter(poverty_status="exited").exists()


@pytest.mark.django_db
class TestCare:
    def test_visits_are_by_the_helper_of_that_day(self, county):
        then = Q(household__assignments__helper=F("helper")) & (
            Q(household__assignments__to_date=None) | Q(household__assignments__to_date__gte=F("happened_on"))
        )
        right = Visit.objects.filter(then, household__assignments__from_date__lte=F("happened_on"))
        assert right.distinct().count() == Visit.objects.count() == county.made["visits"]

    def test_nothing_is_entered_before_it_happened_or_after_today(self, county):
        for visit in Visit.objects.all():
            assert visit.happened_on <= visit.recorded_at.astimezone(dt.UTC).date() < TODAY

    def test_helpers_see_no_more_homes_a_day_than_one_can(self, county):
        per_day = Visit.objects.filter(channel="home").values("helper", "happened_on").annotate(n=Count("pk"))
        assert max(row["n"] for row in per_day) <= 12

    def test_what_helpers_write_is_not_copied(self, county):
        said = Counter(
            (visit.helper_id, visit.happened_on.month, visit.content) for visit in Visit.objects.all()
        )
        assert max(said.values()) < 5

    def test_some_hand_their_households_over_and_some_come_new(self, county):
        assert HelperAssignment.objects.filter(to_date__isnull=False).exists()
        assert Household.objects.filter(registered_on__gte=dt.date(2017, 1, 2)).exists()
        assert not HelperAssignment.objects.filter(from_date__lt=F("household__registered_on")).exists()
        assert not AssistanceMeasure.objects.filter(from_date__lt=F("household__registered_on")).exists()

    def test_most_duties_are_met_and_some_are_not(self, county):
        account = compute_account(county, LAST)
        tallies = {t.rule: t for t in AccountTally.objects.filter(account_id=account.pk, level="county")}
        share = {rule: tally.met / tally.lines for rule, tally in tallies.items()}
        assert {"LF-13", "LF-14", "LF-17", "LF-18", "LF-19", "TF-14"} <= set(share)
        assert 0.9 < share["LF-14"] < 0.98
        assert 0.85 < share["LF-17"] < 0.96
        assert 0.85 < share["LF-18"] < 0.99
        assert 0.8 < share["LF-19"] < 1
        assert 0.98 < share["LF-13"] < 1
        assert account.counts["late"] > 0
