"""`script/bench import`: a roster taken in, beside the limit (parse and COPY), and the same file again."""

import os
import statistics
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from django.apps import apps
from django.db import connection

from inspections.benchmarks.roster_book import write_roster
from povertyapp.core.divisions import SHIPPED, import_divisions
from povertyapp.core.models import Area

COUNTY = "422827"
EMPTY = "TRUNCATE households_household, assistance_helper, assistance_helpingunit CASCADE"


def run(*, members=(20_000,), rounds=3, **options):
    """Yield two results a size: the first import of a roster beside the limit, and the second beside the first.

    Medians over alternating runs, each in a process of its own. `ratio` is that of the contract (first: to
    the limit; again: to the first); `peak_of_file` is the process' peak memory beside the size of the file.
    """
    import_divisions(SHIPPED / "laifeng.csv")
    county = Area.objects.get(code=COUNTY)
    smallest = None
    with TemporaryDirectory() as folder:
        for size in members:
            path = Path(folder) / f"roster-{size}.xlsx"
            facts = write_roster(path, county, size)
            facts["file_mb"] = round(path.stat().st_size / 2**20, 1)
            first, again = _measure(path, rounds if size <= 50_000 else 1, facts)
            per_row = first["seconds"] / facts["members"]
            smallest = smallest or per_row
            yield first | {"seconds_a_row_to_smallest": round(per_row / smallest, 2)}
            yield again


def _measure(path: Path, rounds: int, facts: dict) -> tuple[dict, dict]:
    limits, firsts, agains, history = [], [], [], []
    for _round in range(rounds):
        limits.append(_alone("limit", path))
        with connection.cursor() as cursor:
            cursor.execute(EMPTY)
        firsts.append(_alone("application", path))
        before = _history_rows()
        agains.append(_alone("application", path))
        history.append(_history_rows() - before)
    limit, first, again = (statistics.median(r["seconds"] for r in runs) for runs in (limits, firsts, agains))
    peak = max(run["peak_mb"] for run in firsts)
    shared = {"bench": "import", "rows": facts["members"], "households": facts["households"]}
    return (
        shared
        | {
            "run": "first",
            "seconds": round(first, 2),
            "limit_seconds": round(limit, 2),
            "ratio": round(first / limit, 2),
            "peak_mb": peak,
            "limit_peak_mb": max(run["peak_mb"] for run in limits),
            "file_mb": facts["file_mb"],
            "peak_of_file": round(peak / facts["file_mb"], 1),
            "findings": firsts[0]["findings_total"],
            "members_created": firsts[0]["members_created"],
            "rounds": [
                [round(a["seconds"], 2), round(b["seconds"], 2)] for a, b in zip(firsts, limits, strict=True)
            ],
        },
        shared
        | {
            "run": "again",
            "seconds": round(again, 2),
            "limit_seconds": round(first, 2),
            "ratio": round(again / first, 2),
            "peak_mb": max(run["peak_mb"] for run in agains),
            "history_rows": max(history),
            "members_updated": agains[0]["members_updated"],
        },
    )


def _alone(work: str, path: Path) -> dict:
    # Imported here: the module sets Django up for a process that has not.
    from inspections.benchmarks import once

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "povertyapp.settings")
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(once.run, work, str(path)).result()


def _history_rows() -> int:
    return sum(model.objects.count() for model in apps.get_models() if model.__name__.endswith("Event"))
