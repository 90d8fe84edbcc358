"""Two sessions, or a few hundred requests, want the last yuan of a line: one gets it (reliability-security F1)."""

import os
import re
import threading
from decimal import Decimal

import pytest
from django.db import connection
from django.db.utils import IntegrityError, OperationalError

from funds.models import FundEntry, FundLine
from inspections.benchmarks.races import make_field, race, reckon
from inspections.benchmarks.racing.scenarios import SCENARIOS
from inspections.benchmarks.visits import served
from povertyapp.core import clock
from tests.funds.money import make_line, make_project
from tests.households.factories import cast, make_household

pytestmark = pytest.mark.django_db(transaction=True)
SIZE = 30


@pytest.fixture
def people():
    found = cast()
    found.today = clock.today()
    found.line = make_line(
        found.finance, found.places.county, "100", integrated="100", arrived_on=found.today, document_no=""
    )
    found.project = make_project(found.places.village)
    return found


class Session:
    """A connection of its own, as the application, that allots all there is by raw SQL and then waits."""

    def __init__(self, people, isolation):
        self.people, self.told = people, None
        self.own = connection.copy()
        self.own.inc_thread_sharing()
        self.own.set_autocommit(False)
        self.cursor = self.own.cursor()
        self.cursor.execute(f"SET TRANSACTION ISOLATION LEVEL {isolation}")
        self.cursor.execute("SELECT amount FROM funds_balance WHERE state = 'pool'")
        assert self.cursor.fetchone() == (Decimal("100.00"),)

    def allot(self):
        line, project, day = self.people.line, self.people.project, self.people.today
        self.cursor.execute(
            "INSERT INTO funds_fundentry (area_id, line_id, kind, amount, happened_on, document_no, reason, digest,"
            " made_at) VALUES (%s, %s, 'allot', 100, %s, '', '', '', now()) RETURNING id",
            [line.area_id, line.pk, day],
        )
        entry = self.cursor.fetchone()[0]
        self.cursor.execute(
            "INSERT INTO funds_allotment (area_id, line_id, project_id, amount, allotted_on, document_no, entry_id)"
            " VALUES (%s, %s, %s, 100, %s, 'x', %s) RETURNING id",
            [project.area_id, line.pk, project.pk, day, entry],
        )
        allotment = self.cursor.fetchone()[0]
        self.cursor.execute(
            "INSERT INTO funds_posting (area_id, entry_id, line_id, state, allotment_id, amount)"
            " VALUES (%s, %s, %s, 'pool', NULL, -100), (%s, %s, %s, 'allotted', %s, 100)",
            [line.area_id, entry, line.pk, line.area_id, entry, line.pk, allotment],
        )

    def try_to(self):
        try:
            self.allot()
            self.own.commit()
        except (IntegrityError, OperationalError) as error:
            self.told = error
            self.own.rollback()


@pytest.mark.parametrize("isolation", ["READ COMMITTED", "REPEATABLE READ"])
def test_two_sessions_that_saw_the_same_balance_do_not_both_take_it(people, isolation):
    first, second = Session(people, isolation), Session(people, isolation)
    try:
        first.allot()
        waiting = threading.Thread(target=second.try_to)
        waiting.start()
        waiting.join(0.3)
        assert waiting.is_alive(), "the second session did not wait for the first"
        first.own.commit()
        waiting.join(20)
        refusal = (
            "nothing_taken_that_is_not_there" if isolation == "READ COMMITTED" else "could not serialize"
        )
        assert refusal in str(second.told)
    finally:
        first.own.close()
        second.own.close()
    assert FundLine.objects.with_money().get(pk=people.line.pk).allotted == 100
    assert FundEntry.objects.filter(kind="allot").count() == 1


def test_a_few_hundred_requests_at_once_move_exactly_what_there_is(people):
    """The whole race is `script/bench races`."""
    for _each in range(SIZE):
        make_household(area=people.places.village, members=1, income=False, living=False, forms=False)
    with served("povertyapp.settings", WEB_WORKERS="2", WEB_THREADS="8", **same_database()) as port:
        seen = race(make_field(), port, rounds=1, seed=7, size=SIZE)
    assert {name: one["requests"] for name, one in seen.items()} == dict.fromkeys(SCENARIOS, SIZE)
    assert [(name, one) for name, one in seen.items() if one["faults"] or one["others"]] == []
    assert reckon() | {"postings": 0} == {
        "postings": 0, "trial_balance": "0.00", "balances_differ": 0, "over_limits": 0,
    }  # fmt: skip


def same_database():
    """Return the addresses by which a web server finds the database of this test."""
    name = connection.settings_dict["NAME"]
    asked = ("DATABASE_URL", "OWNER_DATABASE_URL")
    return {
        key: re.sub(r"/\w+(\?|$)", rf"/{name}\1", os.environ[key], count=1)
        for key in asked
        if os.environ.get(key)
    }
