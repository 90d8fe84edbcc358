"""Loans of operators who lift households (LF-44): so much for each whom they carry, refused with both figures."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from assistance.services.links import end_link
from funds.models import OperatorLoan
from funds.rules.credit import covered_in
from funds.services import credit as desk
from povertyapp.core.errors import Conflict
from povertyapp.core.figures import MISSING, figure_rule_or_none, figures_of, rows_behind
from povertyapp.core.models import RuleParameter
from povertyapp.core.period import Period
from povertyapp.core.todo import Tab, todos_of
from tests.funds.lending import BEGIN, DAY, ask, carrier, lenders, make_home
from tests.households.factories import COUNTY, VILLAGE

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    """The cast with a cooperative that carries three households of the village."""
    with django_db_blocker.unblock(), transaction.atomic():
        people = lenders()
        people.homes = [make_home(people) for _each in range(3)]
        people.firm = carrier(people, people.homes)
        yield people
        transaction.set_rollback(True)


def refusal(call, *args, **kwargs):
    with pytest.raises(ValidationError) as caught, transaction.atomic():
        call(*args, **kwargs)
    return " ".join(caught.value.messages)


def pay_out(people, loan, **facts):
    usual = {"bank": "农商行", "contract_no": "JY-1", "rate": Decimal("0.0435"), "on": BEGIN + DAY}
    usual["due_on"] = BEGIN + 300 * DAY
    return desk.disburse_operator_loan(by=people.bank, loan=loan, **usual | facts)


def by_hand(people, **facts):
    usual = {"purpose": "trade", "term_months": 12, "applied_on": BEGIN, "no": "422827Y201800099"}
    return OperatorLoan.objects.create(enterprise=people.firm, **usual | facts)


@pytest.mark.parametrize(
    ("facts", "words", "constraint", "instead"),
    [
        (
            {"households": 4}, ("LF-44", "承诺带动 4 户", "只有 3 户", "改为 3 到 3 户"), "operator_carries",
            {"households": 3},
        ),
        (
            {"amount": Decimal("150000.01")}, ("LF-44", "50,000", "150,000.01", "最多可办 150,000.00 元"),
            "operator_within_households", {"amount": Decimal("150000")},
        ),
    ],
)  # fmt: skip
def test_an_operator_borrows_by_whom_it_carries(people, facts, words, constraint, instead):
    said = refusal(ask, people, people.firm, **facts)
    for word in words:
        assert word in said
    with pytest.raises(IntegrityError, match=f"{constraint}: LF-44"), transaction.atomic():
        by_hand(people, **{"amount": 1, "households": 3} | facts)
    assert ask(people, people.firm, **instead).households == 3


def test_all_loans_of_an_operator_stay_within_its_limit(people):
    RuleParameter.objects.create(
        name="loan.operator_limit", area=people.places.county, effective_from=BEGIN, value=200_000
    )
    ask(people, people.firm)
    said = refusal(ask, people, people.firm, amount=Decimal("50000.01"))
    for word in ("LF-44", "已有 150,000.00 元", "本次 50,000.01 元", "最多可办 50,000.00 元"):
        assert word in said
    with pytest.raises(IntegrityError, match="operator_within_limit: LF-44"), transaction.atomic():
        by_hand(people, amount=Decimal("50000.01"), households=3)
    ask(people, people.firm, amount=Decimal(50_000))


def test_who_asks_does_not_decide_and_who_carries_no_more_gets_nothing(people):
    loan = ask(people, people.firm)
    own = {"by": people.township, "loan": loan, "ground": "other", "text": ""}
    said = refusal(desk.refuse_operator_loan, **own)
    assert "受理人以外" in said
    assert "写明具体情况" in said
    early = {"by": people.township, "loan": loan, "reason": "不贷了", "on": BEGIN - DAY}
    assert "申请以后" in refusal(desk.withdraw_operator_loan, **early)
    with pytest.raises(IntegrityError, match="one_person_one_role"), transaction.atomic():
        OperatorLoan.objects.filter(pk=loan.pk).update(
            status="refused", refusal_ground="other", refusal_text="x", decided_by=people.township
        )
    with transaction.atomic():
        end_link(by=people.cadre, link=people.homes[0].links.get(), to_date=BEGIN, reason="退社")
        assert "只有 2 户" in refusal(pay_out, people, loan)
        transaction.set_rollback(True)
    assert "4.35%" in refusal(pay_out, people, loan, rate=Decimal("0.0436"))
    seen = OperatorLoan.objects.get(pk=loan.pk)
    pay_out(people, loan)
    with pytest.raises(Conflict):
        desk.withdraw_operator_loan(by=people.township, loan=seen, reason="不贷了")


def test_an_operator_pays_back_to_its_end_and_nothing_is_taken_back(people):
    loan = pay_out(people, ask(people, people.firm))
    assert "最多还 150,000.00 元" in refusal(
        desk.repay_operator_loan, by=people.bank, loan=loan, principal=150_001
    )
    desk.repay_operator_loan(by=people.bank, loan=loan, principal=Decimal(50_000), on=BEGIN + 9 * DAY)
    for facts in ({"balance": 150_000}, {"amount": 1}, {"status": "applied"}, {"status": "repaid"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OperatorLoan.objects.filter(pk=loan.pk).update(**facts)
    ended = desk.repay_operator_loan(
        by=people.bank, loan=loan, principal=Decimal(100_000), on=BEGIN + 20 * DAY
    )
    assert (ended.status, ended.balance, ended.ended_on) == ("repaid", 0, BEGIN + 20 * DAY)
    # no microcredit: no household of the village has borrowed by it
    assert covered_in([VILLAGE], BEGIN + 30 * DAY)[VILLAGE] == (3, 0)


def test_an_operator_refused_though_eligible_is_counted(people):
    for ground in ("unable", "no_money"):
        refused = {"by": people.bank, "ground": ground, "text": "见附页", "on": BEGIN + DAY}
        desk.refuse_operator_loan(loan=ask(people, people.firm, amount=Decimal(10_000)), **refused)
    pay_out(people, ask(people, people.firm, amount=Decimal(10_000)))
    rule = figure_rule_or_none("LF-44-02")
    (figure,) = figures_of(people.clerk, COUNTY, Period(2018, 6), [rule])
    assert (figure.whole, figure.part, figure.state) == (2, 1, "short")
    found = rows_behind(people.clerk, rule, COUNTY, Period(2018, 6), MISSING)
    assert [loan.refusal_ground for loan in found] == ["no_money"]


def test_a_loan_goes_its_way_by_pages_and_every_chip_leads_to_as_many(people, client):
    client.force_login(people.township)
    sent = {
        "enterprise": people.firm.code,
        "purpose": "trade",
        "project": "加工",
        "term_months": 12,
        "on": BEGIN,
    }
    add = reverse("funds:operator_loan_add")
    refused = client.post(add, sent | {"amount": "150001", "households": 3})
    assert refused.status_code == 400
    assert "最多可办 150,000.00 元" in refused.content.decode()
    assert client.post(add, sent | {"amount": "150000", "households": 3}).status_code == 302
    loan = OperatorLoan.objects.get()
    pay = reverse("funds:operator_loan_disburse", args=[loan.no])
    assert client.get(pay).status_code == 403
    assert "经营主体贷款申请 1 笔" in [todo.what for todo in todos_of(people.bank, Tab.DO)]
    client.force_login(people.bank)
    facts = {
        "bank": "农商行",
        "contract_no": "JY-9",
        "rate": "4.35",
        "due_on": BEGIN + 300 * DAY,
        "on": BEGIN,
    }
    assert (
        client.get(pay).context["page"]["title"] == "经营主体贷款：放款"
    )  # households' loans have such a step, too
    assert client.post(pay, facts).status_code == 302
    end_link(by=people.cadre, link=people.homes[0].links.get(), to_date=BEGIN, reason="退社")
    page = client.get(reverse("funds:operator_loans"))
    for name, count in (("asked", 0), ("out", 1), ("overdue", 1), ("short", 1), ("refused", 0), ("over", 0)):
        mark = f'data-testid="fig-operators-{name}" data-count="{count}"'
        assert mark in page.content.decode(), name
        listed = client.get(reverse("funds:operator_loans"), {"show": name}).content.decode()
        assert f'data-testid="total" data-count="{count}"' in listed, name
    shown = client.get(loan.get_absolute_url()).content.decode()
    assert ("2 / 3" in shown, "带动不足" in shown) == (True, True)
    assert "带动不足的经营主体贷款 1 笔" in [todo.what for todo in todos_of(people.township, Tab.DO)]
    (found,) = client.get("/api/v1/operator-loans/", {"show": "short"}).json()["results"]
    assert (found["no"], found["carried"], found["balance"]) == (loan.no, 2, "150000.00")
    client.force_login(people.outsider)
    assert client.get(loan.get_absolute_url()).status_code == 404
