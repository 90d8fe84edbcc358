"""kill -9 in the middle of computing and closing, and two workers at once; `script/bench kills` does it 100 times."""

import random

import pytest

from inspections.benchmarks.kills import strike
from tests.households.factories import area_tree
from tests.inspections.account_month import MARCH
from tests.inspections.factories import make_cared, make_helper, visit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_work_that_dies_leaves_one_version_and_one_digest():
    helper = make_helper()
    for _each in range(6):
        visit(make_cared(helper), helper, MARCH.start)
    seen = strike(area_tree().county, MARCH, kills=12, chance=random.Random(11))
    assert seen["kills"] >= 4
    assert (seen["versions"], seen["digests"]) == (1, 1)
