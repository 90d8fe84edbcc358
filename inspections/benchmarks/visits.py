"""`script/bench visits`: visits posted by phones through gunicorn, beside a bare page with one insert."""

import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import threading
import time
import uuid
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command

from assistance.models import HelperAssignment, Visit
from households.models import Household
from inspections.benchmarks.anew import look_anew
from povertyapp.core import clock
from povertyapp.core.devices import enrol_device
from povertyapp.core.models import Area, RoleGrant, User
from povertyapp.core.roles import Role

COUNTY = "422827"
PHONES, A_ROUND = 8, 100
BACKEND = "povertyapp.core.auth.RoleBackend"
WARM_UP = 10


def run(*, households=27_000, rounds=5, **options):
    """Yield one result: requests a second of a visit with scope, validation and history, and of the bare page.

    `ratio` is ours by the bare one's, of medians over alternating rounds after a warm-up of each; both run under the
    same gunicorn with the same workers on the same database, and the same client asks both.
    """
    if not Household.objects.in_area(COUNTY).exists():
        call_command("generate_county", households=households, months=1, verbosity=0)
    phones = [_phone(number) for number in range(PHONES)]
    with served("povertyapp.settings") as ours, served("inspections.benchmarks.bare") as bare:
        visits, notes = [], []
        for place in range(rounds + 1):
            size = A_ROUND if place else WARM_UP
            look_anew()
            visits.append(_round(ours, [[phone.visit() for _n in range(size)] for phone in phones]))
            notes.append(_round(bare, [[phone.note()] * size for phone in phones]))
    mine, limit = (statistics.median(times[1:]) for times in (visits, notes))
    sent = PHONES * A_ROUND
    yield {
        "bench": "visits",
        "seconds": round(mine, 3),
        "limit_seconds": round(limit, 3),
        "ratio": round(limit / mine, 3),
        "rows": Visit.objects.filter(submission__isnull=False).count(),
        "peak_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        "visits_a_second": round(sent / mine),
        "notes_a_second": round(sent / limit),
        "phones": PHONES,
        "rounds": [[round(a, 3), round(b, 3)] for a, b in zip(visits, notes, strict=True)],
    }


class _Phone:
    """One helper with a phone that is enrolled, and a browser in which he is signed in."""

    def __init__(self, user, households, header, session):
        self.user, self.households, self.header, self.session = user, households, header, session
        self.next = 0

    def visit(self):
        """Return one visit as bytes: each of another household in turn, each new."""
        self.next += 1
        told = {
            "submission_id": str(uuid.uuid4()),
            "household_no": self.households[self.next % len(self.households)],
            "happened_on": clock.today().isoformat(),
            "channel": "home",
            "device_at": clock.now().isoformat(),
            "sent_at": clock.now().isoformat(),
            "met": "head",
            "people_change": "none",
            "guarantees": "fine",
            "last_promise": "done",
            "satisfaction": "satisfied",
            "content": "核对人口，查看住房",
            "next_promise": "送技术资料",
        }
        head = f"X-Device: {self.header}\r\nContent-Type: application/json\r\n"
        return _request("/api/v1/visits/", head, json.dumps(told).encode())

    def note(self):
        return _request("/note/", f"Cookie: {settings.SESSION_COOKIE_NAME}={self.session}\r\n", b"")


def _phone(number):
    """Return a helper of the county with an account, his households, his phone and a session."""
    helper_id = (
        HelperAssignment.objects.primary()
        .in_force(clock.today())
        .on_register(clock.today())
        .values_list("helper", flat=True)
        .distinct()
        .order_by("helper")[number]
    )
    user = User.objects.create(username=f"bench-{uuid.uuid4().hex[:8]}", display_name="走访基准")
    user.set_unusable_password()
    user.save()
    RoleGrant.objects.create(user=user, role=Role.HELPER, area=Area.objects.get(code=COUNTY))
    charges = HelperAssignment.objects.filter(helper=helper_id, to_date=None).values("household")
    own = Household.objects.filter(pk__in=charges)
    own.update(answered_by=user)
    helper = HelperAssignment.objects.filter(helper=helper_id).first().helper
    helper.user = user
    helper.save()
    enrolled = enrol_device(by=user, device_id=uuid.uuid4())
    header = f"{enrolled.device.device_id}:{enrolled.secret}"
    return _Phone(user, list(own.values_list("household_no", flat=True)), header, session_of(user))


def session_of(user):
    """Sign the user in and return the key of the session."""
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


@contextmanager
def served(module, log=None, **more):
    """Serve an application with our gunicorn on a free port; yield the port when it answers.

    `more` stands in its environment; `log` is a file for what it tells of faults, else it tells our own console.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": module,
        "LISTEN": f"127.0.0.1:{port}",
        "DEVICE_REQUESTS": str(10**9),
        **more,
    }
    root = Path(settings.BASE_DIR)
    config = ["--config", "deploy/gunicorn.conf.py", "--log-level", "warning"]
    command = [sys.executable, "-m", "gunicorn", *config, "povertyapp.wsgi"]
    with subprocess.Popen(command, cwd=root, env=env, stdout=subprocess.DEVNULL, stderr=log) as server:
        try:
            _wait(port, server)
            yield port
        finally:
            server.terminate()


def _wait(port, server):
    for _time in range(300):
        if server.poll() is not None:
            raise RuntimeError("gunicorn has ended")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("gunicorn does not answer")


def _round(port, by_phone):
    """Send what each phone has over a connection of its own, all at once; return the seconds until the last answer."""
    start = threading.Barrier(len(by_phone) + 1)
    answers: list[int] = []

    def send(requests):
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            reader = line.makefile("rb")
            start.wait()
            for request in requests:
                line.sendall(request)
                answers.append(_answer(reader))

    threads = [threading.Thread(target=send, args=[requests]) for requests in by_phone]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.monotonic()
    for thread in threads:
        thread.join()
    if set(answers) != {201} or len(answers) != sum(map(len, by_phone)):
        raise RuntimeError(f"{len(answers)} answers: {sorted(set(answers))}; wanted are 201 only")
    return time.monotonic() - began


def _request(path, head, body):
    told = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n{head}\r\n"
    return told.encode() + body


def _answer(reader):
    """Read one answer to its end and return its status."""
    status = int(reader.readline().split(b" ", 2)[1])
    length = 0
    while (line := reader.readline().strip()) != b"":
        name, _colon, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    reader.read(length)
    return status
