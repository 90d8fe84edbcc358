"""`script/bench account`: the month of a generated county, ours and by hand, in alternating runs."""

import resource
import statistics
import time

from django.core.management import call_command
from django.db import connection

from inspections.benchmarks.by_hand import account_by_hand
from inspections.models import AccountFact, AccountMonth, AccountRule, AccountUnitLine
from inspections.models.account import Outcome
from inspections.services.account import compute_account
from povertyapp.core.models import Area
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.rules import UNIT

COUNTY, HALF_YEAR = "422827", 6


def run(*, households=27_000, months=12, rounds=5, **options):
    """Yield one result: seconds of `compute_account`, of the hand-written SQL, their ratio, rows, peak memory.

    Peak memory is that of this process; the medians are over alternating runs after a warm-up of each.
    """
    period = Period.current().previous
    while (
        period.month != HALF_YEAR
    ):  # the end of a quarter and of a half-year: every duty of households falls due
        period = period.previous
    call_command("generate_county", households=households, months=months, end=str(period), verbosity=0)
    county = Area.objects.get(code=COUNTY)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    cutoff = period.entry_ends(Parameters(COUNTY, period.start))
    ours, by_hand = [], []
    for _round in range(rounds + 1):
        started = time.monotonic()
        account = compute_account(county, period)
        ours.append(time.monotonic() - started)
        seconds, pairs, unit_lines = account_by_hand(COUNTY, period, cutoff)
        by_hand.append(seconds)
    mine, limit = statistics.median(ours[1:]), statistics.median(by_hand[1:])
    yield {
        "bench": "account",
        "seconds": round(mine, 3),
        "limit_seconds": round(limit, 3),
        "ratio": round(mine / limit, 2),
        "rows": AccountFact.objects.filter(account=account).count(),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "households": households,
        "months": months,
        "lines": account.counts["lines"],
        "missing_by_hand": pairs,
        "missing": _missing(account),
        "missing_of_units_by_hand": unit_lines,
        "missing_of_units": _missing_of_units(account),
        "rounds": [[round(a, 3), round(b, 3)] for a, b in zip(ours, by_hand, strict=True)],
    }


def _missing(account: AccountMonth):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(bit_count(missed::bit(64))) FROM inspections_account_fact WHERE account_id = %s",
            [account.pk],
        )
        return int(cursor.fetchone()[0] or 0)


def _missing_of_units(account: AccountMonth):
    rules = AccountRule.objects.filter(account=account, subject=UNIT).values("rule")
    lines = AccountUnitLine.objects.filter(account=account, rule__in=rules)
    return lines.exclude(outcome=Outcome.MET).count()
