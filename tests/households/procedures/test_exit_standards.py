"""Exit standards and lines by region and year, and the tests of their items over stored facts."""

import datetime as dt
from decimal import Decimal

import pytest

from households.choices import HousingGrade, IncomeLine, SchoolStatus
from households.exit_tests import TESTS
from households.models import ExitItem
from households.poverty_line import monitoring_line, poverty_line
from households.services import procedures as desk
from povertyapp.core.divisions import SHIPPED, import_divisions
from povertyapp.core.models import RuleParameter
from tests.households.factories import make_household, make_member

DAY = dt.date(2017, 12, 1)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("place", "year", "name", "items"),
    [
        ("422827100204", 2017, "一有两不愁四保障", 8),
        ("510802001001", 2017, "一超六有", 9),
        ("410802001001", 2017, "两不愁三保障（河南）", 7),
        ("610802001001", 2017, "五项标准（陕西）", 5),
        ("422827100204", 2015, "两不愁三保障", 7),
        ("360802001001", 2017, "两不愁三保障", 7),
    ],
)
def test_nearest_region_and_newest_year_give_the_standard(place, year, name, items):
    standard = desk.standard_for(place, year)
    assert (standard.name, standard.items.count()) == (name, items)


@pytest.mark.parametrize(
    ("place", "level", "name"),
    [
        ("510802001001", "village", "一低五有"),
        ("510802", "county", "一低三有"),
        ("422827100204", "village", "贫困村退出标准"),
        ("422827", "county", "贫困县退出标准（三率一度）"),
    ],
)
def test_villages_and_counties_have_standards_of_their_own(place, level, name):
    assert desk.standard_for(place, 2017, level).name == name


def test_every_test_that_a_standard_names_is_there():
    named = set(ExitItem.objects.exclude(test="").values_list("test", flat=True))
    assert named <= set(TESTS)


def test_lines_are_the_nearest_region_s_and_the_year_s(places):
    assert poverty_line("422827100204", 2017) == 2952
    assert poverty_line("422827100204", 2020) == 4000
    RuleParameter.objects.create(name="poverty.line", area=places.county, effective_from=DAY, value="3333")
    assert poverty_line("422827100204", 2017) == 3333
    assert (monitoring_line("422827", 2019), monitoring_line("422827", 2021)) == (None, 6000)


def test_sichuan_comes_with_its_own_lines_and_keeps_what_it_has():
    import_divisions(SHIPPED / "guangyuan.csv")
    assert [poverty_line("510802", year) for year in (2015, 2016, 2017, 2018, 2019)] == [
        2855,
        3100,
        3300,
        3500,
        3750,
    ]
    RuleParameter.objects.filter(area="51", effective_from=dt.date(2017, 1, 1)).update(value="3400")
    import_divisions(SHIPPED / "guangyuan.csv")
    assert poverty_line("510802", 2017) == 3400


@pytest.fixture
def home(places):
    return make_household(members=2, years=(2016, 2017))


def facts(home, **columns):
    home.living.filter(year=2017).update(**columns)
    return home


BREAKING = {
    "income_above_line": lambda home: home.incomes.update(
        net_income=Decimal(5904 + 400), other_transfer=400, one_off=["other_transfer"]
    ),
    "nobody_out_of_school": lambda home: make_member(
        home, birth_date=dt.date(2008, 5, 1), school_status=SchoolStatus.NOT_AT_SCHOOL
    ),
    "all_insured": lambda home: home.members.filter(relation="02").update(is_medical_insured=False),
    "pension_insured": lambda home: home.members.filter(relation="02").update(is_pension_insured=False),
    "house_safe": lambda home: facts(home, housing_grade=HousingGrade.D, is_dangerous_house=True),
    "water_safe": lambda home: facts(home, is_water_safe=False),
    "has_power": lambda home: facts(home, has_household_power=False),
    "has_broadcast": lambda home: facts(home, has_broadcast_tv=False),
}


@pytest.mark.parametrize("name", sorted(TESTS))
def test_an_item_is_met_by_a_household_that_keeps_it_and_not_by_one_that_breaks_it(name, home):
    assert TESTS[name](home, DAY).is_met
    BREAKING[name](home)
    home.refresh_from_db()
    assert not TESTS[name](home, DAY).is_met


def test_line_itself_is_not_above_the_line(home):
    home.incomes.update(net_income=Decimal(5904), other_transfer=0)
    assert not TESTS["income_above_line"](home, DAY).is_met
    home.incomes.update(net_income=Decimal("5904.02"))
    assert TESTS["income_above_line"](home, DAY).is_met


@pytest.mark.parametrize("line", IncomeLine.values)
def test_a_line_that_comes_once_does_not_carry_a_household_over_the_line(line, home):
    home.incomes.update(**{"net_income": Decimal(5904 + 400), line: 400, "one_off": []})
    assert TESTS["income_above_line"](home, DAY).is_met
    home.incomes.update(one_off=[line])
    assert not TESTS["income_above_line"](home, DAY).is_met


def test_repaired_house_is_safe(home):
    facts(home, housing_grade=HousingGrade.C, is_dangerous_house=False, renovation_year=2016)
    assert TESTS["house_safe"](home, DAY).is_met


def test_water_that_is_safe_and_hard_to_come_by_does_not_do(home):
    facts(home, is_water_safe=True, is_water_difficult=True)
    assert not TESTS["water_safe"](home, DAY).is_met
    facts(home, is_water_difficult=None)
    assert TESTS["water_safe"](home, DAY).is_met


def test_medical_care_asks_for_the_insurance_of_major_illness_too(home):
    home.members.filter(relation="02").update(is_major_illness_insured=False)
    assert "大病" in TESTS["all_insured"](home, DAY).words
    assert not TESTS["all_insured"](home, DAY).is_met
    home.members.update(is_major_illness_insured=None)
    assert TESTS["all_insured"](home, DAY).is_met


@pytest.mark.parametrize(("reason", "is_met"), [("disability", True), ("illness", True), ("weary", False)])
def test_documented_incapacity_is_no_dropout(home, reason, is_met):
    away = {"school_status": SchoolStatus.NOT_AT_SCHOOL, "dropout_reason": reason}
    make_member(home, birth_date=dt.date(2008, 5, 1), **away)
    assert TESTS["nobody_out_of_school"](home, DAY).is_met == is_met


@pytest.mark.parametrize("name", ["income_above_line", "all_insured", "house_safe", "water_safe"])
def test_without_a_record_a_person_answers(name, home):
    home.incomes.all().delete()
    home.living.all().delete()
    home.members.update(is_medical_insured=None)
    assert TESTS[name](home, DAY) is None
