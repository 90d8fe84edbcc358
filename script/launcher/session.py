"""Who runs the services of this checkout, and how others find them.

One command holds `var/lock` and owns the services; it writes their addresses to `var/services.json`. A second
`script/manage` joins: it holds a share of `var/users.lock`, and the owner waits for the last share before it
stops the services. All locks go away with their process, so a crash leaves nothing to clean by hand.
"""

import contextlib
import json
import os
import time
from collections.abc import Iterator

from launcher import keys, places
from launcher.checkout import VAR, read_json, write_private
from launcher.console import Refused, say
from launcher.processes import MARK, Lock, ignore_signals
from launcher.services import Services

OWNER_LOCK = VAR / "lock"
USERS_LOCK = VAR / "users.lock"
ADDRESSES = VAR / "services.json"
GIVEN = ("DATABASE_URL", "REDIS_URL")
# What belongs to them: how the owner of the database connects.
BESIDE = ("OWNER_DATABASE_URL", "DATABASE_ROLE")
JOIN_SECONDS = 120


def application_env(
    services_env: dict[str, str], secrets: dict[str, str], key: str, var: str
) -> dict[str, str]:
    """Return the environment of manage.py, the web server, the worker and beat."""
    ours = {"VAR_DIR": os.environ.get("VAR_DIR", var), "PYTHONUNBUFFERED": "1", MARK: key}
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return inherited | services_env | secrets | ours


@contextlib.contextmanager
def owned(what: str) -> Iterator[tuple[Services, dict[str, str]]]:
    """Own the services for the block; refuse where another command owns them."""
    lock = Lock(OWNER_LOCK)
    if not lock.take():
        raise Refused(_already(read_json(ADDRESSES)))
    try:
        with _running(what) as found:
            yield found
    finally:
        lock.release()


@contextlib.contextmanager
def joined(what: str) -> Iterator[tuple[Services | None, dict[str, str]]]:
    """Use the services of the command that owns them, else own them (then the first is not None).

    Addresses in the environment come first: then nothing of this checkout is touched.
    """
    if all(os.environ.get(name) for name in GIVEN):
        given = {name: os.environ[name] for name in GIVEN}
        yield None, application_env(given, keys.load(has_data=False), "given", str(VAR))
        return
    share = Lock(USERS_LOCK)
    share.take(shared=True, wait=True)
    lock = Lock(OWNER_LOCK)
    try:
        env = None if lock.take() else _join(lock)
        if env is not None:
            yield None, env
            return
        share.release()
        with _running(what) as found:
            yield found
            share.take(wait=True)  # alone: nobody uses them any more
    finally:
        share.release()
        lock.release()


@contextlib.contextmanager
def _running(what: str) -> Iterator[tuple[Services, dict[str, str]]]:
    home = places.kept_home()
    secrets = keys.load(home.has_database())
    services = Services(home, "keep")
    try:
        env = application_env(services.start(), secrets, home.key, str(VAR))
        note = {name: env.get(name, "") for name in (*GIVEN, *BESIDE)}
        write_private(ADDRESSES, json.dumps(note | {"what": what, "pid": os.getpid()}))
        yield services, env
    finally:
        ignore_signals()  # the stopping is bounded in time and must not be cut short
        ADDRESSES.unlink(missing_ok=True)
        services.stop()


def _join(lock: Lock) -> dict[str, str] | None:
    """Return the environment of the owner's services; None where it went away and the lock is now ours."""
    deadline = time.monotonic() + JOIN_SECONDS
    told = False
    while not (known := read_json(ADDRESSES)).get("REDIS_URL"):
        if lock.take():
            return None
        if time.monotonic() > deadline:
            raise Refused(
                f"The services of this checkout were not ready after {JOIN_SECONDS} s; see var/log."
            )
        if not told:
            say("Waiting for the services of this checkout, which another command is starting.")
            told = True
        time.sleep(0.2)
    home = places.kept_home()
    addresses = {name: known.get(name, "") for name in (*GIVEN, *BESIDE)}
    return application_env(addresses, keys.load(home.has_database()), home.key, str(VAR))


def announce(address: str) -> None:
    """Tell other commands where the web server of this checkout answers."""
    write_private(ADDRESSES, json.dumps(read_json(ADDRESSES) | {"address": address}))


def _already(known: dict) -> str:
    where = f" It answers at {known['address']}." if known.get("address") else ""
    what = known.get("what", "another command")
    return (
        f"The services of this checkout are in use by {what} (process {known.get('pid', 'unknown')}).{where}"
        " Stop it first; a second installation needs a checkout of its own."
    )
