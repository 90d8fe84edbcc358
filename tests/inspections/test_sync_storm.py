"""A small storm over the sync of visits: no visit lost, doubled or altered (the whole one is `script/bench sync`)."""

import json
import os
import random
import subprocess

import pytest
from django.conf import settings

OURS = ("DATABASE_URL", "REDIS_URL", "VAR_DIR", "PYTEST_XDIST_WORKER", "DJANGO_SETTINGS_MODULE")
SUBMISSIONS, KILLS = 1000, 3
PATIENCE = 600

pytestmark = pytest.mark.slow


def test_a_storm_loses_doubles_and_alters_nothing():
    seed = random.randrange(10**6)
    env = {name: value for name, value in os.environ.items() if name not in OURS}
    command = [
        "script/bench",
        "sync",
        "--submissions",
        str(SUBMISSIONS),
        "--kills",
        str(KILLS),
        "--seed",
        str(seed),
    ]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, f"seed {seed}\n{done.stdout}{done.stderr}"
    said = json.loads(done.stdout.strip().splitlines()[-1])
    assert said["rows"] == SUBMISSIONS
    assert said["kills"] == {"web": 1, "worker": 1, "database": 1}
    assert (said["lost"], said["doubled"], said["altered"]) == (0, 0, 0), said
    assert (said["wrong_receipts"], said["refused"], said["photos_missing"]) == (0, 0, 0), said
    assert said["broken"] > 0, "the line was never bad"
