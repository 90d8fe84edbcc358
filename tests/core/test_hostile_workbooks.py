"""Bars D1, D2, D4: a hostile file costs under 2 s of work and 200 MB, and no process its life."""

import json
import subprocess
import sys

import pytest
from django.conf import settings

from tests.core.hostile import HOSTILE

MOST_SECONDS, MOST_MB = 2, 200


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """What became of each file, read in a process of its own."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, (make, _codes) in HOSTILE.items():
        (folder / name).write_bytes(make())
    command = [sys.executable, "-m", "tests.core.hostile", str(folder), *HOSTILE]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True, timeout=120
    )
    return {one["name"]: one for one in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_or_read_at_no_cost(outcomes, name):
    found, codes = outcomes[name], HOSTILE[name][1]
    assert found["status"] == 0, "the process died"
    assert found["ended"] in (codes or {"read"})
    assert found["seconds"] < MOST_SECONDS
    assert found["rise_mb"] < MOST_MB


def test_formulas_are_told_and_only_their_last_value_is_read(outcomes):
    found = outcomes["external-links.xlsx"]
    assert found["formulas"] == [["A2", "B2"]]
    assert found["rows"][1] == [7, "甲"]


def test_a_script_is_no_content(outcomes):
    assert outcomes["script.xls"]["rows"] == [["户编号"], ["1"]]
