"""`script/bench audit`: a county's visits are changed twice, all of their history is sealed, and all is verified."""

import resource
import time

from django.core.management import call_command
from django.db import connection

from inspections.benchmarks.anew import look_anew
from povertyapp.core.chain import first_broken, seal_new
from povertyapp.core.history import because
from povertyapp.core.models import ChainBatch
from povertyapp.core.period import Period

# A million rows are verified within a minute (reliability-security H3).
ROWS_A_SECOND = 1_000_000 / 60
CHANGES = 2


def run(*, households=27_000, months=12, **options):
    """Yield the sealing and the verifying, each with its rows and the limit for so many."""
    call_command(
        "generate_county",
        households=households,
        months=months,
        end=str(Period.current().previous),
        verbosity=0,
    )
    for change in range(CHANGES):
        with because(reason="bench"), connection.cursor() as cursor:
            cursor.execute("UPDATE assistance_visit SET recorded_at = recorded_at + interval '1 second'")
        if not change:
            look_anew()
    started = time.monotonic()
    batch = seal_new("bench")
    yield _result("audit: seal", time.monotonic() - started, batch.rows)
    started = time.monotonic()
    broken, counts = first_broken()
    if broken:
        raise RuntimeError(f"the audit of the benchmark is broken: {broken}")
    yield _result(
        "audit: verify", time.monotonic() - started, counts["rows"], batches=ChainBatch.objects.count()
    )


def _result(name, seconds, rows, **more):
    limit = rows / ROWS_A_SECOND
    return {
        "bench": name,
        "seconds": round(seconds, 2),
        "limit_seconds": round(limit, 2),
        "ratio": round(seconds / limit, 3),
        "rows": rows,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "rows_a_second": round(rows / seconds),
        **more,
    }
