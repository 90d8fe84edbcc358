"""Hypothesis drives the procedures: no state is reached without its evidence and its order, by services or by SQL."""

import os
import sys
import time
from collections import Counter

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.households.factories import make_user
from tests.households.procedures.machine import Office

STEPS_AN_EXAMPLE = 100


def walk(people, steps):
    """Run the office for about so many steps; return how many it took and how long."""
    people.other = make_user("other_cadre", "cadre", people.places.other_village)
    office = type("OfficeOfTheTest", (Office,), {"people": people, "steps": 0, "reached": Counter()})
    begun = time.monotonic()
    run_state_machine_as_test(
        office,
        settings=settings(
            max_examples=max(1, steps // STEPS_AN_EXAMPLE),
            stateful_step_count=STEPS_AN_EXAMPLE,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    return office, time.monotonic() - begun


def test_no_state_is_reached_without_its_evidence_and_its_order(people):
    """`PROCEDURE_STEPS=10000 script/test tests/households/procedures/test_random_walk.py -s` walks farther."""
    wanted = int(os.environ.get("PROCEDURE_STEPS", "1000"))
    office, seconds = walk(people, wanted)
    sys.stdout.write(f"{office.steps} steps, {len(office.reached)} kinds of step taken, {seconds:.1f} s\n")
    assert office.steps > wanted / 2
    assert len(office.reached) > 15, "the walk does not get far"
