"""No sanction without notice, window and a named decider; nobody in his own case, nobody twice; no frozen month
changed: a random walk over services and raw SQL.

`ACCOUNTABILITY_STEPS=50000 script/test tests/inspections/accountability/test_random_walk.py -s` walks farther, from
`ACCOUNTABILITY_SEED` on, and ends with a line of JSON.
"""

import json
import os
import sys
import time
from collections import Counter

import pytest
from django.db import transaction

from inspections.services.accountability import give_seat
from tests.households.factories import make_user
from tests.inspections.accountability.attempts import FROZEN, MENDER, RULER, TWICE
from tests.inspections.accountability.machine import County
from tests.inspections.accountability.oracle import FROZEN as CHANGED
from tests.inspections.accountability.oracle import PAIR, SANCTION, kind_of

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
    begun, done, faults = time.monotonic(), 0, []
    passed, attempted, refused = Counter(), Counter(), Counter()
    second_accounts(county)
    counties = max(1, wanted // STEPS_A_COUNTY)
    for number in range(counties):
        with transaction.atomic():
            walk = County(county, seed + number)
            walk.walk(min(wanted, STEPS_A_COUNTY))
            transaction.set_rollback(True)
        faults += [f"seed {seed + number}: {fault}" for fault in walk.faults]
        done += walk.steps
        passed, attempted, refused = passed + walk.passed, attempted + walk.attempted, refused + walk.refused
        if wanted > STEPS_A_COUNTY:
            sys.stdout.write(f"{done} steps, {len(faults)} faults, {time.monotonic() - begun:.0f} s\n")
            sys.stdout.flush()
    broken = Counter(kind_of(fault) for fault in faults)
    said = {
        "steps": done,
        "seeds": f"{seed}-{seed + counties - 1}",
        "seconds": round(time.monotonic() - begun, 1),
    }
    said |= {kind: broken[kind] for kind in (PAIR, SANCTION, CHANGED)}
    said |= {"attempts by SQL": dict(attempted), "refused": dict(refused), "let pass": dict(passed)}
    sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    assert faults == []
    assert attempted == refused
    asked = {RULER, FROZEN} if wanted < STEPS_A_COUNTY else {MENDER, RULER, TWICE, FROZEN}
    assert asked <= refused.keys(), "the database was not asked"
    assert {"serve", "decide", "issue", "execute", "restated a month"} <= passed.keys(), (
        "the walk does not get far"
    )
