"""One run of an import benchmark, in a process of its own so that its peak memory is its own."""

import resource
import time
from io import StringIO

import django

django.setup()  # this module is the first that a new process imports

import python_calamine  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from povertyapp.core.copying import stage  # noqa: E402
from povertyapp.core.names import pinyin_key  # noqa: E402


def run(work: str, path: str) -> dict:
    """Do a piece of work (`application` or `limit`) on a workbook; return its seconds, peak memory and counts."""
    pinyin_key("王")  # a worker has read its dictionary of characters long ago
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    started = time.monotonic()
    counts = {"application": _application, "limit": _limit}[work](path)
    seconds = time.monotonic() - started
    return counts | {
        "seconds": seconds,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _application(path: str) -> dict:
    import json

    out = StringIO()
    call_command("import_roster", path, stdout=out)
    return json.loads(out.getvalue().splitlines()[-1])


def _limit(path: str) -> dict:
    """Parse every sheet and COPY its rows as text into temporary tables: what no import can do without."""
    book = python_calamine.CalamineWorkbook.from_path(path)
    count = 0
    with transaction.atomic(), connection.cursor() as cursor:
        for place, name in enumerate(book.sheet_names):
            rows = book.get_sheet_by_name(name).to_python()
            columns = {f"column_{number}": "text" for number in range(len(rows[0]))}
            count += stage(cursor, f"by_hand_{place}", columns, rows)
    return {"rows": count}
