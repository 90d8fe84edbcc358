"""HA-U5: what the finance bureau owes: arrived money allotted within thirty days, stock and increment on the path."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.db import transaction

from funds.services.credit.fund import open_fund, pay_in, plan_instalment
from funds.services.money import allot, integrate, receive, reverse
from inspections.models import AccountLine, PartyAccount
from inspections.services.account import compute_account
from povertyapp.core import clock
from povertyapp.core.period import Period
from povertyapp.core.verdicts import verdicts_of_unit
from tests.assistance.teams import make_unit
from tests.funds.money import make_line, make_project
from tests.households.factories import COUNTY, cast, make_household

pytestmark = pytest.mark.django_db
MARCH, APRIL, MAY = (Period(2017, month) for month in (3, 4, 5))
FEBRUARY_10 = dt.date(2017, 2, 10)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        people = cast()
        people.unit = make_unit("县财政局")
        people.project = make_project(people.places.village)
        yield people
        transaction.set_rollback(True)


def at(day, hour=10):
    return time_machine.travel(clock.moment(day, hour), tick=False)


def line_of(world, *, pooled="500", arrived_on=FEBRUARY_10, entered=FEBRUARY_10, **facts):
    with at(entered):
        return make_line(
            world.finance, world.places.county, "1000", integrated=pooled, arrived_on=arrived_on, **facts
        )


def allot_on(world, line, amount, on, entered=None):
    with at(entered or on):
        return allot(by=world.finance, line=line, project=world.project, amount=amount, on=on, document="文")


def found(world, rule, period):
    """Return subject → (required, delivered, missed) of the duties of the finance bureau under a rule."""
    return {
        one.subject_code: (one.required, one.delivered, one.is_missed)
        for one in verdicts_of_unit("county_unit", world.unit.code, COUNTY, period)
        if one.rule.code == rule
    }


def allotted(world, line, period):
    return found(world, "LF-35T", period).get(line.code)


MET, MISSED, NOT_OWED = (1, 1, False), (1, 0, True), None


def test_money_is_owed_in_the_month_in_which_its_days_end(world):
    line = line_of(world)
    assert allotted(world, line, Period(2017, 2)) is NOT_OWED
    assert allotted(world, line, MARCH) == MISSED
    allot_on(world, line, 500, dt.date(2017, 3, 12))
    assert allotted(world, line, MARCH) == MET
    assert allotted(world, line, APRIL) is NOT_OWED


def test_a_day_late_is_late_and_owed_until_it_is_made_good(world):
    line = line_of(world)
    allot_on(world, line, 499, dt.date(2017, 3, 12))
    allot_on(world, line, 1, dt.date(2017, 3, 13))
    assert allotted(world, line, MARCH) == MISSED
    assert allotted(world, line, APRIL) is NOT_OWED
    slow = line_of(world)
    assert [allotted(world, slow, month) for month in (MARCH, APRIL)] == [MISSED, MISSED]
    allot_on(world, slow, 500, dt.date(2017, 4, 28))
    assert [allotted(world, slow, month) for month in (MARCH, APRIL, MAY)] == [MISSED, MET, NOT_OWED]


def test_what_was_taken_back_is_owed_again(world):
    line = line_of(world)
    made = allot_on(world, line, 500, dt.date(2017, 3, 12))
    with at(dt.date(2017, 4, 3)):
        reverse(by=world.finance, entry=made.entry, reason="项目取消")
    assert [allotted(world, line, month) for month in (MARCH, APRIL, MAY)] == [MET, NOT_OWED, MISSED]


def test_money_in_scope_that_nobody_integrates_is_owed(world):
    assert allotted(world, line_of(world, pooled="0"), MARCH) == MISSED


def test_money_that_came_later_has_days_of_its_own(world):
    line = line_of(world, pooled="1000")
    allot_on(world, line, 1000, dt.date(2017, 3, 1))
    with at(dt.date(2017, 4, 20)):
        receive(by=world.finance, line=line, amount=100, on=dt.date(2017, 4, 20), document="追加")
        integrate(by=world.finance, line=line, amount=100, on=dt.date(2017, 4, 20), document="追加")
    assert [allotted(world, line, month) for month in (APRIL, MAY, Period(2017, 6))] == [
        NOT_OWED,
        NOT_OWED,
        MISSED,
    ]


@pytest.mark.parametrize(
    "facts", [{"in_scope": False, "pooled": "0"}, {"level": "social", "in_scope": False}]
)
def test_money_out_of_scope_and_gifts_are_not_owed(world, facts):
    assert allotted(world, line_of(world, **facts), MARCH) is NOT_OWED


def test_what_is_entered_after_the_cut_off_does_not_count(world):
    line = line_of(world)
    allot_on(world, line, 500, dt.date(2017, 3, 12), entered=dt.date(2017, 5, 2))
    assert allotted(world, line, MARCH) == MISSED


def test_stock_and_increment_are_each_on_the_path(world):
    line_of(world, pooled="125", origin="stock")
    line_of(world, pooled="37.49", origin="increment")
    line_of(world, pooled="0", origin="stock", year=2016)
    assert list(found(world, "LF-35S", MARCH).values()) == [(1250, 1250, False)]
    assert list(found(world, "LF-35I", MARCH).values()) == [(375, 374, True)]
    assert list(found(world, "LF-35S", APRIL).values()) == [(1667, 1250, True)]


def test_a_county_without_increment_owes_no_share_of_it(world):
    line_of(world, pooled="500")
    assert found(world, "LF-35I", MARCH) == {}


def test_the_finance_bureau_answers_for_it_in_the_account(world):
    make_household(area=world.places.village)
    kept, late = line_of(world, name="及时"), line_of(world, name="拖延")
    allot_on(world, kept, 500, dt.date(2017, 3, 2))
    account = compute_account(world.places.county, MARCH)
    lines = AccountLine.objects.filter(account=account, party_code=world.unit.code)
    outcomes = {line.subject_code: line.outcome for line in lines.filter(rule="LF-35T")}
    assert outcomes == {kept.code: "met", late.code: "failed"}
    assert lines.get(rule="LF-35S").outcome == "met"
    party = PartyAccount.objects.get(account=account, level="county_unit", code=world.unit.code)
    assert party.verdict == "not_settled"


def test_a_county_whose_finance_bureau_is_not_on_the_list_owes_nothing(world):
    world.unit.name = "县农业局"
    type(world.unit).objects.filter(pk=world.unit.pk).update(name="县农业局")
    assert allotted(world, line_of(world), MARCH) is NOT_OWED


def test_the_risk_fund_is_paid_in_by_its_dates(world):
    with at(dt.date(2017, 1, 5)):
        fund = open_fund(by=world.clerk, county=world.places.county, bank="农商行", on=dt.date(2017, 1, 5))
        plan = {
            month: plan_instalment(
                by=world.clerk,
                fund=fund,
                amount=Decimal(1000),
                due_on=dt.date(2017, month, 20),
                document="来政〔2017〕2 号",
            )
            for month in (3, 4, 5)
        }

    def paid(month, amount, on):
        with at(on):
            pay_in(
                by=world.finance,
                fund=fund,
                instalment=plan[month],
                amount=Decimal(amount),
                on=on,
                document="凭证",
            )

    paid(3, 1000, dt.date(2017, 3, 20))
    paid(4, 999, dt.date(2017, 4, 20))
    paid(4, 1, dt.date(2017, 5, 3))
    lines = [list(found(world, "LF-43U", month).values()) for month in (Period(2017, 2), MARCH, APRIL, MAY)]
    assert lines == [[], [(1, 1, False)], [(1, 0, True)], [(2, 1, True)]]
