"""`script/bench races`: concurrent requests over the last yuan of a few lines; never one too much (F1)."""

import os
import random
import resource
import sys
import time
from collections import Counter
from tempfile import TemporaryFile

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.models import Sum
from rest_framework.authtoken.models import Token

from funds.models import Balance, Posting
from households.models import Household
from inspections.benchmarks.racing.ring import let_go
from inspections.benchmarks.racing.scenarios import SCENARIOS, Field, over_limits, set_up
from inspections.benchmarks.visits import served, session_of
from povertyapp.core.models import Area, RoleGrant, User
from povertyapp.core.roles import Role

COUNTY = "422827"
A_ROUND = 50
HOUSEHOLDS = 60
LONGEST = 2.0  # seconds that nobody waits (reliability-security F1)


def run(*, requests=40_000, seed=None, **options):
    """Yield one result a scenario and one of all: successes, refusals, faults, the longest wait.

    Rounds of fifty requests, the scenarios in turn in an order by the seed. CommandError where anything happened
    twice, was lost or answered 5xx, or where somebody had to wait for longer than two seconds.
    """
    if not Area.objects.filter(code=COUNTY).exists():
        call_command("generate_county", households=HOUSEHOLDS, months=1, verbosity=0)
    seed = random.randrange(10**6) if seed is None else seed
    started = time.monotonic()
    rounds = max(1, requests // A_ROUND // len(SCENARIOS))
    with (
        TemporaryFile() as log,
        served("povertyapp.settings", log, WEB_WORKERS="2", WEB_THREADS="12") as port,
    ):
        seen = race(make_field(), port, rounds=rounds, seed=seed)
        _show_errors(log)
    whole = {
        "bench": "races",
        "seconds": round(time.monotonic() - started, 1),
        "limit_seconds": None,
        "ratio": None,
        "rows": sum(one["requests"] for one in seen.values()),
        "peak_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        "seed": seed,
        "scenarios": seen,
        "faults": sum(one["faults"] for one in seen.values()),
        "longest_wait": max(one["longest_wait"] for one in seen.values()),
        **reckon(),
    }
    yield whole
    if (
        whole["faults"]
        or whole["over_limits"]
        or whole["trial_balance"] != "0.00"
        or whole["balances_differ"]
    ):
        raise CommandError(f"money moved twice, was lost or refused in another way; the seed is {seed}")
    if whole["longest_wait"] > LONGEST:
        raise CommandError(
            f"somebody waited for {whole['longest_wait']} s; nobody should for more than {LONGEST}"
        )


def _show_errors(log):
    """Show what the server told of errors; that it refused requests is what a race is for."""
    log.seek(0)
    told = log.read().decode(errors="replace").split("WARNING django.request Conflict")
    sys.stderr.write("".join(part for part in told if "ERROR" in part or "Traceback" in part))


def make_field():
    """Give the county a finance officer who asks by token and a leader with a session; take a village with homes."""
    county = Area.objects.get(code=COUNTY)
    officer, leader = (_person(role, county) for role in (Role.FINANCE, Role.LEADER))
    homes = list(Household.objects.in_area(COUNTY).order_by("household_no")[:A_ROUND])
    return Field(
        by=officer, leader=leader, token=Token.objects.create(user=officer).key, session=session_of(leader),
        county=county, village=homes[0].area, households=homes,
    )  # fmt: skip


def _person(role, county):
    user = User(username=f"race-{role}-{os.urandom(4).hex()}", display_name="并发")
    user.set_unusable_password()
    user.save()
    RoleGrant.objects.create(user=user, role=role, area=county)
    return user


def race(field, port, *, rounds, seed, size=A_ROUND):
    """Run so many rounds of each scenario; return what was seen of each."""
    chance = random.Random(seed)
    order = [name for name in SCENARIOS for _each in range(rounds)]
    chance.shuffle(order)
    seen = {name: Counter() for name in SCENARIOS}
    waits = dict.fromkeys(SCENARIOS, 0.0)
    for name in order:
        prepared = set_up(field, name, size)
        answers = let_go(port, prepared.requests)
        seen[name] += _judged(prepared, answers)
        waits[name] = max(waits[name], *(answer.seconds for answer in answers))
    told = ("requests", "successes", "repeats", "refused", "others", "faults")
    return {
        name: {word: counts[word] for word in told} | {"longest_wait": round(waits[name], 3)}
        for name, counts in seen.items()
    }


def _judged(prepared, answers):
    """Return how often what was answered, and whether the round is as it must be."""
    counts = Counter(answer.status for answer in answers)
    size = len(prepared.requests)
    seen = Counter(
        requests=size,
        successes=counts[prepared.success],
        repeats=counts[200],
        refused=counts[409],
    )
    seen["others"] = size - seen["successes"] - seen["repeats"] - seen["refused"]
    receipts = {answer.body["id"] for answer in answers if "id" in answer.body}
    is_right = (
        (seen["successes"], seen["repeats"], seen["others"]) == (prepared.wins, prepared.again, 0)
        and prepared.happened() == prepared.wins
        and (prepared.success != 201 or len(receipts) == prepared.wins)
    )
    seen["faults"] = 0 if is_right else 1
    return seen


def reckon():
    """Return what the books say at the end: the trial balance, accounts that differ from their postings, and lines of
    which more moved than there is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM funds_balance AS b FULL JOIN"
            " (SELECT line_id, state, coalesce(allotment_id, 0) AS slot, sum(amount) AS amount FROM funds_posting"
            " GROUP BY 1, 2, 3) AS p USING (line_id, state, slot) WHERE b.amount IS DISTINCT FROM p.amount"
        )
        differ = cursor.fetchone()[0]
    total = Posting.objects.aggregate(total=Sum("amount"))["total"] or 0
    kept = Balance.objects.aggregate(total=Sum("amount"))["total"] or 0
    return {
        "postings": Posting.objects.count(),
        "trial_balance": f"{total + kept:.2f}",
        "balances_differ": differ,
        "over_limits": len(over_limits()),
    }
