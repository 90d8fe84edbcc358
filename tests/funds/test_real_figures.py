"""Figures of Laifeng and Longnan (rulebook A9) held against what the county's own limits and books make of them.

That each statement gives its verdict and its figures is asserted for all of T-01 to T-47 in
`tests/inspections/test_real_figures.py`.
"""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest

from funds.guards.projects import may_contract
from funds.models import RelocationPlan, RiskFund, RiskFundInstalment
from funds.services import credit
from funds.services.relocation import set_plan
from povertyapp.core.parameters import Parameters
from tests.funds.lending import lenders
from tests.households.factories import COUNTY

pytestmark = pytest.mark.django_db
DAY = dt.date(2017, 5, 28)


@pytest.fixture
def people(db):
    return lenders(fund=Decimal(10_000_000))


@pytest.mark.parametrize(
    ("persons", "most_m2"),
    [
        (5612, 140_300),  # T-07
        (7675, 191_875),  # T-08
        (17908, 447_700),  # T-16
    ],
)
def test_so_many_relocated_people_have_at_most_so_many_square_metres(persons, most_m2):
    assert persons * Parameters(COUNTY, DAY).number("relocation.m2_per_person") == most_m2


def test_both_years_of_laifeng_s_relocation_stand_in_its_plans(people):
    """T-08: 3,493 households and 13,287 people, each year by its own deadline."""
    usual = {"by": people.clerk, "township": people.places.township, "document": "来搬〔2016〕1 号"}
    for year, households, persons, due in ((2016, 1455, 5612, (6, 30)), (2017, 2038, 7675, (10, 30))):
        begins, due_on = dt.date(year, 1, 1), dt.date(2017, *due)
        set_plan(year=year, households=households, persons=persons, begins_on=begins, due_on=due_on, **usual)
    plans = list(RelocationPlan.objects.all())
    assert (sum(p.households for p in plans), sum(p.persons for p in plans)) == (3493, 13_287)
    assert sorted(max(point.month_end for point in plan.targets.all()) for plan in plans) == [
        dt.date(2017, 6, 30),
        dt.date(2017, 10, 31),
    ]


def test_twenty_million_on_ten_reach_the_risk_fund_s_target(people):
    """T-09: 2,000 (万元) paid in on an earlier balance of 1,000 are the 3,000 of LF-43."""
    fund = people.fund
    target = Parameters(COUNTY, DAY).number("risk_fund.target")
    assert fund.balance == target - 20_000_000
    planned = credit.plan_instalment(
        by=people.finance,
        fund=fund,
        amount=Decimal(20_000_000),
        due_on=dt.date(2017, 6, 30),
        document="LF-43",
    )
    facts = {"amount": Decimal(20_000_000), "document": "拨款 2 号", "on": DAY, "instalment": planned}
    credit.pay_in(by=people.finance, fund=fund, **facts)
    assert RiskFund.objects.get().balance == target == 30_000_000
    assert RiskFundInstalment.objects.with_paid().get().paid == 20_000_000


@pytest.mark.parametrize(("mode", "is_met"), [("negotiated", False), ("open", True)])
def test_each_whole_village_of_longnan_needs_a_tender(mode, is_met):
    """T-22: 15,795 (万元) for 106 villages are 149.01 each, above the 100,000 yuan of LN-32."""
    each = (Decimal(157_950_000) / 106).quantize(Decimal("0.01"))
    project = SimpleNamespace(approved_amount=each, budget=each)
    bought = SimpleNamespace(mode=mode, exception="", winner="甲", get_mode_display=lambda: mode)
    contract = SimpleNamespace(amount=each, contractor="甲", agreed_by_id=1)
    found = {
        need: (met, said)
        for need, met, said in may_contract(project, contract, bought, Parameters(COUNTY, DAY))
    }
    assert found["tender"][0] is is_met
    assert all(words in found["tender"][1] for words in ("1,490,094.34", "100,000.00", "LN-32"))
