"""A small county whose month has everything that the account's pages show; see each household's comment."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.db import transaction

from assistance.choices import VoidKind
from inspections.services.account import close_account, compute_account
from povertyapp.core import clock
from povertyapp.core.period import Period
from tests.households.factories import area_tree, cast, make_household
from tests.inspections.factories import assign, make_cared, make_finding, make_helper, visit

MARCH, APRIL = Period(2017, 3), Period(2017, 4)


def march_county(*, closed=False, users=None):
    """Create households in three villages of two townships and compute March 2017; return what was made. In the two
    villages of the first township a fault of the records has been open since the first of March.

    老茶村: helpers steady and idle. 竹坝村: two of busy, one not visited; he also helps in 老寨村 of
    the other township, where one household is all away and was called, and one has no helper.
    """
    places = area_tree()
    steady, idle = make_helper(name="向勤快"), make_helper(name="田没去", user=getattr(users, "helper", None))
    busy = make_helper(name="覃两头")
    made = SimpleNamespace(places=places, steady=steady, idle=idle, busy=busy)
    made.visited = make_cared(steady, area=places.village)
    made.missed = make_cared(idle, area=places.village)
    made.partial = make_cared(idle, area=places.village, measures=2)
    made.next_visited = make_cared(busy, area=places.next_village)
    made.next_missed = make_cared(busy, area=places.next_village)
    made.away = make_cared(busy, area=places.other_village, away=True, capable=False)
    made.bare = make_household(area=places.other_village)
    made.lied = make_cared(steady, area=places.village)
    day = dt.date(2017, 3, 10)
    for household, helper in ((made.visited, steady), (made.next_visited, busy), (made.partial, idle)):
        visit(household, helper, day)
    visit(made.away, busy, dt.date(2017, 2, 3), channel="phone")
    visit(
        made.lied,
        steady,
        day,
        voided_at=clock.moment(day, 20),
        void_kind=VoidKind.DISPROVED,
        void_reason="暗访不实",
    )
    visit(made.next_missed, busy, dt.date(2017, 2, 8), recorded_at=clock.moment(dt.date(2017, 3, 20)))
    for household in (made.missed, made.next_missed):
        make_finding(household, "DQ-05", found_at=clock.moment(dt.date(2017, 3, 1)))
    compute_account(places.county, Period(2017, 2))
    made.account = compute_account(places.county, MARCH)
    if closed:
        made.account = close_account(places.county, MARCH)
    visit(made.missed, idle, dt.date(2017, 3, 28), recorded_at=clock.moment(dt.date(2017, 4, 9)))
    return made


@pytest.fixture(scope="module")
def march(django_db_setup, django_db_blocker):
    """The draft of March 2017 and its people, made once for a module; what a test changes is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        people = cast()
        made = march_county(users=people)
        made.cast = people
        yield made
        transaction.set_rollback(True)


def replace_helper(household, old, new, day):
    """Give a household to another helper from a day on."""
    household.assignments.filter(helper=old).update(to_date=day - dt.timedelta(days=1))
    return assign(household, new, from_date=day)
