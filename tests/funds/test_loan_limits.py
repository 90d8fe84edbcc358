"""What a household may borrow and a county may lend: refused by the services with the rule, both figures and what
would be accepted, and by the database whoever writes (B14, C4)."""

import datetime as dt
import threading
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from funds.credit import Exposure, exposure_of, household_debt, target_of
from funds.models import Microloan, RiskFundEntry
from funds.services import credit as desk
from povertyapp.core.models import RuleParameter
from povertyapp.core.parameters import Parameters
from tests.funds.by_hand import loan_row, refused, written
from tests.funds.lending import BEGIN, DAY, apply, from_paper, lenders, make_home, on_the_way
from tests.households.factories import COUNTY

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db):
    return lenders()


def refusal(call, *args, **kwargs):
    with pytest.raises(ValidationError) as caught, transaction.atomic():
        call(*args, **kwargs)
    return " ".join(caught.value.messages)


def disburse_by_hand(people, loan, on):
    """Write the step and the status past the services."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO funds_loanstep (loan_id, area_id, number, act, from_status, to_status, actor_id, acting_role,"
            " acting_unit_id, decided_on, recorded_at, reason, guards) VALUES (%s, %s, %s, 'move', 'approved',"
            " 'disbursed', %s, 'bank', %s, %s, now(), '', '[]')",
            [loan.pk, loan.area_id, loan.step + 1, people.bank.pk, COUNTY, on],
        )
        cursor.execute(
            "UPDATE funds_microloan SET status = 'disbursed', step = step + 1, bank = 'B', contract_no = 'C',"
            " rate = 0.04, disbursed_on = %s, due_on = %s, first_due_on = %s, balance = granted WHERE id = %s",
            [on, on + 300 * DAY, on + 300 * DAY, loan.pk],
        )


def test_a_household_borrows_up_to_the_limit_over_all_its_loans(people):
    home = make_home(people)
    apply(people, home, amount=Decimal(30_000))
    said = refusal(apply, people, home, amount=Decimal("20000.01"))
    for figure in ("50,000", "30,000.00", "20,000.01", "最多可办 20,000.00"):
        assert figure in said
    assert apply(people, home, amount=Decimal(20_000))
    assert household_debt(home) == 50_000


def test_more_than_the_limit_is_refused_by_raw_sql_too(people):
    home = make_home(people)
    written(*loan_row(home, 50_000, BEGIN))
    refused("loan_within_limit", *loan_row(home, "0.01", BEGIN, "422827X201899998"))


def test_the_limit_is_a_parameter_by_place_and_day(people):
    RuleParameter.objects.create(
        name="loan.household_limit", area=people.places.county, effective_from=BEGIN + DAY, value=30_000
    )
    assert apply(people, amount=Decimal(50_000))
    assert "30,000" in refusal(apply, people, amount=Decimal(50_000), on=BEGIN + DAY)


def test_a_term_over_three_years_is_refused_by_service_and_database(people):
    assert "最长 36 个月" in refusal(apply, people, term=37)
    facts = {"purpose": "planting", "amount": 1, "applied_on": BEGIN, "state_since": BEGIN}
    with pytest.raises(IntegrityError, match="loan_within_term"), transaction.atomic():
        Microloan.objects.create(no="x", household=make_home(people), term_months=37, **facts)


def test_only_who_is_on_the_register_and_of_age_asks(people):
    gone = make_home(people, left_register_on=BEGIN)
    assert "不在册" in refusal(apply, people, gone)
    refused("loan_is_for_the_register", *loan_row(gone, 1, BEGIN))
    old = make_home(people)
    old.members.update(birth_date=dt.date(1950, 1, 1))
    assert "18 周岁、不超过 65 周岁" in refusal(apply, people, old)


def test_what_was_paid_back_makes_room_again(people):
    home = make_home(people)
    loan = from_paper(home, amount=Decimal(50_000))
    assert "最多可办 0.00" in refusal(apply, people, home, amount=Decimal(1))
    desk.record_payment(by=people.bank, loan=loan, principal=Decimal(10_000), on=BEGIN + 30 * DAY)
    assert apply(people, home, amount=Decimal(10_000), on=BEGIN + 31 * DAY)


def test_a_payment_taken_back_does_not_pass_the_limit(people):
    home = make_home(people)
    loan = from_paper(home, amount=Decimal(50_000))
    paid = desk.record_payment(by=people.bank, loan=loan, principal=Decimal(10_000), on=BEGIN + DAY)
    apply(people, home, amount=Decimal(10_000), on=BEGIN + DAY)
    with pytest.raises(IntegrityError, match="loan_within_limit"), transaction.atomic():
        desk.reverse_payment(by=people.bank, payment=paid, reason="录错")


def test_leverage_holds_in_service_and_database(people):
    loan, way = on_the_way(people, "approve")
    RuleParameter.objects.create(
        name="loan.leverage_max", area=people.places.county, effective_from=BEGIN, value="0.04"
    )
    said = refusal(way.disburse)
    for figure in ("风险金 1,000,000.00 元", "最多放贷 40,000.00 元", "最多还能放 40,000.00 元"):
        assert figure in said
    with pytest.raises(IntegrityError, match="loan_within_leverage"), transaction.atomic():
        disburse_by_hand(people, loan, way.on)


def test_lending_halts_while_too_many_loans_are_bad(people):
    loan, way = on_the_way(people, "approve")
    good, bad = make_home(people), make_home(people)
    running = from_paper(good, amount=Decimal(19_000), due=way.on + 400 * DAY)
    late = from_paper(bad, amount=Decimal(1_000), disbursed=dt.date(2017, 1, 5), due=way.on - 90 * DAY)
    at = exposure_of(COUNTY, way.on)
    assert (at.bad, at.owed, at.is_halted) == (1_000, 20_000, False)  # five per cent is not over it
    assert exposure_of(COUNTY, way.on - DAY).bad == 0
    desk.record_payment(by=people.bank, loan=running, principal=Decimal(1), on=way.on)
    assert "5%" in refusal(way.disburse)
    with pytest.raises(IntegrityError, match="loan_below_bad_limit"), transaction.atomic():
        disburse_by_hand(people, loan, way.on)
    desk.record_payment(by=people.bank, loan=late, principal=Decimal(1_000), on=way.on)
    assert way.disburse().status == "disbursed"


def test_rate_term_security_and_contract_are_kept(people):
    _loan, way = on_the_way(people, "approve")
    said = refusal(way.disburse, rate=Decimal("0.0436"))
    assert "4.36%" in said
    assert "4.35%" in said
    assert "免担保" in refusal(way.disburse, is_secured=True)
    assert "合同号" in refusal(way.disburse, contract_no="")
    assert "到期日" in refusal(way.disburse, due_on=way.on + 800 * DAY)
    way.disburse()


def test_the_fund_pays_no_more_than_it_holds(people):
    fund = people.fund
    facts = {"fund": fund, "area_id": fund.area_id, "kind": "returned", "happened_on": BEGIN, "document": "x"}
    with pytest.raises(IntegrityError, match="risk_fund_not_below_zero"), transaction.atomic():
        RiskFundEntry.objects.create(**facts, amount=Decimal("-1000000.01"))
    with pytest.raises(IntegrityError, match="sum of its movements"), transaction.atomic():
        type(fund).objects.filter(pk=fund.pk).update(balance=5)


def test_laifeng_s_goals_are_ten_times_the_fund_and_need_every_household_at_the_cap(people):
    """T-10 and T-11: 300 million on 30 million, 6,000 households."""
    full = Exposure(
        fund=Decimal(30_000_000), outstanding=Decimal(300_000_000), owed=Decimal(300_000_000), bad=Decimal(0),
        leverage_max=Decimal(10), bad_share_max=Decimal("0.05"),
    )  # fmt: skip
    assert (full.leverage, full.room, full.is_over) == (10, 0, False)
    goal = target_of(Parameters(COUNTY, dt.date(2017, 6, 1)))
    assert (goal.average, goal.needs_the_cap) == (50_000, True)


@pytest.mark.django_db(transaction=True)
def test_two_applications_at_once_do_not_pass_the_limit_together():
    people = lenders(fund=0)
    home = make_home(people)
    gate, said = threading.Barrier(2), []

    def ask():
        gate.wait(10)
        try:
            said.append(apply(people, home, amount=Decimal(30_000)).no)
        except ValidationError as error:
            said.append(error.messages[0])
        finally:
            connection.close()

    workers = [threading.Thread(target=ask) for _each in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert Microloan.objects.filter(household=home).count() == 1
    assert sum("最多可办 20,000.00" in text for text in said) == 1
