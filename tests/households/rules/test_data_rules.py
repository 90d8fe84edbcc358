"""Each data check has a household that keeps it and one that breaks it; its condition is never unknown."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db.models import BooleanField, ExpressionWrapper, F

from households.choices import (
    Cause,
    FormSource,
    Health,
    LabourCapacity,
    MemberChange,
    PovertyAttribute,
    Relation,
    SchoolStatus,
    WorkRegion,
)
from households.models import HouseholdMember
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES, Fault, Kind, rules_of
from povertyapp.core.verdicts import data_rows
from tests.households.factories import make_household, make_member

PERIOD = Period(2017, 5)
COUNTY = "422827"
CHILD, GROWN, OLD = dt.date(2008, 9, 1), dt.date(1985, 9, 1), dt.date(1945, 9, 1)


def own_rules():
    return [rule for rule in rules_of(Kind.DATA) if rule.condition.__module__.startswith("households.rules")]


def broken_by(rule):
    """Return the rows of the county that break the rule."""
    return data_rows(rule, PERIOD, COUNTY)


def spouse(household):
    return household.members.get(relation=Relation.SPOUSE)


def change(rows, **values):
    rows.update(**values)


def of_spouse(**values):
    return lambda household: change(household.members.filter(relation=Relation.SPOUSE), **values)


def of_household(**values):
    return lambda household: change(type(household).objects.filter(pk=household.pk), **values)


def of_incomes(**values):
    return lambda household: change(household.incomes, **values)


def of_living(**values):
    return lambda household: change(household.living, **values)


def of_forms(**values):
    return lambda household: change(household.form_figures.filter(source=FormSource.HANDBOOK), **values)


def all_of(*acts):
    def act(household):
        for one in acts:
            one(household)

    return act


def without(relation):
    return lambda household: getattr(household, relation).all().delete()


def twin(household):
    number = spouse(household).id_hash
    stranger = make_household(area=household.area)
    change(stranger.members.filter(relation=Relation.HEAD), id_hash=number)


BREAKS = {
    "DQ-05": [of_spouse(work_months=Decimal("12.5")), of_spouse(work_months=Decimal(-1))],
    "DQ-06": [of_incomes(net_income_per_capita=0), of_incomes(net_income_per_capita=100_001)],
    "DQ-07": [of_living(cultivated_mu=101), of_living(woodland_mu=141)],
    "DQ-10": [of_spouse(ethnicity="")],
    "DQ-11": [of_spouse(education=""), of_spouse(education="", school_status=SchoolStatus.NOT_AT_SCHOOL)],
    "DQ-12": [of_spouse(health=[]), of_spouse(labour_capacity="")],
    "DQ-15": [of_spouse(relation=Relation.HEAD), lambda h: change(h.members, relation=Relation.OTHER)],
    "DQ-16": [without("members"), lambda h: change(h.members, change_kind=MemberChange.DEATH)],
    "DQ-18": [
        without("incomes"),
        without("living"),
        lambda h: h.living.filter(year__gte=2016).update(year=F("year") - 3),
    ],
    "DQ-20": [of_household(main_cause=Cause.ILLNESS)],
    "DQ-21": [of_household(main_cause=Cause.SCHOOLING)],
    "DQ-22": [of_household(main_cause=Cause.DISABILITY)],
    "DQ-23": [of_household(other_causes=[Cause.LACK_CAPITAL, Cause.LACK_SKILL])],
    "DQ-24": [of_spouse(gets_allowance=True), of_household(poverty_attribute=PovertyAttribute.ALLOWANCE)],
    "DQ-25": [of_household(poverty_attribute=PovertyAttribute.FIVE_GUARANTEE)],
    "DQ-26": [of_incomes(allowance_aid=1, five_guarantee_aid=1)],
    "DQ-27": [
        of_household(poverty_attribute=PovertyAttribute.ALLOWANCE),
        of_household(poverty_attribute=PovertyAttribute.FIVE_GUARANTEE),
    ],
    "DQ-28": [of_spouse(labour_capacity=LabourCapacity.NONE, birth_date=GROWN)],
    "DQ-29": [of_incomes(business_expense=0)],
    "DQ-30": [
        of_spouse(work_region=WorkRegion.COUNTY, work_months=None),
        of_spouse(work_region=WorkRegion.COUNTY, work_months=0),
        of_spouse(work_months=3),
    ],
    "DQ-31": [of_spouse(labour_capacity=LabourCapacity.LOST, work_region=WorkRegion.COUNTY, work_months=2)],
    "DQ-32": [of_incomes(wage_income=0), lambda h: change(h.members, work_region="", work_months=None)],
    "DQ-37": [twin],
    "DQ-39": [
        of_incomes(transfer_income=402),
        of_incomes(net_income_per_capita=Decimal("6702")),
    ],
    "DQ-41": [
        of_forms(size=3),
        of_forms(cultivated_mu=Decimal("3.1")),
        of_forms(woodland_mu=0),
        lambda h: change(h.form_figures, size=9),
        lambda h: change(h.living, woodland_mu=7),
    ],
    "DQ-46": [of_spouse(birth_date=CHILD)],
    "DQ-47": [of_spouse(public_post="护林员"), of_spouse(public_post_months=3)],
    "DQ-49": [of_spouse(birth_date=OLD)],
}
# Things that look odd and are right, or that another check tells.
KEEPS = {
    "DQ-05": [of_spouse(work_months=12), of_spouse(work_months=None)],
    "DQ-07": [of_living(cultivated_mu=100, woodland_mu=140), of_living(cultivated_mu=None)],
    "DQ-11": [of_spouse(education="", school_status=SchoolStatus.SENIOR_1)],
    "DQ-12": [of_spouse(labour_capacity="", birth_date=CHILD), of_spouse(labour_capacity="", birth_date=OLD)],
    "DQ-15": [without("members")],
    "DQ-18": [lambda h: h.incomes.filter(year=2017).delete()],
    "DQ-20": [all_of(of_household(main_cause=Cause.ILLNESS), of_spouse(health=[Health.CHRONIC]))],
    "DQ-21": [
        all_of(of_household(main_cause=Cause.SCHOOLING), of_spouse(school_status=SchoolStatus.PRIMARY))
    ],
    "DQ-22": [
        all_of(
            of_household(main_cause=Cause.DISABILITY), of_spouse(health=[Health.CHRONIC, Health.DISABLED])
        ),
        all_of(of_household(main_cause=Cause.DISABILITY), of_spouse(disability_level=2)),
    ],
    "DQ-23": [of_household(main_cause="", other_causes=[])],
    "DQ-24": [
        all_of(of_household(poverty_attribute=PovertyAttribute.ALLOWANCE), of_spouse(gets_allowance=None))
    ],
    "DQ-25": [
        all_of(
            of_household(poverty_attribute=PovertyAttribute.FIVE_GUARANTEE),
            lambda h: change(h.members, birth_date=OLD),
        )
    ],
    "DQ-28": [
        of_spouse(labour_capacity=LabourCapacity.NONE, birth_date=OLD),
        of_spouse(labour_capacity=LabourCapacity.NONE, birth_date=None),
        of_spouse(labour_capacity=LabourCapacity.LOST, health=[Health.DISABLED]),
        of_spouse(labour_capacity=LabourCapacity.NONE, school_status=SchoolStatus.COLLEGE),
    ],
    "DQ-37": [lambda h: change(HouseholdMember.objects.all(), id_hash="")],
    "DQ-39": [
        of_incomes(net_income_per_capita=Decimal("6700.90")),
        of_household(size=0),
    ],
    "DQ-41": [of_forms(size=None, cultivated_mu=None, woodland_mu=None), without("form_figures")],
    "DQ-46": [
        of_spouse(birth_date=CHILD, school_status=SchoolStatus.PRIMARY),
        of_spouse(birth_date=CHILD, dropout_reason="illness"),
    ],
    "DQ-47": [of_spouse(public_post="护林员", public_post_months=12)],
    "DQ-49": [all_of(of_spouse(birth_date=OLD), of_incomes(pension_aid=1080))],
}


def cases(table):
    return [
        pytest.param(code, act, id=f"{code}-{i}")
        for code, acts in table.items()
        for i, act in enumerate(acts)
    ]


def test_each_rule_has_its_example():
    assert set(BREAKS) == {rule.code for rule in own_rules()}


def test_the_usual_household_keeps_every_rule(places):
    make_household()
    assert {rule.code: broken_by(rule).count() for rule in own_rules()} == dict.fromkeys(BREAKS, 0)


@pytest.mark.parametrize(("code", "breaks"), cases(BREAKS))
def test_broken(places, code, breaks):
    rule, household, _other = RULES[code], make_household(), make_household()
    breaks(household)
    found = set(broken_by(rule).values_list("household" if rule.subject == "member" else "pk", flat=True))
    assert household.pk in found
    assert found <= {household.pk} or code == "DQ-37"


@pytest.mark.parametrize(("code", "keeps"), cases(KEEPS))
def test_kept(places, code, keeps):
    household = make_household()
    keeps(household)
    assert not broken_by(RULES[code]).exists()


def test_faults_of_the_dead_are_no_faults(places):
    household = make_household()
    make_member(household, ethnicity="", change_kind=MemberChange.DEATH, changed_on=dt.date(2016, 1, 1))
    assert not broken_by(RULES["DQ-10"]).exists()


def test_income_per_head_is_of_the_people_of_that_year(places):
    """Somebody who died after the year of the statement still was one of its heads."""
    household = make_household(members=3, years=(2016,))
    of_spouse(change_kind=MemberChange.DEATH, changed_on=dt.date(2017, 2, 1))(household)
    of_household(size=2)(household)
    assert not broken_by(RULES["DQ-39"]).exists()
    of_spouse(changed_on=dt.date(2016, 2, 1))(household)
    assert broken_by(RULES["DQ-39"]).exists()
    change(household.incomes, net_income_per_capita=Decimal("6700"))
    assert not broken_by(RULES["DQ-39"]).exists()


def test_households_off_the_register_are_not_judged(places):
    household = make_household(left_register_on=dt.date(2017, 1, 1))
    without("incomes")(household)
    of_spouse(ethnicity="")(household)
    assert not broken_by(RULES["DQ-18"]).exists()
    assert not broken_by(RULES["DQ-10"]).exists()


def test_conditions_are_never_unknown_and_rows_never_doubled(places):
    """Blank columns must not make a condition unknown, and no join may double a row."""
    make_household(members=5)
    empty = make_household(members=0, income=False, living=False, forms=False, main_cause="")
    make_member(empty, **dict.fromkeys(["birth_date", "work_months", "gets_allowance"]), health=[])
    bare = make_household(members=0, income=False, living=False, forms=False)
    change(type(bare).objects.filter(pk=bare.pk), size=0)
    value = Parameters(COUNTY, PERIOD.start)
    for rule in own_rules():
        rows = rule.over(PERIOD)
        judged = rows.annotate(is_fault=ExpressionWrapper(rule(PERIOD, value), output_field=BooleanField()))
        answers = list(judged.values_list("is_fault", flat=True))
        assert None not in answers, rule.code
        assert len(answers) == rows.count(), rule.code
        assert answers.count(True) == rows.filter(rule(PERIOD, value)).count(), rule.code


def test_facts_of_the_rules():
    for rule in own_rules():
        assert rule.fault in set(Fault), rule.code
        assert rule.subject in ("household", "member")
        assert rule.extra["mend"] in ("card", "members", "income", "living", "forms")
