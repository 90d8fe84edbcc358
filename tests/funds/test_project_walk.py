"""No forbidden step of a project, no approval of other content, no money before its time: a random walk over services
and raw SQL.

`PROJECT_STEPS=50000 script/test tests/funds/test_project_walk.py -s` walks farther.
"""

import os
import sys
import time
from collections import Counter

import pytest
from django.db import transaction

from povertyapp.core.roles import Role
from tests.funds.project_machine import Machine
from tests.households.factories import cast, make_user

STEPS, STEPS_A_COUNTY, SEED = 160, 480, 20170306
pytestmark = pytest.mark.django_db


def crowd():
    """The cast, and two natural persons with a second account each: cadre and clerk."""
    people = cast()
    places = people.places
    people.other_cadre = make_user("other_cadre", Role.TOWNSHIP, places.township, main_account=people.cadre)
    people.other_clerk = make_user("other_clerk", Role.CADRE, places.village, main_account=people.clerk)
    return people


def test_no_step_out_of_order_and_no_money_before_its_time():
    wanted = int(os.environ.get("PROJECT_STEPS", STEPS))
    seed, begun, done, passed = int(os.environ.get("PROJECT_SEED", SEED)), time.monotonic(), 0, Counter()
    people = crowd()
    for number in range(max(1, wanted // STEPS_A_COUNTY)):
        with transaction.atomic():
            machine = Machine(people, seed + number)
            machine.walk(min(wanted, STEPS_A_COUNTY))
            transaction.set_rollback(True)
        assert machine.faults == []
        done += min(wanted, STEPS_A_COUNTY)
        passed += machine.passed
        if wanted > STEPS_A_COUNTY:
            sys.stdout.write(f"{done} steps, {time.monotonic() - begun:.0f} s\n")
            sys.stdout.flush()
    sys.stdout.write(f"{done} steps, let pass {dict(passed)}, {time.monotonic() - begun:.1f} s\n")
    assert {"goes on: approve", "goes on: build", "goes on: accept"} <= passed.keys(), "it does not get far"
