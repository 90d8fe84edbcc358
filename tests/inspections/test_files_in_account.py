"""TF-14: the file of a household is complete, true and up to date, or its helper owes it (HA-H6)."""

import datetime as dt

import pytest

from assistance.rules.files import ones
from households.models import FormFigures
from inspections.models import AccountRule
from inspections.services.account import compute_account
from povertyapp.core import clock
from povertyapp.core.models import RuleParameter
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES
from povertyapp.core.verdicts import verdicts
from tests.inspections.factories import assign, make_cared, make_helper, visit

pytestmark = pytest.mark.django_db
MARCH = Period(2017, 3)


@pytest.fixture
def home(places):
    """A household whose file is whole at the end of March 2017; it was visited that month."""
    helper = make_helper()
    home = make_cared(helper)
    visit(home, helper, dt.date(2017, 3, 10))
    return home


def outcome(home, period=MARCH):
    found = [verdict for verdict in verdicts(home, period) if verdict.rule.code == "TF-14"]
    return (not found[0].is_missed) if found else None


def test_a_whole_file_is_met(home):
    assert outcome(home) is True


def _handbook(**facts):
    return lambda home: FormFigures.objects.filter(household=home, source="handbook").update(**facts)


BROKEN = {
    "no plan": lambda home: home.plans.all().delete(),
    "no measure": lambda home: home.measures.all().delete(),
    "measures only proposed": lambda home: home.measures.update(is_proposed=True),
    "no handbook": lambda home: home.form_figures.filter(source="handbook").delete(),
    "handbook says another size": _handbook(size=9),
    "handbook says other land": _handbook(cultivated_mu=99),
    "not asked for long": lambda home: home.visits.update(happened_on=dt.date(2017, 2, 28)),
    "visit struck out": lambda home: home.visits.update(
        voided_at=dt.datetime(2017, 3, 20, tzinfo=dt.UTC), void_kind="disproved"
    ),
    "no card": lambda home: home.contact_cards.all().delete(),
    "card of another helper": lambda home: home.contact_cards.update(helper=make_helper()),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_lacks_something_is_missed(home, name):
    BROKEN[name](home)
    assert outcome(home) is False


def test_a_change_of_the_record_is_an_update(home):
    """The database writes when a row changed, by its own clock: the household came into being this month."""
    home.visits.all().delete()
    home.plans.update(year=clock.today().year)
    assert outcome(home, Period.current()) is True
    home.plans.update(year=2017)
    assert outcome(home) is False


def test_owed_from_the_thirtieth_day_and_by_the_helper_of_the_last_day(home):
    home.assignments.update(from_date=dt.date(2017, 3, 2))
    assert outcome(home) is None
    home.assignments.update(from_date=dt.date(2017, 3, 1))
    assert outcome(home) is True
    home.assignments.update(to_date=dt.date(2017, 3, 30))
    assign(home, make_helper(), dt.date(2017, 3, 31))
    assert outcome(home) is None


def test_exited_households_need_no_plan(home):
    home.plans.all().delete()
    home.exited_on = dt.date(2017, 1, 31)
    home.save()
    assert outcome(home) is True


def test_the_county_says_what_belongs_to_the_file(home):
    RuleParameter.objects.filter(name="file.four_ones").update(value=["handbook", "measure"])
    home.plans.all().delete()
    assert outcome(home) is True


def test_four_ones_of_the_data_check_are_those_of_the_duty(home):
    """DQ-19 asks for what `data.four_ones` names, TF-14 for what `file.four_ones` names: of one list of meanings."""
    value = Parameters(home.area_id[:6], MARCH.start)
    held = ones(MARCH, value)
    assert set(value("data.four_ones")) <= set(value("file.four_ones")) == set(held)
    RuleParameter.objects.filter(name="data.four_ones").update(value=["plan", "handbook", "measure"])
    rule, fresh = RULES["DQ-19"], Parameters(home.area_id[:6], MARCH.start)
    assert not rule.over(MARCH).filter(rule(MARCH, fresh)).exists()
    home.plans.all().delete()
    assert rule.over(MARCH).filter(rule(MARCH, fresh)).exists()
    assert outcome(home) is False


def test_account_line_of_the_file_is_soft(home):
    home.contact_cards.all().delete()
    account = compute_account(home.area.parent.parent, MARCH)
    rule = AccountRule.objects.get(account=account, rule="TF-14")
    assert (rule.obligation, rule.is_hard) == ("HA-H6", False)
