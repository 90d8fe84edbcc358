"""`script/bench kills`: kill -9 at random points of computing and closing a month; one version, one digest."""

import os
import random
import signal
import time
from collections import Counter
from contextlib import suppress

from django.core.management import call_command
from django.db import connection, connections, transaction

from inspections.models import AccountMonth, FrozenInput
from inspections.services.account import close_account, compute_account
from inspections.services.account.digest import digest_now
from povertyapp.core.models import Area, MonthLock
from povertyapp.core.period import Period

COUNTY = "422827"
# Of so many deaths one strikes the closing instead of a computation.
CLOSING = 5


def run(*, households=27_000, months=6, kills=100, seed=None, **options):
    """Yield one result: how often the work died and in which state, and that all ended with the same digest."""
    period = Period.current().previous
    call_command("generate_county", households=households, months=months, end=str(period), verbosity=0)
    seed = seed if seed is not None else random.SystemRandom().randrange(10**9)
    started = time.monotonic()
    result = strike(Area.objects.get(code=COUNTY), period, kills=kills, chance=random.Random(seed))
    yield {
        "bench": "kills",
        "seconds": round(time.monotonic() - started, 3),
        "limit_seconds": None,
        "ratio": None,
        "rows": kills,
        "households": households,
        "seed": seed,
        **result,
    }


def strike(county, period, *, kills, chance):
    """Kill the work that many times; return what was seen. AssertionError where something was left half done."""
    started = time.monotonic()
    undisturbed = compute_account(county, period).digest
    computing, closing = time.monotonic() - started, _time_of_closing(county, period)
    digests, seen, struck = {undisturbed}, Counter(), 0
    for number in range(3 * kills):
        act, longest = (
            (close_account, 0.9 * closing) if number % CLOSING == 0 else (compute_account, computing)
        )
        died = dies(lambda act=act: act(county, period), chance.uniform(0, longest))
        account = _look(county, period)
        seen[f"{act.__name__} {'killed' if died else 'ended'}: {account.state}"] += 1
        struck += died
        if account.is_closed or struck == kills:
            break
        digests.add(compute_account(county, period).digest)
    digests |= _together(county, period)
    account = AccountMonth.objects.get(area=county, month=str(period))
    if not account.is_closed:
        account = close_account(county, period)
    digests |= {account.digest, digest_now(account)}
    assert MonthLock.objects.filter(county=county, month=str(period)).count() == 1
    return {
        "kills": struck,
        "seen": dict(seen),
        "versions": AccountMonth.objects.filter(area=county, month=str(period)).count(),
        "digests": len(digests),
    }


def _time_of_closing(county, period):
    """Close the month and take it back; return how long it took."""
    started = time.monotonic()
    with transaction.atomic():
        close_account(county, period)
        transaction.set_rollback(True)
    return time.monotonic() - started


def _look(county, period):
    """Say that what stands is whole: one version, its digest true, nothing beside its tables, all inputs or none."""
    account = AccountMonth.objects.get(area=county, month=str(period))
    assert digest_now(account) == account.digest, "rows and digest of a month disagree"
    frozen = FrozenInput.objects.filter(account=account).count()
    locked = MonthLock.objects.filter(county=county, month=str(period)).count()
    assert bool(frozen) == bool(locked) == account.is_closed, (frozen, locked, account.state)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_class AS c WHERE c.relkind = 'r'"
            " AND c.relname ~ '^inspections_account_.*_[0-9a-f]{8}$'"
            " AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = c.oid)"
        )
        assert cursor.fetchone()[0] == 0, "tables of a dead computation were left"
    return account


def _together(county, period):
    """Let two workers compute the month at the same time; return the digests."""
    account = AccountMonth.objects.get(area=county, month=str(period))
    if account.is_closed:
        return {account.digest}
    for child in [_child(lambda: compute_account(county, period)) for _each in range(2)]:
        os.waitpid(child, 0)
    return {AccountMonth.objects.get(pk=account.pk).digest}


def dies(work, after):
    """Do work in a process of its own and kill it after so many seconds; say whether it was still at it."""
    child = _child(work)
    time.sleep(after)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    _wait_for_backends()
    return os.WIFSIGNALED(status)


def _child(work):
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def _wait_for_backends():
    """Wait until the server has noticed the death: it ends the statement in hand first."""
    with connection.cursor() as cursor:
        for _each in range(600):
            cursor.execute(
                "SELECT count(*) FROM pg_locks AS l JOIN pg_class AS c ON c.oid = l.relation"
                " WHERE l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                " AND c.relname = 'inspections_accountmonth' AND l.pid <> pg_backend_pid()"
                " AND l.mode <> 'AccessShareLock'"
            )
            if cursor.fetchone()[0] == 0:
                return
            time.sleep(0.05)
