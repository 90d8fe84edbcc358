"""Each figure of plans, causes and reliefs: a row that keeps it, rows that break it."""

import datetime as dt

import pytest

from assistance.choices import MeasureKind
from assistance.models import AssistanceMeasure, AssistancePlan, Relief
from assistance.services import set_answers
from households.choices import Cause, Health
from households.models import ArchivePaper, Household
from povertyapp.core import clock
from povertyapp.core.figures import MISSING, figures_of, rows_behind
from povertyapp.core.models import RuleParameter
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES
from tests.assistance.factories import make_helped, make_measure, make_visit
from tests.households.factories import OTHER_VILLAGE, make_household

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
MARCH = Period(2017, 3)


@pytest.fixture
def home(cast):
    """A household that keeps every rule of this file."""
    home, helper = make_helped(user=cast.helper)
    Household.objects.filter(pk=home.pk).update(
        main_cause=Cause.ILLNESS, other_causes=[Cause.LACK_LABOUR], size=2
    )
    make_measure(home, "医疗救助", MeasureKind.MEDICAL, measure_class="other")
    make_measure(home, "公益性岗位", MeasureKind.PUBLIC_POST)
    home.measures.update(expected_income=700)
    AssistancePlan.objects.create(household=home, year=2017, causes=["illness"], goal="脱贫", own_income=3000)
    make_visit(home, helper)
    RuleParameter.objects.filter(name="campaign.started_on").update(value="2017-02-01")
    RuleParameter.objects.filter(name="reach.kinds_min").update(value=3)
    patient = home.members.first()
    patient.health = [Health.SERIOUS]
    patient.save()
    Relief.objects.create(household=home, member=patient, kind="medical", received_on=dt.date(2017, 1, 5))
    home.refresh_from_db()
    home.patient = patient
    return home


def missing(cast, code):
    figure = figures_of(cast.clerk, "422827", MARCH, [RULES[code]])[0]
    rows = rows_behind(cast.clerk, RULES[code], "422827", MARCH, MISSING)
    assert figure.missing == rows.count()
    return set(rows)


@pytest.mark.parametrize("code", ["JZ-08", "CB1-03", "LF-37", "TF-08", "JZ-42"])
def test_a_household_that_keeps_it_is_not_missing(cast, home, code):
    assert missing(cast, code) == set()
    assert figures_of(cast.clerk, "422827", MARCH, [RULES[code]])[0].whole == 1


def _without_plan(home):
    home.plans.all().delete()


def _propose(kind):
    return lambda home: home.measures.filter(kind=kind).update(is_proposed=True)


def _end(kind):
    return lambda home: home.measures.filter(kind=kind).update(to_date=dt.date(2017, 3, 1))


def _set(**facts):
    return lambda home: Household.objects.filter(pk=home.pk).update(**facts)


def _another_batch(home):
    AssistanceMeasure.objects.filter(household=home).update(kind=MeasureKind.DONATION)


BROKEN = {
    "no plan": ("JZ-08", _without_plan),
    "main cause open": ("JZ-08", _end(MeasureKind.MEDICAL)),
    "secondary cause open": ("JZ-08", _end(MeasureKind.PUBLIC_POST)),
    "only proposed": ("JZ-08", _propose(MeasureKind.MEDICAL)),
    "no plan of the year": ("CB1-03", lambda home: home.plans.update(year=2015)),
    "no cause": ("CB1-03", _set(main_cause="", other_causes=[])),
    "no batch": ("CB1-03", _another_batch),
    "no helper": ("CB1-03", lambda home: home.assignments.all().delete()),
    "not visited since": ("LF-37", lambda home: home.visits.update(happened_on=dt.date(2017, 1, 31))),
    "called only": ("LF-37", lambda home: home.visits.update(channel="phone")),
    "gap too wide": ("LF-37", lambda home: home.plans.update(own_income=100)),
    "too few projects": (
        "LF-37",
        lambda home: home.measures.exclude(name="茶叶种植").update(expected_income=None),
    ),
    "too few kinds": ("TF-08", lambda home: home.measures.update(kind=MeasureKind.INDUSTRY)),
    "relief too old": ("JZ-42", lambda home: home.reliefs.update(received_on=dt.date(2015, 1, 1))),
    "another relief": ("JZ-42", lambda home: home.reliefs.update(kind="education")),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_household_that_breaks_it_is_missing(cast, home, name):
    code, spoil = BROKEN[name]
    spoil(home)
    assert missing(cast, code) == {home.patient if code == "JZ-42" else home}


def test_who_left_poverty_needs_no_plan_but_a_plan_of_last_year_stands_till_march(cast, home):
    home.plans.update(year=2016)
    assert missing(cast, "CB1-03") == set()
    RuleParameter.objects.filter(name="plan.due_month").update(value=2)
    assert missing(cast, "CB1-03") == {home}
    _set(exited_on=dt.date(2016, 12, 31))(home)
    assert missing(cast, "CB1-03") == set()
    assert figures_of(cast.clerk, "422827", MARCH, [RULES["LF-37"]])[0].whole == 0


def test_the_countys_own_table_is_what_the_figure_asks(cast, home):
    facts = {"cause": "illness", "families": [("housing", "")], "reason": "县里定的"}
    set_answers(by=cast.clerk, county=cast.places.county, from_date=dt.date(2017, 3, 1), **facts)
    assert missing(cast, "JZ-08") == {home}


def test_a_village_without_a_plan_is_named(cast, home):
    make_household(area_id=OTHER_VILLAGE)
    here = {
        "area": home.area,
        "level": "village",
        "item": "village_plan",
        "kept_at": "柜",
        "added_by": cast.clerk,
    }
    paper = ArchivePaper.objects.create(**here)
    ArchivePaper.objects.filter(pk=paper.pk).update(added_at=clock.moment(dt.date(2017, 3, 1)))
    assert {area.code for area in missing(cast, "CB1-03V")} == {OTHER_VILLAGE}
