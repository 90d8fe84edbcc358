"""Books kept beside the real ones by a few lines of their own, and somebody who moves money at random."""

import contextlib
import random
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Sum

from funds.models import Allotment, FundLine, Payment, Posting
from funds.services.money import OverBalance, allot, integrate, pay, receive, reverse
from povertyapp.core.errors import Conflict
from tests.funds.money import TODAY, make_line

FEN = Decimal("0.01")
ZERO = Decimal("0.00")


@dataclass
class Purse:
    """What one line holds, by where it stands; what of each allotment is left and paid."""

    held: Decimal = ZERO
    pool: Decimal = ZERO
    left: dict[int, Decimal] = field(default_factory=dict)
    paid: dict[int, Decimal] = field(default_factory=dict)

    @property
    def integrated(self):
        return self.pool + sum(self.left.values(), ZERO) + sum(self.paid.values(), ZERO)


class Books:
    """Moves money at random by the services and keeps its own account of it; `check` compares."""

    def __init__(self, people, projects, seed):
        self.by, self.county, self.projects = people.finance, people.places.county, projects
        self.home = people.home
        self.chance = random.Random(seed)
        self.lines, self.purses, self.allotments = {}, {}, {}
        self.done = []  # entries that stand: what takes each back in these books
        self.keys = []  # acts under their keys, to be sent again
        self.refused = 0

    def step(self):
        chance = self.chance.random()
        if not self.lines or chance < 0.02:
            self.open()
        elif chance < 0.82:
            self.chance.choice(
                (self.receive, self.integrate, self.allot, self.allot, self.pay, self.pay, self.pay)
            )()
        elif chance < 0.92:
            self.take_back()
        else:
            self.repeat()

    def amount(self, most):
        """Return an amount that mostly fits; sometimes all there is, a fen too much, or no amount at all."""
        dice = self.chance.random()
        if dice < 0.05:
            return self.chance.choice((Decimal("0"), Decimal("-1"), Decimal("0.001"), Decimal("NaN")))
        if dice < 0.2:
            return most + FEN
        if dice < 0.3 and most:
            return most
        return (most * self.chance.randrange(1, 60) / 100).quantize(FEN) or FEN

    def act(self, service, most, amount, then, **facts):
        """Do something. It is refused where it must be, and only there; `then` moves it in these books."""
        key = f"{self.chance.getrandbits(64):x}"
        facts |= {"by": self.by, "amount": amount, "on": TODAY, "key": key}
        is_amount = amount.is_finite() and amount > 0 and amount == amount.quantize(FEN)
        made = None
        with contextlib.suppress(ValidationError, OverBalance):
            made = service(**facts)
        assert (made is not None) == (is_amount and amount <= most), (service.__name__, amount, most)
        if made is None:
            self.refused += 1
            return
        back = then(made, amount)
        entry = made if not hasattr(made, "entry") else made.entry
        self.done.append((entry, back))
        self.keys.append((service, facts, made.pk))

    def line(self):
        pk = self.chance.choice(list(self.lines))
        return self.lines[pk], self.purses[pk]

    def open(self):
        amount = Decimal(self.chance.randrange(1, 10**9)) / 100
        line = make_line(self.by, self.county, str(amount))
        self.lines[line.pk], self.purses[line.pk] = line, Purse(held=amount)

    def receive(self):
        line, purse = self.line()

        def then(_made, amount):
            purse.held += amount
            return lambda: self.move(purse, "held", -amount)

        amount = self.amount(Decimal(10**6))
        self.act(receive, Decimal(10**9), amount, then, line=line, document="追加")

    def integrate(self):
        line, purse = self.line()

        def then(_made, amount):
            purse.held, purse.pool = purse.held - amount, purse.pool + amount
            return lambda: self.move(purse, "pool", -amount) and self.move(purse, "held", amount)

        self.act(integrate, purse.held, self.amount(purse.held), then, line=line, document="整合")

    def allot(self):
        line, purse = self.line()

        def then(made, amount):
            purse.pool -= amount
            purse.left[made.pk], purse.paid[made.pk] = amount, ZERO
            self.allotments[made.pk] = (made, purse)
            return lambda: self.move(purse.left, made.pk, -amount) and self.move(purse, "pool", amount)

        project = self.chance.choice(self.projects)
        self.act(
            allot, purse.pool, self.amount(purse.pool), then, line=line, project=project, document="下达"
        )

    def pay(self):
        if not self.allotments:
            return
        allotment, purse = self.allotments[self.chance.choice(list(self.allotments))]

        def then(_made, amount):
            purse.left[allotment.pk] -= amount
            purse.paid[allotment.pk] += amount
            return lambda: (
                self.move(purse.paid, allotment.pk, -amount) and self.move(purse.left, allotment.pk, amount)
            )

        gains = allotment.project in self.projects and self.chance.random() < 0.5
        whom = {"household": self.home} if gains else {"payee": "来凤县茶叶公司"}
        left = purse.left[allotment.pk]
        self.act(pay, left, self.amount(left), then, allotment=allotment, **whom)

    @staticmethod
    def move(where, name, amount):
        """Move an amount in these books; say False, and move nothing, where it is not there any more."""
        if isinstance(where, dict):
            if where[name] + amount < 0:
                return False
            where[name] += amount
            return True
        if getattr(where, name) + amount < 0:
            return False
        setattr(where, name, getattr(where, name) + amount)
        return True

    def take_back(self):
        """Take a movement back: refused exactly where its money has moved on."""
        if not self.done:
            return
        place = self.chance.randrange(len(self.done))
        entry, back = self.done[place]
        fits = back()
        made = None
        with contextlib.suppress(OverBalance):
            made = reverse(by=self.by, entry=entry, reason="登记错误")
        assert (made is not None) == fits
        if fits:
            del self.done[place]
        else:
            self.refused += 1

    def repeat(self):
        """Send an act again under its key: nothing moves; with another content it is refused."""
        if not self.keys:
            return
        service, facts, pk = self.chance.choice(self.keys)
        assert service(**facts).pk == pk
        try:
            service(**facts | {"amount": facts["amount"] + FEN})
        except Conflict:
            return
        raise AssertionError("another act under the same key")

    def check(self):
        """Hold the real books against these: trial balance, sources, pool, uses and states, to the fen."""
        assert Posting.objects.aggregate(total=Sum("amount"))["total"] in (None, ZERO)
        rows = {row.pk: row for row in FundLine.objects.filter(pk__in=self.lines).with_money()}
        for pk, purse in self.purses.items():
            row, left, paid = rows[pk], sum(purse.left.values(), ZERO), sum(purse.paid.values(), ZERO)
            assert (row.held, row.unallotted, row.unpaid, row.paid) == (purse.held, purse.pool, left, paid)
            assert row.arrived == row.held + row.integrated
        pool = sum((purse.integrated for purse in self.purses.values()), ZERO)
        matrix = list(FundLine.objects.filter(pk__in=self.lines).matrix())
        assert sum(row["amount"] for row in matrix) == pool == sum(row.integrated for row in rows.values())
        allotments = Allotment.objects.filter(line__in=self.lines)
        used = sum(one.allotted for one in allotments.with_money())
        assert used == sum(row["amount"] for row in allotments.matrix())
        assert used == pool - sum(row.unallotted for row in rows.values())
        standing = Payment.objects.standing().filter(allotment__line__in=self.lines)
        paid = sum(row.paid for row in rows.values())
        assert (standing.aggregate(paid=Sum("amount"))["paid"] or ZERO) == paid
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
