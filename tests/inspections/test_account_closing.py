"""A closed month is a copy: nothing that comes later changes it."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from inspections.models import AccountLine, AccountMonth, LateEntry
from inspections.services.account import close_account, compute_account
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.models import Act, MonthLock
from povertyapp.core.period import Period
from povertyapp.core.undo import undo_act, undoable
from tests.inspections.factories import make_cared, make_helper, visit

MARCH, APRIL = Period(2017, 3), Period(2017, 4)


@pytest.fixture
def home(places):
    return make_cared(make_helper())


@pytest.fixture
def closed(home, places):
    compute_account(places.county, MARCH)
    return close_account(places.county, MARCH)


def all_lines(account):
    return list(AccountLine.objects.filter(account=account).order_by("pk").values())


def test_closing_locks_the_month(closed, places):
    assert closed.state == "closed"
    assert MonthLock.objects.filter(county=places.county, month="2017-03").exists()


def test_closing_twice_is_refused(closed, places):
    with pytest.raises(ValidationError):
        close_account(places.county, MARCH)


def test_computing_a_closed_month_is_refused(closed, places):
    with pytest.raises(ValidationError):
        compute_account(places.county, MARCH)


def test_month_without_draft_cannot_be_closed(home, places):
    with pytest.raises(ValidationError):
        close_account(places.county, MARCH)


def test_running_month_stays_open(home, places):
    account = compute_account(places.county, Period.current())
    assert account.state == "open"
    with pytest.raises(ValidationError):
        close_account(places.county, Period.current())


def test_draft_that_no_longer_holds_is_not_frozen(home, places):
    drafted = compute_account(places.county, MARCH)
    visit(home, home.assignments.get().helper, dt.date(2017, 3, 5))
    with pytest.raises(Conflict):
        close_account(places.county, MARCH)
    account = AccountMonth.objects.get(pk=drafted.pk)
    assert (account.state, account.digest) == ("draft", drafted.digest)


def test_what_the_month_went_by_can_be_taken_back_and_the_closed_month_stays(home, places, cast):
    with undoable(by=cast.clerk, area=places.county, summary="走访", verb="households.import_roster") as act:
        visit(home, home.assignments.get().helper, dt.date(2017, 3, 5))
    with because(by=cast.clerk, reason="锁账"):  # an act of its own: the test is one transaction
        compute_account(places.county, MARCH)
        account = close_account(places.county, MARCH)
    before = all_lines(account)
    undo_act(by=cast.clerk, act=Act.objects.get(pk=act.id))
    assert not home.visits.exists()
    assert all_lines(account) == before
    assert AccountMonth.objects.get(pk=account.pk).digest == account.digest


def test_late_visit_leaves_the_closed_month_and_shows_in_the_next(closed, home, places):
    before = all_lines(closed)
    late = visit(
        home,
        home.assignments.get().helper,
        dt.date(2017, 3, 20),
        recorded_at=clock.moment(dt.date(2017, 4, 20)),
    )
    april = compute_account(places.county, APRIL)
    closed.refresh_from_db()
    assert all_lines(closed) == before
    assert [entry.visit for entry in LateEntry.objects.filter(account=april)] == [late]
    assert april.counts["late"] == 1


def test_late_visit_is_shown_once(closed, home, places):
    visit(
        home,
        home.assignments.get().helper,
        dt.date(2017, 3, 20),
        recorded_at=clock.moment(dt.date(2017, 4, 20)),
    )
    compute_account(places.county, APRIL)
    compute_account(places.county, APRIL)
    compute_account(places.county, Period(2017, 5))
    assert LateEntry.objects.count() == 1


def test_same_facts_give_the_same_digest(home, places):
    assert compute_account(places.county, MARCH).digest == compute_account(places.county, MARCH).digest


@pytest.mark.django_db(transaction=True)
def test_two_computations_at_once_make_one_account(django_db_blocker):
    from tests.households.factories import area_tree

    county = area_tree().county
    make_cared(make_helper())
    digests = []

    def compute():
        try:
            digests.append(compute_account(county, MARCH).digest)
        finally:
            connection.close()

    threads = [threading.Thread(target=compute) for _each in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(digests) == 3
    assert len(set(digests)) == 1
    assert AccountMonth.objects.count() == 1
