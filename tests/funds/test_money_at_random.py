"""Money moved at random, by hand and by paper: every fen is somewhere after each step.

`MONEY_STEPS=10000 script/test …` walks farther, `MONEY_SEED` goes the same way again.
"""

import os
import random
from decimal import Decimal

import pytest
import time_machine
from django.db.models import Sum

from funds.models import Posting
from povertyapp.core import clock
from tests.funds.importing_books import ImportingBooks
from tests.funds.money import TODAY, make_project
from tests.funds.sums import money_astray
from tests.households.factories import cast, make_household

pytestmark = pytest.mark.django_db
STEPS = int(os.environ.get("MONEY_STEPS", "200"))
LOOK = 20


def test_every_fen_is_somewhere_after_each_step():
    seed = int(os.environ.get("MONEY_SEED", random.randrange(10**6)))
    with time_machine.travel(clock.moment(TODAY, 10), tick=False):
        people = cast()
        people.home = make_household(area=people.places.village)
        areas = (people.places.village, people.places.next_village, people.places.other_village)
        projects = [make_project(area, people.home, budget=Decimal("9e12")) for area in areas]
        books = ImportingBooks(people, projects, seed)
        for number in range(STEPS):
            try:
                books.step()
                if number % LOOK == 0 or number == STEPS - 1:
                    books.check()
            except AssertionError as error:
                raise AssertionError(f"seed {seed}, step {number}: {error}") from error
            total = Posting.objects.aggregate(total=Sum("amount"))["total"]
            assert total == Decimal("0.00"), f"seed {seed}, step {number}"
            if number % LOOK == 0 or number == STEPS - 1:
                assert not (astray := list(money_astray())), f"seed {seed}, step {number}: {astray}"
    print(f"seed {seed}: {Posting.objects.count()} postings, {books.refused} refused, {books.imports}")  # noqa: T201
    assert books.refused
    assert books.imports["in"]
