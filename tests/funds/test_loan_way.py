"""The way of a loan (C4): each step by whom it should, with what it needs; and nothing past it, raw SQL included."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction

from funds.choices.credit import LoanStatus
from funds.models import LoanStep, Microloan
from funds.services import credit as desk
from funds.services.notices import object_to_notice
from povertyapp.core.errors import Conflict
from povertyapp.core.models import RoleGrant
from povertyapp.core.roles import Role
from tests.funds.lending import BEGIN, DAY, LONG, Way, apply, from_paper, lenders, make_home, on_the_way, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db):
    return lenders()


def refusal(call, *args, **kwargs):
    with pytest.raises(ValidationError) as caught, transaction.atomic():
        call(*args, **kwargs)
    return " ".join(caught.value.messages)


def test_a_loan_goes_from_the_application_to_its_end(people):
    loan, way = on_the_way(people, "use")
    assert [step.to_status for step in loan.steps.order_by("number")] == [
        "rated", "publicised", "publicised", "recommended", "approved", "disbursed", "in_use",
    ]  # fmt: skip
    assert (loan.balance, loan.use_note) == (50_000, "种了五亩藤茶")
    desk.record_payment(
        by=people.bank, loan=loan, principal=Decimal(50_000), interest=Decimal("300"),
        interest_owed=Decimal(5), on=way.on + DAY,
    )  # fmt: skip
    assert "欠息 5.00" in refusal(desk.settle_loan, by=people.bank, loan=loan, on=way.on + DAY)
    desk.record_payment(
        by=people.bank, loan=loan, interest=Decimal(5), interest_owed=Decimal(0), on=way.on + DAY
    )
    desk.settle_loan(by=people.bank, loan=loan, on=way.on + DAY)
    known = Microloan.objects.get(pk=loan.pk)
    assert (known.status, known.balance, known.ended_on) == (LoanStatus.REPAID, 0, way.on + DAY)


def test_each_step_is_taken_by_who_should(people):
    loan = apply(people)
    way = Way(people, loan)
    facts = {"rating": "good", "credit_limit": Decimal(50_000), "on": BEGIN}
    assert "村干部、银行信贷员" in refusal(desk.rate_loan, by=people.clerk, loan=loan, **facts)
    assert "村干部" in refusal(desk.rate_loan, by=people.outsider, loan=loan, **facts)
    way.rate(), way.publicise(), way.advise(), way.recommend()
    said = refusal(desk.approve_loan, by=people.clerk, loan=loan, granted=Decimal(1), on=way.on)
    assert "银行信贷员" in said
    way.approve(), way.disburse()
    note = {"note": "看过", "on": way.on + DAY}
    assert "帮扶责任人" in refusal(desk.check_use, by=people.cadre, loan=loan, **note)
    loan.household.answered_by = None
    loan.household.save()
    assert "帮扶责任人" in refusal(desk.check_use, by=people.helper, loan=loan, **note)
    desk.check_use(by=people.township, loan=loan, **note)


def test_nobody_decides_twice_in_a_row_on_two_levels(people):
    loan, way = on_the_way(people, "recommend")
    RoleGrant.objects.create(user=people.clerk, role=Role.BANK, area=people.places.county, from_date=BEGIN)
    people.clerk = type(people.clerk).objects.get(pk=people.clerk.pk)
    said = refusal(desk.approve_loan, by=people.clerk, loan=loan, granted=Decimal(1), on=way.on)
    assert "另一个人" in said
    with pytest.raises(IntegrityError, match="one_person_one_role"), transaction.atomic():
        step_by_hand(loan, "approved", people.clerk, "bank", way.on)


def step_by_hand(loan, to, user, role, on, act="move"):
    unit = "422827100204" if role == "cadre" else ("422827100" if role == "township" else "422827")
    return LoanStep.objects.create(
        loan=loan, area_id=loan.area_id, number=loan.step + 1, act=act, from_status=loan.status, to_status=to,
        actor=user, acting_role=role, acting_unit_id=unit, decided_on=on,
    )  # fmt: skip


def test_publicity_is_long_enough_and_answered(people):
    loan = apply(people)
    way = Way(people, loan)
    way.rate()
    assert "公示" in refusal(desk.publicise_loan, by=people.cadre, loan=loan, on=way.on)
    notice = post(people, loan, way.on)
    too_early = way.on + 6 * DAY
    assert refusal(desk.publicise_loan, by=people.cadre, loan=loan, on=too_early)
    with pytest.raises(IntegrityError), transaction.atomic():
        follow(loan, step_by_hand(loan, "publicised", people.cadre, "cadre", too_early))
    object_to_notice(by=people.cadre, notice=notice, made_by="某人", text="他在城里有房", on=too_early)
    assert "异议" in refusal(desk.publicise_loan, by=people.cadre, loan=loan, on=way.on + 8 * DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        follow(loan, step_by_hand(loan, "publicised", people.cadre, "cadre", way.on + 8 * DAY))


def follow(loan, step, **facts):
    """Let the loan follow a step written by hand."""
    Microloan.objects.filter(pk=loan.pk).update(
        status=step.to_status, step=step.number, state_since=step.decided_on, **facts
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def test_only_who_is_on_the_register_that_day_is_recommended(people):
    loan, way = on_the_way(people, "advise")
    loan.household.left_register_on = way.on
    loan.household.save()
    assert "搭便车" in refusal(way.recommend)
    with pytest.raises(IntegrityError), transaction.atomic():
        follow(loan, step_by_hand(loan, "recommended", people.clerk, "office", way.on))
    desk.withdraw_loan(by=people.township, loan=loan, reason="已不在册", on=way.on)
    assert loan.status == LoanStatus.WITHDRAWN


def test_the_county_recommends_after_the_township_agreed(people):
    loan, way = on_the_way(people, "publicise")
    assert "乡镇" in refusal(way.recommend)
    with pytest.raises(IntegrityError), transaction.atomic():
        follow(loan, step_by_hand(loan, "recommended", people.clerk, "office", way.on + DAY))


def test_a_refusal_says_why(people):
    loan, way = on_the_way(people, "recommend")
    facts = {"by": people.bank, "loan": loan, "on": way.on}
    assert "具体情况" in refusal(desk.refuse_loan, ground="unable", text=" ", **facts)
    desk.refuse_loan(ground="no_money", text="信贷额度用完", **facts)
    assert (loan.status, loan.refusal_ground) == (LoanStatus.REFUSED, "no_money")


def test_a_step_behind_the_page_is_a_conflict(people):
    loan, way = on_the_way(people, "rate")
    seen = Microloan.objects.get(pk=loan.pk)
    desk.withdraw_loan(by=people.cadre, loan=loan, reason="放弃", on=way.on)
    with pytest.raises(Conflict):
        desk.withdraw_loan(by=people.cadre, loan=seen, reason="放弃", on=way.on)


def test_a_firm_s_loan_is_neither_confirmed_nor_put_off_nor_compensated(people):
    loan, way = on_the_way(people, "disburse")
    desk.report_diversion(by=people.helper, loan=loan, firm="某公司", on=way.on + DAY)
    assert "户贷企用" in refusal(way.use)
    other, later = on_the_way(people, "use")
    desk.report_diversion(by=people.helper, loan=other, firm="某公司", on=later.on)
    facts = {"due_on": other.due_on + 30 * DAY, "reason": "困难", "on": later.on}
    assert "户贷企用" in refusal(desk.extend_loan, by=people.bank, loan=other, **facts)
    with pytest.raises(IntegrityError, match="not taken back"), transaction.atomic():
        Microloan.objects.filter(pk=other.pk).update(diverted_on=None)


def test_a_loan_is_put_off_before_it_is_due_once_and_within_the_policy(people):
    loan, way = on_the_way(people, "use")
    due = loan.due_on
    extend = {"by": people.bank, "loan": loan, "reason": "受灾"}
    last = due.replace(year=due.year + 1)
    assert str(last) in refusal(desk.extend_loan, due_on=last + DAY, on=way.on, **extend)
    assert "逾期" in refusal(desk.extend_loan, due_on=last, on=due + DAY, **extend)
    desk.extend_loan(due_on=last, on=due, **extend)
    assert (loan.status, loan.due_on, loan.first_due_on) == (LoanStatus.EXTENDED, last, due)
    assert "最多办 1 次" in refusal(desk.extend_loan, due_on=last + DAY, on=due, **extend)
    renew = {"contract_no": "XD-1", "rate": Decimal("0.0475"), "due_on": last + LONG}
    desk.renew_loan(on=due, **extend, **renew)
    assert (loan.status, loan.former_rate, loan.rate) == ("renewed", Decimal("0.0435"), Decimal("0.0475"))


@pytest.mark.parametrize(
    ("on", "until", "fine"),
    [
        (dt.date(2020, 1, 31), dt.date(2020, 8, 1), False),
        (dt.date(2020, 3, 1), dt.date(2021, 3, 31), True),
        (dt.date(2020, 3, 1), dt.date(2021, 4, 1), False),
        (dt.date(2021, 4, 1), dt.date(2021, 5, 1), False),
    ],
)
def test_during_2020_repayment_may_wait_until_march_2021(people, on, until, fine):
    home = make_home(people)
    loan = from_paper(home, disbursed=dt.date(2019, 4, 10), due=max(on, dt.date(2020, 4, 10)))
    facts = {"by": people.bank, "loan": loan, "due_on": until, "reason": "疫情", "on": on}
    if fine:
        assert desk.defer_loan(**facts).due_on == until
    else:
        assert refusal(desk.defer_loan, **facts)


def test_overdue_begins_the_day_after_the_due_date(people):
    loan = from_paper(make_home(people))
    assert not loan.is_overdue(loan.due_on)
    assert loan.is_overdue(loan.due_on + DAY)
    assert list(Microloan.objects.overdue(loan.due_on)) == []
    assert list(Microloan.objects.overdue(loan.due_on + DAY)) == [loan]
    assert list(Microloan.objects.overdue(loan.due_on + 89 * DAY, 90)) == []
    shown = [
        Microloan.objects.with_standing(loan.due_on + days * DAY, 30, 90).get()
        for days in (-31, -30, 0, 1, 89, 90)
    ]
    assert [row.standing for row in shown] == ["running", "due_soon", "due_soon", *["overdue"] * 3]
    assert [row.is_bad for row in shown] == [False] * 5 + [True]


def test_the_fund_pays_its_share_and_gets_it_back_by_the_same_ratio(people):
    loan = from_paper(make_home(people), amount=Decimal("9999.99"))
    day = loan.due_on + 90 * DAY
    pay = {"by": people.finance, "loan": loan, "document": "代偿 1 号"}
    assert "逾期满 90 天" in refusal(desk.compensate_loan, on=day - DAY, **pay)
    assert "催收记录" in refusal(desk.compensate_loan, on=day, **pay)
    desk.record_collection(by=people.bank, loan=loan, way="上门催收", on=loan.due_on + 5 * DAY)
    desk.compensate_loan(on=day, **pay)
    people.fund.refresh_from_db()
    assert (loan.compensated, people.fund.balance) == (Decimal("6999.99"), Decimal("993000.01"))
    for principal in ("3333.33", "0.01", "6666.65"):
        desk.record_payment(by=people.bank, loan=loan, principal=Decimal(principal), on=day + DAY)
    people.fund.refresh_from_db()
    assert (loan.balance, people.fund.balance) == (0, 1_000_000)
    desk.settle_loan(by=people.bank, loan=loan, on=day + DAY)
    assert loan.status == LoanStatus.RECOVERED


def test_what_cannot_be_recovered_is_written_off_with_the_paper(people):
    loan = from_paper(make_home(people))
    day = loan.due_on + 90 * DAY
    desk.record_collection(by=people.bank, loan=loan, way="上门催收", on=loan.due_on + 5 * DAY)
    desk.compensate_loan(by=people.finance, loan=loan, document="代偿 1 号", on=day)
    assert "依据" in refusal(desk.write_off_loan, by=people.finance, loan=loan, reason=" ", on=day)
    desk.write_off_loan(by=people.finance, loan=loan, reason="核销批复 3 号", on=day)
    assert loan.status == LoanStatus.WRITTEN_OFF


def leave_loan_behind(loan, bank, on):
    with transaction.atomic(), connection.cursor() as cursor:
        step_by_hand(loan, "extended", bank, "bank", on)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_status_without_a_step_and_a_step_without_a_status_are_refused(people):
    loan, way = on_the_way(people, "use")
    rows = Microloan.objects.filter(pk=loan.pk)
    for change in ({"status": "repaid"}, {"balance": 0}, {"granted": 1}, {"due_on": BEGIN}, {"amount": 9}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.delete()
    with pytest.raises(IntegrityError, match="did not take"):
        leave_loan_behind(loan, people.bank, way.on)
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        LoanStep.objects.filter(loan=loan).update(reason="改写")
