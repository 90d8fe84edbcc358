"""No sanction without notice, window and a named decider; nobody in his own case, nobody twice; no frozen month
changed: a random walk over services and raw SQL.

`ACCOUNTABILITY_STEPS=50000 script/test tests/inspections/accountability/test_random_walk.py -s` walks farther.
"""

import os
import sys
import time

import pytest
from django.db import transaction

from inspections.services.accountability import give_seat
from tests.households.factories import make_user
from tests.inspections.accountability.machine import County

STEPS, STEPS_A_COUNTY, SEED = 250, 500, 20170528
pytestmark = pytest.mark.django_db


def second_accounts(people):
    """Two natural persons with a second account each: the cadre, who is a party, sits in the office's body with it;
    the deputy leader has a seat under both."""
    places = people.places
    people.other_cadre = make_user("other_cadre", "office", places.county, main_account=people.cadre)
    people.other_deputy = make_user("other_deputy", "leader", places.county, main_account=people.deputy)
    for body, user in (("office", people.other_cadre), ("leading", people.other_deputy)):
        give_seat(by=people.clerk, area=places.county, body=body, user=user, title="成员", paper="文")


def test_no_sanction_without_notice_window_and_a_named_decider(county):
    wanted = int(os.environ.get("ACCOUNTABILITY_STEPS", STEPS))
    seed = int(os.environ.get("ACCOUNTABILITY_SEED", SEED))
    begun, done, passed = time.monotonic(), 0, {}
    second_accounts(county)
    for number in range(max(1, wanted // STEPS_A_COUNTY)):
        with transaction.atomic():
            walk = County(county, seed + number)
            walk.walk(min(wanted, STEPS_A_COUNTY))
            transaction.set_rollback(True)
        assert walk.faults == []
        done += walk.steps
        if wanted > STEPS_A_COUNTY:
            sys.stdout.write(f"{done} steps, {time.monotonic() - begun:.0f} s\n")
            sys.stdout.flush()
        for name, count in walk.passed.items():
            passed[name] = passed.get(name, 0) + count
    sys.stdout.write(f"{done} steps, let pass {passed}, {time.monotonic() - begun:.1f} s\n")
    assert {"serve", "decide", "issue", "execute"} <= passed.keys(), "the walk does not get far"
