"""Random steps over C4, by services and by raw SQL: an oracle that knows neither services nor moves looks at every loan
after each (LOAN_STEPS=5000 walks farther)."""

import os
import random
from collections import Counter
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction

from funds.models import LoanPayment, LoanStep, Microloan
from funds.services import credit as desk
from povertyapp.core.errors import Conflict
from tests.funds.lending import BANK, BEGIN, DAY, from_paper, lenders, make_home, post

pytestmark = pytest.mark.django_db
STEPS = int(os.environ.get("LOAN_STEPS", "250"))
# C4, written once more from the rulebook.
WAYS = {
    ("applied", "rated"), ("rated", "publicised"), ("publicised", "publicised"), ("publicised", "recommended"),
    ("recommended", "approved"), ("recommended", "refused"), ("approved", "disbursed"), ("disbursed", "in_use"),
    ("disbursed", "repaid"), ("in_use", "extended"), ("in_use", "renewed"), ("in_use", "repaid"),
    ("in_use", "compensated"), ("extended", "extended"), ("extended", "renewed"), ("extended", "repaid"),
    ("extended", "compensated"), ("renewed", "extended"), ("renewed", "renewed"), ("renewed", "repaid"),
    ("renewed", "compensated"), ("compensated", "recovered"), ("compensated", "written_off"),
} | {(was, "withdrawn") for was in ("applied", "rated", "publicised", "recommended", "approved")}  # fmt: skip
BY = {
    "rated": "cadre bank", "publicised": "cadre township", "recommended": "office", "approved": "bank",
    "refused": "bank", "withdrawn": "cadre township", "disbursed": "bank", "in_use": "helper township",
    "extended": "bank", "renewed": "bank", "repaid": "bank", "compensated": "finance", "recovered": "bank",
    "written_off": "finance",
}  # fmt: skip
OUT = ("disbursed", "in_use", "extended", "renewed", "compensated")


class Walker:
    def __init__(self, seed):
        self.draw = random.Random(seed)
        self.people = lenders()
        self.done = Counter()
        self.begin()

    def begin(self):
        """Begin with other households; a walk that came to its last day does so again."""
        self.homes = [make_home(self.people) for _each in range(3)]
        self.day, self.last = BEGIN + 60 * DAY, BEGIN + 700 * DAY

    @property
    def somebody(self):
        names = ("cadre", "township", "clerk", "bank", "finance", "helper", "outsider", "leader")
        return getattr(self.people, self.draw.choice(names))

    @property
    def loan(self):
        known = Microloan.objects.filter(household__in=self.homes).order_by("pk")
        return self.draw.choice(list(known) or [None])

    def amount(self, most=60_000):
        return Decimal(self.draw.randrange(1, most * 100)) / 100

    def step(self):
        if self.day > self.last:
            self.begin()
        self.day += DAY * self.draw.choice((0, 0, 0, 1, 2, 8))
        act = self.draw.choice(ACTS)
        try:
            with transaction.atomic():
                act(self)
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            self.done[act.__name__] += 1
        except (ValidationError, Conflict, IntegrityError, InternalError, ProgrammingError):
            self.done["refused"] += 1
        look()


def ask(walk):
    home = walk.draw.choice(walk.homes)
    desk.apply_for_loan(
        by=walk.somebody, household=home, borrower=home.members.first(), purpose="planting", project="",
        amount=walk.amount(), term_months=walk.draw.randrange(1, 40), on=walk.day,
    )  # fmt: skip


def paper(walk):
    home = walk.draw.choice(walk.homes)
    from_paper(home, amount=walk.amount(), disbursed=walk.day - 400 * DAY, due=walk.day - 100 * DAY)


def move(walk):
    loan = walk.loan
    if loan is None:
        return
    if loan.status == "rated" and walk.draw.random() < 0.7:
        post(walk.people, loan, walk.day - 8 * DAY)
    by = walk.somebody if walk.draw.random() < 0.3 else right_person(walk, loan)
    verb, facts = walk.draw.choice(NEXT.get(loan.status, NEXT["applied"]))(walk, loan)
    getattr(desk, verb)(by=by, loan=loan, on=walk.day, **facts)


def right_person(walk, loan):
    names = {
        "applied": "cadre", "rated": "cadre", "recommended": "bank", "approved": "bank", "disbursed": "helper",
        "compensated": "bank",
    }  # fmt: skip
    if loan.status == "publicised":
        return walk.people.clerk if loan.steps.filter(act="opinion").exists() else walk.people.township
    if loan.status in ("in_use", "extended", "renewed"):
        return walk.people.bank if walk.draw.random() < 0.6 else walk.people.finance
    return getattr(walk.people, names.get(loan.status, "bank"))


def due(walk, loan):
    return (loan.due_on or walk.day) + walk.draw.randrange(1, 400) * DAY


NEXT = {
    "applied": [lambda w, _loan: ("rate_loan", {"rating": "good", "credit_limit": w.amount()})],
    "rated": [lambda _w, _loan: ("publicise_loan", {})],
    "publicised": [
        lambda _w, _loan: ("advise_loan", {"opinion": "同意"}),
        lambda _w, _loan: ("recommend_loan", {}),
        lambda _w, _loan: ("withdraw_loan", {"reason": "放弃"}),
    ],
    "recommended": [
        lambda w, loan: ("approve_loan", {"granted": min(w.amount(), loan.amount)}),
        lambda _w, _loan: ("refuse_loan", {"ground": "unable", "text": "无还款能力"}),
    ],
    "approved": [
        lambda w, loan: ("disburse_loan", {
            "bank": BANK, "contract_no": f"W{w.draw.random()}", "rate": Decimal("0.04"),
            "due_on": w.day + w.draw.randrange(20, 300) * DAY,
        }),
    ],
    "disbursed": [
        lambda _w, _loan: ("check_use", {"note": "自用"}),
        lambda w, _loan: ("record_payment", {"principal": w.amount()}),
        lambda _w, _loan: ("report_diversion", {"firm": "某公司"}),
    ],
    "in_use": [
        lambda w, loan: ("extend_loan", {"due_on": due(w, loan), "reason": "受灾"}),
        lambda w, loan: ("record_payment", {"principal": w.draw.choice((loan.balance, w.amount()))}),
        lambda _w, _loan: ("settle_loan", {}),
        lambda _w, _loan: ("record_collection", {"way": "上门"}),
        lambda _w, _loan: ("compensate_loan", {"document": "代偿"}),
    ],
    "compensated": [
        lambda w, loan: ("record_payment", {"principal": w.draw.choice((loan.balance, w.amount(9000)))}),
        lambda _w, _loan: ("settle_loan", {}),
        lambda _w, _loan: ("write_off_loan", {"reason": "批复"}),
    ],
}  # fmt: skip
NEXT["extended"] = NEXT["renewed"] = NEXT["in_use"]


def status_by_hand(walk):
    loan = walk.loan
    if loan:
        to = walk.draw.choice(sorted({to for _was, to in WAYS}))
        Microloan.objects.filter(pk=loan.pk).update(status=to, step=loan.step + walk.draw.randrange(2))


def step_by_hand(walk):
    loan, by = walk.loan, walk.somebody
    if loan is None:
        return
    to = walk.draw.choice(sorted({to for _was, to in WAYS}))
    grant = walk.draw.choice(list(by.grants.all()))
    LoanStep.objects.create(
        loan=loan, area_id=loan.area_id, number=loan.step + 1, from_status=loan.status, to_status=to, actor=by,
        acting_role=grant.role, acting_unit_id=grant.area_id, decided_on=walk.day,
    )  # fmt: skip
    Microloan.objects.filter(pk=loan.pk).update(status=to, step=loan.step + 1, state_since=walk.day)


def money_by_hand(walk):
    loan = walk.loan
    if loan:
        name = walk.draw.choice(("balance", "granted", "amount", "due_on", "compensated"))
        value = walk.day if name == "due_on" else walk.amount()
        Microloan.objects.filter(pk=loan.pk).update(**{name: value})


def payment_by_hand(walk):
    loan = walk.loan
    if loan:
        sign = walk.draw.choice((1, 1, -1))
        LoanPayment.objects.create(
            loan=loan, area_id=loan.area_id, paid_on=walk.day, principal=sign * walk.amount(20_000)
        )


ACTS = (ask, paper, *[move] * 12, status_by_hand, step_by_hand, money_by_hand, payment_by_hand)


def rows(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def look():
    """Compare what is stored with the rulebook."""
    debts = Counter()
    for pk, home, status, amount, granted, balance, before in rows(
        "SELECT id, household_id, status, amount, granted, balance, paid_before FROM funds_microloan"
    ):
        steps = rows(
            "SELECT from_status, to_status, act, acting_role, actor_id FROM funds_loanstep"
            f" WHERE loan_id = {pk} ORDER BY number"
        )
        check_steps(steps, status)
        paid = rows(f"SELECT coalesce(sum(principal), 0) FROM funds_loanpayment WHERE loan_id = {pk}")[0][0]
        if granted is not None and status not in ("approved", "withdrawn"):
            assert balance == granted - before - paid
            assert 0 <= balance <= granted <= amount
        open_to = ("applied", "rated", "publicised", "recommended")
        debts[home] += amount if status in open_to else granted if status == "approved" else 0
        debts[home] += balance if status in OUT else 0
    assert all(debt <= 50_000 for debt in debts.values())
    ((balance, total),) = rows(
        "SELECT f.balance, sum(e.amount) FROM funds_riskfund AS f JOIN funds_riskfundentry AS e ON e.fund_id = f.id"
        " GROUP BY f.balance"
    )
    assert balance == total >= 0


def check_steps(steps, status):
    for was, to, act, role, _actor in steps:
        assert (was, to) in WAYS
        assert role in ("township",) if act == "opinion" else role in BY[to].split()
    if steps:
        assert steps[-1][1] == status
    for one, two in zip(steps, steps[1:], strict=False):
        assert one[1] == two[0]
        assert one[3] == two[3] or one[4] != two[4]


@pytest.mark.parametrize("seed", [int(os.environ.get("LOAN_SEED", "1"))])
def test_no_random_step_leaves_the_order_of_c4(seed):
    walk = Walker(seed)
    for _step in range(STEPS):
        walk.step()
    assert walk.done["move"] > STEPS / 10
    assert walk.done["refused"] > STEPS / 10
