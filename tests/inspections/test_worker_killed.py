"""A real worker, killed in the middle of a computation; a beat that fires twice."""

import os
import signal
import subprocess
import sys
import time

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from inspections.models import AccountFact, AccountMonth
from inspections.services.account import compute_account
from inspections.tasks import compute_account_task, keep_calendar
from povertyapp.celery import app
from povertyapp.core.period import Period
from tests.households.factories import area_tree
from tests.inspections.factories import make_cared, make_helper

MARCH = Period(2017, 3)
PATIENCE = 60
# Another machine: what it thinks of time, language and hashes does not reach the fingerprint.
ELSEWHERE = {"TZ": "America/New_York", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "7"}

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def county():
    county = area_tree().county
    helper = make_helper()
    for _each in range(3):
        make_cared(helper)
    return county


@pytest.fixture
def start_worker():
    """Start real workers on the test database; whatever still runs at the end is killed."""
    app.control.purge()
    running = []

    def start():
        name = connection.settings_dict["NAME"]
        url = os.environ["DATABASE_URL"].replace("/povertyapp?", f"/{name}?", 1)
        command = [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "povertyapp",
            "worker",
            "--concurrency",
            "1",
            "-l",
            "ERROR",
        ]
        worker = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=os.environ | ELSEWHERE | {"DATABASE_URL": url},
            start_new_session=True,
        )
        running.append(worker)
        return worker

    yield start
    for worker in running:
        if worker.poll() is None:
            kill(worker)
    app.control.purge()


def kill(worker):
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def wait_for(question, what):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if question():
            return
        time.sleep(0.1)
    pytest.fail(f"waited {PATIENCE} s for: {what}")


def state():
    return AccountMonth.objects.values_list("state", flat=True).get(month=str(MARCH))


def somebody_waits_for_the_visits():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'assistance_visit'::regclass"
        )
        return cursor.fetchone()[0] > 0


def test_killed_worker_leaves_one_account_with_the_digest_of_an_undisturbed_run(county, start_worker):
    undisturbed = compute_account(county, MARCH).digest
    AccountMonth.objects.update(digest="")
    # Another session holds the visits, so that the worker stands in the middle of its transaction.
    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory", None), parameters.pop("context", None)
    with psycopg2.connect(**parameters) as holder:
        holder.cursor().execute("LOCK TABLE assistance_visit IN ACCESS EXCLUSIVE MODE")
        first = start_worker()
        compute_account_task.delay(county.code, str(MARCH))
        wait_for(somebody_waits_for_the_visits, "the worker to be in the middle of the computation")
        kill(first)
        holder.rollback()
    assert state() == "computing"
    time.sleep(2.1)
    start_worker()
    wait_for(lambda: state() == "draft", "a new worker to take the month up")
    assert AccountMonth.objects.filter(month=str(MARCH)).count() == 1
    account = AccountMonth.objects.get(month=str(MARCH))
    assert account.digest == undisturbed
    assert AccountFact.objects.filter(account=account, population="care").count() == 3


def test_beat_that_fires_twice_makes_one_account(county, start_worker):
    keep_calendar.delay()
    keep_calendar.delay()
    start_worker()
    months = (str(Period.current()), str(Period.current().previous))
    wait_for(
        lambda: AccountMonth.objects.filter(month__in=months, computed_at__isnull=False).count() == 2,
        "both months to be computed",
    )
    time.sleep(1)
    assert AccountMonth.objects.count() == 2
