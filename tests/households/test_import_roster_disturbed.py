"""`import_roster` as a real process, killed in the middle or run twice at once: all or nothing, once."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from households.models import Household, HouseholdMember
from tests.data import FIXTURES
from tests.households.test_import_roster import fingerprint, run

ROSTER = FIXTURES / "roster-small.xls"
PATIENCE = 60

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def county(transactional_db):
    from povertyapp.core.divisions import SHIPPED, import_divisions

    import_divisions(SHIPPED / "laifeng.csv")


@pytest.fixture
def start():
    """Start real imports on the test database; whatever still runs at the end is killed."""
    running = []

    def start_one():
        name = connection.settings_dict["NAME"]
        url = os.environ["DATABASE_URL"].replace("/povertyapp?", f"/{name}?", 1)
        command = [sys.executable, "manage.py", "import_roster", str(ROSTER), "--as-of", "2017-06-30"]
        one = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=os.environ | {"DATABASE_URL": url},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        running.append(one)
        return one

    yield start_one
    for one in running:
        if one.poll() is None:
            one.kill()
        one.communicate()


@contextmanager
def held(table):
    """Hold a table in another session, so that an import stands in the middle of its transaction."""
    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory", None), parameters.pop("context", None)
    holder = psycopg2.connect(**parameters)
    try:
        holder.cursor().execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        yield
    finally:
        holder.close()


def wait_until_somebody_waits_for(table):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = %s::regclass", [table]
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.1)
    pytest.fail(f"waited {PATIENCE} s for the import to reach {table}")


@pytest.mark.parametrize("table", ["households_householdmember", "assistance_assistancemeasure"])
def test_a_killed_import_leaves_nothing_and_nothing_held(start, table):
    before = fingerprint()
    with held(table):
        killed = start()
        wait_until_somebody_waits_for(table)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    assert fingerprint() == before
    code, counts, _said = run(ROSTER, "--as-of", "2017-06-30")
    assert (code, counts["households_created"]) == (0, 20)


def test_two_imports_at_once_give_one_result_and_one_refusal(start):
    with held("households_incomestatement"):
        first = start()
        wait_until_somebody_waits_for("households_incomestatement")
        code, line, said = run(ROSTER, "--as-of", "2017-06-30")
        assert code == 1
        assert line == {"written": False, "error": said}
        assert said == "另一个导入正在进行，请等它完成后再导入。"
        # Another file into the same county is refused, too.
        assert run(FIXTURES / "roster-small-gb18030.csv", "--as-of", "2017-06-30")[0] == 1
    out, _err = first.communicate(timeout=PATIENCE)
    assert json.loads(out.splitlines()[-1])["households_created"] == 20
    assert first.returncode == 0
    assert (Household.objects.count(), HouseholdMember.objects.count()) == (20, 66)
    assert run(ROSTER, "--as-of", "2017-06-30")[1]["households_unchanged"] == 20
