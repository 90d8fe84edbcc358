"""`script/bench proof`: what closing, facts and a bundle cost, and that the second calculator agrees."""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db.models import Sum

from inspections.models import FrozenInput, PartyAccount
from inspections.services.account import close_account, compute_account, export_account
from inspections.services.proof.bundle import export_bundle
from inspections.services.proof.facts import export_facts
from povertyapp.core.models import Area
from povertyapp.core.period import Period

COUNTY, HALF_YEAR = "422827", 6


def run(*, households=27_000, months=6, **options):
    """Yield one result: seconds of closing (and of it the computation), of facts and of the largest bundle."""
    period = Period.current().previous
    while period.month != HALF_YEAR:
        period = period.previous
    call_command("generate_county", households=households, months=months, end=str(period), verbosity=0)
    county = Area.objects.get(code=COUNTY)
    computing, _draft = timed(lambda: compute_account(county, period))
    closing, account = timed(lambda: close_account(county, period))
    handing, facts = timed(lambda: export_facts(by=None, account=account, area=county))
    party = PartyAccount.objects.filter(account=account, level="helper").order_by("-lines", "code").first()
    bundling, bundle = timed(lambda: export_bundle(by=None, party=party))
    kept = FrozenInput.objects.filter(account=account).aggregate(rows=Sum("rows"))
    yield {
        "bench": "proof",
        "seconds": round(closing, 3),
        "limit_seconds": round(computing, 3),
        "ratio": round(closing / computing, 2),
        "rows": kept["rows"],
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "households": households,
        "frozen_mb": round(sum(len(row.body) for row in account.inputs.all()) / 1e6, 1),
        "facts_seconds": round(handing, 3),
        "bundle_seconds": round(bundling, 3),
        "bundle_kb": len(bundle.data) // 1000,
        **_recomputed(account, facts),
    }


def timed(work):
    """Return how long it took, and what came of it."""
    started = time.monotonic()
    made = work()
    return time.monotonic() - started, made


def _recomputed(account, facts):
    """Let the second calculator read the files in a process of its own; return cells and differing cells."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, data in facts.files.items():
            (folder / file).write_bytes(data)
        exported = export_account(by=None, account=account, area=account.area, form="json")
        (folder / "month.json").write_bytes(exported.data)
        command = [sys.executable, "-m", "tests.independent.recompute", name, str(folder / "month.json")]
        seconds, done = timed(
            lambda: subprocess.run(
                command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
            )
        )
    return {"recompute_seconds": round(seconds, 3), **json.loads(done.stdout.splitlines()[-1])}
