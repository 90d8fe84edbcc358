"""`script/bench figures`: the page of figures of a county, all of them counted, against the limit of a page."""

import resource
import statistics
import time

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.benchmarks.anew import look_anew
from povertyapp.core.figures import figures_of
from povertyapp.core.models import User
from povertyapp.core.period import Period

COUNTY, MONTHS = "422827", 3
LIMIT = 6  # seconds from a click to the figures (ux 4, T02)


def run(*, households=27_000, rounds=5, **options):
    """Yield one result: the median after a warm-up, the number of queries, the slowest population."""
    period = Period.current()
    call_command("generate_county", households=households, months=MONTHS, end=str(period), verbosity=0)
    reader = User(username="bench", is_superuser=True)
    look_anew()
    seconds, found = [], []
    for _round in range(rounds + 1):
        started = time.monotonic()
        found = figures_of(reader, COUNTY, period)
        seconds.append(time.monotonic() - started)
    with CaptureQueriesContext(connection) as told:
        figures_of(reader, COUNTY, period)
    median = statistics.median(seconds[1:])
    yield {
        "bench": "figures",
        "seconds": round(median, 3),
        "limit_seconds": LIMIT,
        "ratio": round(median / LIMIT, 3),
        "rows": sum(figure.whole for figure in found),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "figures": len(found),
        "queries": len(told),
        "slowest_query": max(float(query["time"]) for query in told.captured_queries),
        "households": households,
    }
