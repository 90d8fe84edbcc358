"""`script/bench alive`: how quick lists stay while a worker computes a month and takes in a roster."""

import http.client
import os
import resource
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse

from assistance.models import Visit
from households.models import Household
from inspections.benchmarks.anew import look_anew
from inspections.benchmarks.pages.asking import at
from inspections.benchmarks.pages.county import COUNTY
from inspections.benchmarks.pages.people import sign_up
from inspections.benchmarks.roster_book import AS_OF, write_roster
from inspections.benchmarks.visits import served, session_of
from inspections.services import calendar
from inspections.tasks import compute_account_task
from povertyapp.core import clock
from povertyapp.core.importing import batches
from povertyapp.core.imports import IMPORTS
from povertyapp.core.models import Area
from povertyapp.core.models.job import JobState
from povertyapp.core.period import Period

LISTS = {"households": "households:list", "visits": "assistance:visits"}
ROLE = "office"
TIMES_IDLE = 3.0  # the 95th percentile while work is done, by the one while nothing is (goal 20)
BORN_IN = "422825"  # where the people of the roster are from: none of them is of the county yet
# Seconds: between two askings, of rest a round, before anything counts.
PAUSE, A_ROUND, WARM_UP = 0.05, 4.0, 5.0
PATIENCE = 1800


@dataclass
class Reader:
    """One official who asks for the same list again and again over a connection of his own."""

    name: str
    line: http.client.HTTPConnection
    path: str
    cookie: str
    seconds: list[float] = field(default_factory=list)

    def ask(self):
        """Ask for the list and keep how long the whole answer took; anything but the list itself is an error."""
        started = time.perf_counter()
        self.line.request("GET", self.path, headers={"Host": "localhost", "Cookie": self.cookie})
        answer = self.line.getresponse()
        answer.read()
        self.seconds.append(time.perf_counter() - started)
        if answer.status != http.client.OK:
            raise RuntimeError(f"{self.path} answers {answer.status}")

    def ask_until(self, done: threading.Event):
        while not done.is_set():
            self.ask()
            done.wait(PAUSE)


def run(*, households=27_000, months=12, rounds=5, members=(20_000,), **options):
    """Yield a result a list and a kind of work: the median and the 95th percentile of its answers while the work is
    done and while nothing is, and `ratio`, the one percentile by the other.

    The lists come from our gunicorn, the work is done by our worker, both as in production. The month is computed as
    often as there are rounds; the roster is checked and written once, as the wizard does it. `ok` is false where the
    goal is missed.
    """
    period = Period.current().previous
    if not Household.objects.in_area(COUNTY).exists():
        call_command("generate_county", households=households, months=months, end=str(period), verbosity=0)
    county, office = Area.objects.get(code=COUNTY), sign_up()[ROLE]
    look_anew()
    facts = {"households": Household.objects.in_area(COUNTY).count(), "months": months}
    facts["visits"] = Visit.objects.in_area(COUNTY).count()
    # Both sheets of the roster, and its heads: more rows than an office is given by default.
    room = {"WORKBOOK_MAX_ROWS": 2 * members[0]}
    with (
        override_settings(**room),
        working(room),
        served("povertyapp.settings") as port,
        TemporaryDirectory() as folder,
    ):
        roster = Path(folder) / "roster.xlsx"
        facts["rows"] = write_roster(roster, county, members[0], born_in=BORN_IN)["members"]
        works = {
            "account": lambda: [_compute(county, period) for _round in range(rounds)],
            "import": lambda: _import(office, county, roster),
        }
        readers = [_reader(name, office, port) for name in LISTS]
        _compute(county, period)  # the worker has begun, and the month is there already
        _asked(readers, lambda: time.sleep(WARM_UP))
        idle, _seconds = _asked(readers, lambda: time.sleep(A_ROUND * rounds))
        told = {name: _asked(readers, work) for name, work in works.items()}
    # Of the web server and the worker, which have ended.
    facts["peak_mb"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    for name, (during, seconds) in told.items():
        for page in LISTS:
            yield result_of(page, name, during[page], idle[page]) | facts | {"work_seconds": seconds}


def result_of(page: str, work: str, during: list[float], idle: list[float]) -> dict:
    """Return how a list did while some work was done, and whether that keeps to the goal."""
    slow, usual = at(during, 0.95), at(idle, 0.95)
    ratio = round(slow / usual, 2)
    return {
        "bench": "alive",
        "page": page,
        "role": ROLE,
        "work": work,
        "seconds": slow,
        "limit_seconds": usual,
        "ratio": ratio,
        "median": round(statistics.median(during), 5),
        "idle_median": round(statistics.median(idle), 5),
        "asked": len(during),
        "idle_asked": len(idle),
        "ok": ratio <= TIMES_IDLE,
        "missed": [] if ratio <= TIMES_IDLE else [f"ratio {TIMES_IDLE}"],
    }


def _asked(readers: list[Reader], work: Callable) -> tuple[dict[str, list[float]], float]:
    """Do some work while all readers ask; return list → its times, and the seconds of the work."""
    done, faults = threading.Event(), []

    def ask(reader):
        reader.seconds = []
        try:
            reader.ask_until(done)
        except Exception as fault:  # told in the thread that waits
            faults.append(fault)

    threads = [threading.Thread(target=ask, args=[reader]) for reader in readers]
    for thread in threads:
        thread.start()
    started = time.monotonic()
    try:
        work()
    finally:
        seconds = round(time.monotonic() - started, 2)
        done.set()
        for thread in threads:
            thread.join()
    if faults:
        raise faults[0]
    return {reader.name: reader.seconds for reader in readers}, seconds


def _reader(name, user, port):
    cookie = f"{settings.SESSION_COOKIE_NAME}={session_of(user)}"
    return Reader(name, http.client.HTTPConnection("127.0.0.1", port), reverse(LISTS[name]), cookie)


@contextmanager
def working(more):
    """Let a worker do what is queued, as in production; `more` stands in its environment."""
    options = ["--concurrency", "2", "--loglevel", "ERROR", "--without-gossip", "--without-mingle"]
    command = [str(Path(sys.executable).with_name("celery")), "--app", "povertyapp", "worker", *options]
    env = os.environ | {name: str(value) for name, value in more.items()}
    with subprocess.Popen(command, cwd=settings.BASE_DIR, env=env, stdout=subprocess.DEVNULL) as worker:
        try:
            yield
        finally:
            worker.terminate()


def _compute(county, period):
    asked_at = clock.now()
    compute_account_task.delay(county.code, str(period), asked_at.isoformat())
    calendar.wait_until_computed(county, period, asked_at, PATIENCE)


def _import(by, county, path):
    """Check the roster and write it."""
    with path.open("rb") as source:
        batch = batches.upload_workbook(
            by=by, kind=IMPORTS["roster"], source=source, name=path.name, county=county, as_of=AS_OF
        )
    _ended(batches.check_batch(by=by, batch=batch))
    _ended(batches.confirm_batch(by=by, batch=batch, only_clean=True))


def _ended(batch):
    """Wait until the work of a batch has come to a good end."""
    until = time.monotonic() + PATIENCE
    job = batch.job
    while job.is_active and time.monotonic() < until:
        time.sleep(PAUSE)
        job.refresh_from_db()
    if job.state != JobState.DONE:
        raise RuntimeError(f"{job.kind}: {job.state} {job.error}")
    batch.refresh_from_db()
