"""`script/bench account`: the month of a generated county, ours and by hand, in alternating runs; and what a refresh
of the running month costs after some of its households changed."""

import datetime as dt
import os
import statistics
import subprocess
import sys
import time
from unittest import mock

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from inspections.benchmarks.anew import look_anew
from inspections.benchmarks.by_hand import RULES_OF_UNITS, account_by_hand
from inspections.models import AccountFact, AccountMonth, AccountUnitLine
from inspections.models.account import Outcome
from inspections.services.account import changes, compute_account, refresh_account
from inspections.services.account.digest import MADE_NOW, leaves_of
from povertyapp.core import clock
from povertyapp.core.models import Area
from povertyapp.core.owner import as_owner
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period

COUNTY, HALF_YEAR = "422827", 6
# Which part of the households changes before a refresh.
SHARES = (0.01, 0.045)
# The kernel tells of a process what it held since it became one; `getrusage` begins with what its parent held.
COMPUTING = """
import re, sys
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "compute_hard_account", sys.argv[1], "--eager"])
print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
"""
# Somebody corrects what was written about the visits of the month; a fact is computed again whatever changed.
CHANGE = """
UPDATE assistance_visit SET content = content || '。' WHERE happened_on BETWEEN %s AND %s AND household_id IN (
    SELECT id FROM households_household ORDER BY md5(id::text || %s) LIMIT %s)
"""


def run(*, households=27_000, months=12, rounds=5, **options):
    """Yield the whole month: seconds of `compute_account`, of the hand-written SQL, their ratio, rows, peak memory;
    then, for each share of changed households, the seconds of a refresh and their ratio to the whole month.

    Peak memory is that of a process of its own which computes the month once; the medians are over alternating runs
    after a warm-up of each.
    """
    period = Period.current().previous
    # The end of a quarter and of a half-year: every duty of households falls due.
    while period.month != HALF_YEAR:
        period = period.previous
    call_command("generate_county", households=households, months=months, end=str(period), verbosity=0)
    county = Area.objects.get(code=COUNTY)
    look_anew()
    facts = {"households": households, "months": months}
    yield _whole(county, period, rounds) | facts
    # While the month runs. What this process wrote is over: nobody else is writing.
    noon = mock.patch.object(clock, "now", return_value=clock.moment(period.end, 12))
    with noon, mock.patch.object(changes, "LONGEST_WRITE", dt.timedelta(0)):
        for share in SHARES:
            yield _refreshed(county, period, round(households * share), rounds) | facts


def _whole(county, period, rounds):
    cutoff = period.entry_ends(Parameters(COUNTY, period.start))
    ours, by_hand, fingerprints = [], [], []
    for _round in range(rounds + 1):
        seconds, account = _seconds(compute_account, county, period)
        ours.append(seconds)
        fingerprints.append(_seconds(leaves_of, account, MADE_NOW)[0])
        with as_owner():  # it makes tables of its own
            hand, pairs, unit_lines = account_by_hand(COUNTY, period, cutoff)
        by_hand.append(hand)
    mine, limit = statistics.median(ours[1:]), statistics.median(by_hand[1:])
    fingerprint = statistics.median(fingerprints[1:])
    return {
        "bench": "account",
        "seconds": round(mine, 3),
        "limit_seconds": round(limit, 3),
        "ratio": round(mine / limit, 2),
        "rows": AccountFact.objects.filter(account=account).count(),
        "peak_mb": _peak_mb(period),
        # Of these seconds, those of the fingerprint, which the hand-written SQL does not make.
        "fingerprint_seconds": round(fingerprint, 3),
        "ratio_without_fingerprint": round((mine - fingerprint) / limit, 2),
        "lines": account.counts["lines"],
        "missing_by_hand": pairs,
        "missing": _missing(account),
        "missing_of_units_by_hand": unit_lines,
        "missing_of_units": _missing_of_units(account),
        "rounds": [[round(a, 3), round(b, 3)] for a, b in zip(ours, by_hand, strict=True)],
    }


def _refreshed(county, period, changed, rounds):
    whole, refreshed = [], []
    same = True
    for number in range(rounds + 1):
        seconds, _account = _seconds(compute_account, county, period)
        whole.append(seconds)
        with connection.cursor() as cursor:
            cursor.execute(CHANGE, [period.start, period.end, str(number), changed])
        seconds, account = _seconds(refresh_account, county, period)
        refreshed.append(seconds)
        same = same and account.digest == compute_account(county, period).digest
    mine, limit = statistics.median(refreshed[1:]), statistics.median(whole[1:])
    return {
        "bench": "account_refresh",
        "seconds": round(mine, 3),
        "limit_seconds": round(limit, 3),
        "ratio": round(mine / limit, 2),
        "rows": changed,
        "same_digest": same,
        "rounds": [[round(a, 3), round(b, 3)] for a, b in zip(refreshed, whole, strict=True)],
    }


def _peak_mb(period):
    computing = [sys.executable, "-c", COMPUTING, str(period)]
    env = os.environ | {"DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
    said = subprocess.run(
        computing, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=True
    )
    return int(said.stdout.split()[-1]) // 1024


def _seconds(act, *given):
    started = time.monotonic()
    result = act(*given)
    return time.monotonic() - started, result


def _missing(account: AccountMonth):
    """Count what was not delivered, as by hand: there, nothing excuses it and nothing was a lie."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM inspections_account_fact AS f"
            " JOIN inspections_account_rule AS r ON r.account_id = f.account_id AND r.population = f.population"
            "  AND f.due >> r.bit & 1 = 1"
            " WHERE f.account_id = %s AND f.delivered[r.slot] < f.required[r.slot]",
            [account.pk],
        )
        return cursor.fetchone()[0]


def _missing_of_units(account: AccountMonth):
    lines = AccountUnitLine.objects.filter(account=account, rule__in=RULES_OF_UNITS)
    return lines.exclude(outcome=Outcome.MET).count()
