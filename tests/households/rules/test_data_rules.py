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
    PovertyStatus,
    Relation,
    SchoolStatus,
    Sex,
    WorkRegion,
)
from households.identity import judged
from households.models import (
    Announcement,
    HouseholdMember,
    MonitoringCase,
    ProcedureBatch,
    ProcedureCase,
    Publicity,
    SchoolYear,
)
from households.steps import ProcedureKind, PublicityKind, State
from povertyapp.core.models import User
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES, Fault, Kind, rules_of
from povertyapp.core.verdicts import data_rows
from tests.households.factories import id_number_of, make_household, make_member, make_user

PERIOD = Period(2017, 5)
COUNTY = "422827"
OTHER = id_number_of(dt.date(1981, 2, 3))
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


def twin_in_a_household_that_left(household):
    """The person moved over from a household that was merged within the month."""
    twin(household)
    stranger = type(household).objects.exclude(pk=household.pk)
    change(stranger, left_register_on=PERIOD.end)


def older_income(year, per_head):
    """Leave one statement, of an earlier year whose line was another."""

    def act(household):
        household.incomes.exclude(pk=household.incomes.earliest("year").pk).delete()
        of_incomes(year=year, net_income_per_capita=Decimal(per_head))(household)

    return act


def of_number(number, card=""):
    """Give the spouse a document number, and the verdicts that a service would store with it."""
    fault, state = judged(number, card)
    return of_spouse(id_fault=fault, card_state=state)


def of_exited(**values):
    """Let the household have exited, in order, with this beside it."""
    return of_household(poverty_status=PovertyStatus.EXITED, exited_on=dt.date(2016, 12, 31), **values)


def schooled(status, *years):
    """Put the spouse into a grade, which the register said in these school years."""

    def act(household):
        of_spouse(school_status=status)(household)
        member = spouse(household)
        for year in years:
            SchoolYear.objects.create(member=member, year=year, school_status=status)

    return act


def watched(entered, removed):
    """Let the household be watched against falling back from a day to a day."""

    def act(household):
        batch = ProcedureBatch.objects.create(
            area=household.area, kind=ProcedureKind.MONITORING, year=2017, number=household.pk,
            opened_on=entered, opened_by=a_cadre(),
        )  # fmt: skip
        case = ProcedureCase.objects.create(
            batch=batch, kind=ProcedureKind.MONITORING, household=household, head_name=household.head_name,
            start_state=State.NEW, state=State.NEW, state_since=entered, opened_on=entered,
            opened_by=batch.opened_by, area=household.area,
        )  # fmt: skip
        MonitoringCase.objects.create(
            case=case, category="unstable_exited", clue_source="cadre", clue_on=entered, risks=["illness"],
            size=2, monitored_on=entered, risk_removed_on=removed,
        )  # fmt: skip

    return act


def a_cadre():
    return User.objects.filter(username="cadre").first() or make_user("cadre")


def exits_by(posted, announced):
    """Let the household have exited on the last day of 2016 by a list that was posted and announced on these days."""

    def act(household):
        of_exited()(household)
        household.refresh_from_db()
        batch = ProcedureBatch.objects.create(
            area=household.area, kind=ProcedureKind.EXIT, year=2016, number=household.pk, opened_on=posted,
            opened_by=a_cadre(),
        )  # fmt: skip
        ProcedureCase.objects.create(
            batch=batch, kind=ProcedureKind.EXIT, household=household, head_name=household.head_name,
            start_state=State.ASSISTED, state=State.ASSISTED, state_since=posted, opened_on=posted,
            opened_by=batch.opened_by, area=household.area,
        )  # fmt: skip
        Publicity.objects.create(
            batch=batch, area=household.area, kind=PublicityKind.EXIT, posted_on=posted, place="村委会",
            complaint_line="0718", recorded_by=batch.opened_by,
        )  # fmt: skip
        Announcement.objects.create(
            batch=batch, area=household.area, announced_on=announced, place="县政府网站",
            recorded_by=batch.opened_by,
        )  # fmt: skip

    return act


TEENAGER, TWENTY = dt.date(2003, 1, 1), dt.date(1997, 1, 1)
VALID = id_number_of(dt.date(1980, 1, 1))
BREAKS = {
    "DQ-01": [of_number("4228271980010190"), of_number("4228271980010190051")],
    "DQ-02": [of_number(VALID[:-1] + "0"), of_number("422827198013019005"), of_number("42282780130190A")],
    "DQ-03": [of_number("422827800101900")],
    "DQ-04": [of_number("", VALID), of_number("", VALID + "82"), of_number(VALID, OTHER + "41")],
    "DQ-05": [of_spouse(work_months=Decimal("12.5")), of_spouse(work_months=Decimal(-1))],
    "DQ-06": [of_incomes(net_income_per_capita=0), of_incomes(net_income_per_capita=100_001)],
    "DQ-07": [of_living(cultivated_mu=101), of_living(woodland_mu=141)],
    "DQ-08": [of_living(km_to_main_road=Decimal("50.01"))],
    "DQ-09": [
        all_of(of_exited(), of_living(housing_m2=None)),
        all_of(of_exited(), of_living(housing_m2=0)),
    ],
    "DQ-10": [of_spouse(ethnicity="")],
    "DQ-11": [of_spouse(education=""), of_spouse(education="", school_status=SchoolStatus.NOT_AT_SCHOOL)],
    "DQ-12": [of_spouse(health=[]), of_spouse(labour_capacity="")],
    "DQ-13": [
        of_household(main_cause=""),
        *(
            of_living(**{name: blank})
            for name, blank in {
                "is_water_difficult": None,
                "is_water_safe": None,
                "has_household_power": None,
                "fuel": "",
                "has_sanitary_toilet": None,
                "access_road": "",
                "is_in_cooperative": None,
            }.items()
        ),
    ],
    "DQ-14": [
        of_spouse(health=[Health.DISABLED], disability_level=2),
        of_spouse(health=[Health.CHRONIC, Health.DISABLED], disability_kind="4"),
    ],
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
    "DQ-34": [
        of_spouse(relation=Relation.SON),
        of_spouse(sex=Sex.MALE),
        lambda h: change(h.members, sex=Sex.FEMALE),
    ],
    "DQ-35": [
        of_spouse(school_status=SchoolStatus.SENIOR_1, birth_date=TEENAGER),
        of_spouse(school_status=SchoolStatus.PRIMARY, birth_date=TWENTY),
    ],
    "DQ-36": [schooled(SchoolStatus.GRADE_8, 2014, 2015, 2016)],
    "DQ-37": [twin],
    "DQ-38": [
        all_of(of_exited(), of_incomes(net_income_per_capita=2900)),
        all_of(of_exited(), older_income(2014, "2799.99")),
        all_of(of_exited(), of_spouse(birth_date=CHILD, dropout_reason="weary")),
        all_of(of_exited(), of_living(is_dangerous_house=True)),
        all_of(of_exited(), of_living(housing_grade="D")),
        all_of(of_exited(), of_living(is_water_safe=False)),
        all_of(of_exited(), of_spouse(health=[Health.SERIOUS], is_medical_insured=False)),
    ],
    "DQ-39": [
        of_incomes(transfer_income=402),
        of_incomes(net_income_per_capita=Decimal("6702")),
    ],
    "DQ-40": [
        of_household(returned_on=dt.date(2013, 1, 1)),
        of_exited(returned_on=dt.date(2015, 1, 1)),
        of_household(left_register_on=dt.date(2017, 5, 20), registered_on=dt.date(2017, 5, 25)),
        of_household(left_register_on=dt.date(2017, 5, 20), exited_on=dt.date(2017, 5, 25)),
        exits_by(dt.date(2017, 1, 5), dt.date(2017, 1, 20)),
        exits_by(dt.date(2016, 11, 5), dt.date(2017, 1, 20)),
        exits_by(dt.date(2016, 11, 5), dt.date(2016, 11, 1)),
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
    "DQ-48": [
        watched(dt.date(2017, 1, 31), dt.date(2017, 1, 31)),
        watched(dt.date(2016, 12, 1), dt.date(2017, 1, 31)),
    ],
    "DQ-49": [of_spouse(birth_date=OLD)],
}
# Things that look odd and are right, or that another check tells.
KEEPS = {
    "DQ-01": [of_number(""), of_number(VALID), of_number(VALID + "41"), of_number("422827800101900")],
    "DQ-02": [of_number(""), of_number(VALID.lower()), of_number(VALID + "4101")],
    "DQ-03": [of_number("42282780010190A")],
    "DQ-04": [of_number(VALID, VALID + "41"), of_number("", VALID + "4101"), of_number(VALID)],
    "DQ-08": [of_living(km_to_main_road=50), of_living(km_to_main_road=None)],
    "DQ-09": [of_living(housing_m2=None), all_of(of_exited(), without("living"))],
    "DQ-13": [
        # a roster has no columns for these
        of_living(is_water_difficult=None, has_household_power=None, fuel="", has_sanitary_toilet=None)
    ],
    "DQ-14": [
        of_spouse(health=[Health.DISABLED]),
        of_spouse(health=[Health.DISABLED], disability_level=2, card_state="valid"),
    ],
    "DQ-34": [of_spouse(sex=Sex.UNKNOWN), of_spouse(relation=Relation.MOTHER)],
    "DQ-35": [
        of_spouse(school_status=SchoolStatus.GRADE_9, birth_date=TEENAGER),
        of_spouse(school_status=SchoolStatus.SENIOR_1, birth_date=dt.date(2002, 5, 31)),
    ],
    "DQ-36": [
        schooled(SchoolStatus.GRADE_8, 2015, 2016),
        schooled(SchoolStatus.GRADE_8, 2013, 2014, 2016),
        schooled(SchoolStatus.PRIMARY, 2014, 2015, 2016),
    ],
    "DQ-38": [
        of_living(is_water_safe=False),
        all_of(of_exited(), of_incomes(net_income_per_capita=Decimal("2952"))),
        all_of(of_exited(), older_income(2014, "2800")),
        all_of(of_exited(), of_spouse(birth_date=CHILD, dropout_reason="illness")),
        all_of(of_exited(), of_spouse(health=[Health.SERIOUS])),
    ],
    "DQ-40": [
        of_exited(returned_on=dt.date(2017, 1, 1)),
        exits_by(dt.date(2016, 11, 5), dt.date(2016, 11, 20)),
    ],
    "DQ-48": [
        watched(dt.date(2016, 11, 30), dt.date(2017, 1, 1)),
        watched(dt.date(2017, 1, 31), None),
    ],
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
    "DQ-37": [lambda h: change(HouseholdMember.objects.all(), id_hash=""), twin_in_a_household_that_left],
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
        assert rule.extra["mend"] in (
            "card",
            "members",
            "income",
            "living",
            "forms",
            "procedures",
            "duplicate",
        )
