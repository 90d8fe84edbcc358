"""kill -9 in the middle of computing and closing, and two workers at once; `script/bench kills` does it 100 times."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from inspections.benchmarks.kills import strike
from tests.households.factories import area_tree
from tests.inspections.account_month import MARCH
from tests.inspections.factories import make_cared, make_helper, visit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def struck(county):
    try:
        return strike(county, MARCH, kills=12, chance=random.Random(11))
    finally:
        connections.close_all()


def test_work_that_dies_leaves_one_version_and_one_digest():
    helper = make_helper()
    for _each in range(6):
        visit(make_cared(helper), helper, MARCH.start)
    county = area_tree().county
    # In a thread of its own: where a browser's event loop runs in this one, a forked child would share its connection.
    with ThreadPoolExecutor(1) as pool:
        seen = pool.submit(struck, county).result()
    assert seen["kills"] >= 4
    assert (seen["versions"], seen["digests"]) == (1, 1)
