"""`script/bench quality`: every data check over a generated county, ours and by hand, in alternating runs."""

import resource
import statistics
import time

from django.core.management import call_command

from households.models import HouseholdMember
from inspections.benchmarks.anew import look_anew
from inspections.benchmarks.quality_by_hand import checks_by_hand
from inspections.models import Finding
from inspections.services.findings import refresh_findings
from povertyapp.core.models import Area
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.rules import Kind, rules_of

COUNTY = "422827"
# Of so many members one has a fault, so that both ways have something to find.
ONE_IN = 200


def run(*, households=27_000, months=12, rounds=5, **options):
    """Yield one result: seconds of a refresh that finds nothing new, of the same questions by hand, their ratio.

    The first refresh, which stores the planted faults, is told apart (`first_seconds`). Ours writes and compares
    the findings and keeps the school years besides; by hand nothing is stored. Medians over alternating runs after
    a warm-up of each.
    """
    period = Period.current().previous
    call_command("generate_county", households=households, months=months, end=str(period), verbosity=0)
    county = Area.objects.get(code=COUNTY)
    planted = HouseholdMember.objects.extra(where=[f"id %% {ONE_IN} = 0"]).update(ethnicity="")
    look_anew()
    line = Parameters(COUNTY, period.start).number("poverty.line")
    started = time.monotonic()
    first = refresh_findings(county, period)
    first_seconds = time.monotonic() - started
    ours, by_hand, found = [], [], 0
    for _round in range(rounds + 1):
        started = time.monotonic()
        refresh_findings(county, period)
        ours.append(time.monotonic() - started)
        seconds, found = checks_by_hand(COUNTY, period, line)
        by_hand.append(seconds)
    mine, limit = statistics.median(ours[1:]), statistics.median(by_hand[1:])
    yield {
        "bench": "quality",
        "seconds": round(mine, 3),
        "limit_seconds": round(limit, 3),
        "ratio": round(mine / limit, 2),
        "rows": Finding.objects.open().count(),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "households": households,
        "rules": len(rules_of(Kind.DATA)),
        "planted": planted,
        "opened": first["opened"],
        "found_by_hand": found,
        "first_seconds": round(first_seconds, 3),
        "rounds": [[round(a, 3), round(b, 3)] for a, b in zip(ours, by_hand, strict=True)],
    }
