"""`script/bench ledger`: the office's ledger of 500 and 5,000 lines as a workbook, beside the bare workbook library."""

import datetime as dt
import io
import resource
import statistics
import time

import openpyxl
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from inspections.choices import DeadlineKind
from inspections.ledger.workbook import COLUMNS, cells_of
from inspections.models import LedgerItem, NoticeSource, Problem, ProgressEntry, RectificationMeasure
from inspections.models.problem import measure_codes
from inspections.services.ledger import export_ledger
from inspections.services.ledger.exporting import row_of
from povertyapp.core import clock
from povertyapp.core.models import Area

COUNTY = "422827"
SIZES = (500, 5_000)
LIMIT = 10  # seconds for 500 lines (ux 4, T13)
CATEGORY, UNIT = "动态管理", "县扶贫办"
MEASURE = "逐户核对档案，补齐佐证材料，村级公示后归档，乡镇抽查"


def run(*, rounds=5, **options):
    """Yield one result a size: the median of the export, and of the same cells written by the library alone."""
    call_command("generate_county", households=200, months=1, verbosity=0)
    make_ledger(Area.objects.get(code=COUNTY), max(SIZES))
    today = clock.today()
    for size in SIZES:
        items = LedgerItem.objects.in_area(COUNTY).filter(
            problem__source__name="基准", problem__number__lte=size
        )
        items = items.with_state(today)
        ours, made = measured(rounds, lambda items=items: export_ledger(by=None, items=items, as_of=today))
        rows = [cells_of(number, row_of(item)) for number, item in enumerate(items, start=1)]
        bare, plain = measured(rounds, lambda rows=rows: write_plainly(rows))
        with CaptureQueriesContext(connection) as told:
            export_ledger(by=None, items=items, as_of=today)
        yield {
            "bench": "ledger",
            "seconds": round(ours, 3),
            "limit_seconds": round(bare, 3),
            "ratio": round(ours / bare, 2),
            "rows": made.record.row_count,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "allowed_seconds": LIMIT,
            "queries": len(told),
            "kb": len(made.data) // 1000,
            "plain_kb": len(plain) // 1000,
        }


@transaction.atomic
def make_ledger(county, size):
    """Create a batch of problems, each with a measure that was reported on twice."""
    source = NoticeSource.objects.create(area=county, year=2017, name="基准")
    shared = {
        "area": county,
        "county": county,
        "source": source,
        "category": CATEGORY,
        "origin": "省第三方评估",
    }
    problems = Problem.objects.bulk_create(
        Problem(
            **shared, number=number, no=f"JZ-2017-{number:05d}", text=f"第 {number} 项：档案与实际不一致，佐证材料不全",
            scope_text="3 村 12 户", cause_text="统筹协调不到位",
        )
        for number in range(1, size + 1)
    )  # fmt: skip
    measures = RectificationMeasure.objects.bulk_create(
        RectificationMeasure(
            area=county, problem=problem, number=1, code=code, text=MEASURE,
            goal="一户一档、账实相符", deadline=dt.date(2017, 6, 10), deadline_kind=DeadlineKind.DATE,
            leader_name="田某", responsible_unit=UNIT, person_name="向某",
        )
        for problem, code in zip(problems, measure_codes(county.code), strict=False)
    )  # fmt: skip
    ProgressEntry.objects.bulk_create(
        ProgressEntry(
            area=county, measure=measure, happened_on=dt.date(2017, month, 20), text="已补齐档案", percent=month * 15
        )
        for measure in measures
        for month in (4, 5)
    )  # fmt: skip


def write_plainly(rows):
    """Return the workbook that the library makes of the same cells without any look."""
    book = openpyxl.Workbook()
    book.active.append([column.header for column in COLUMNS])
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def measured(rounds, work):
    """Return the median of some rounds after a warm-up, and what came of the last."""
    seconds, made = [], None
    for _round in range(rounds + 1):
        started = time.monotonic()
        made = work()
        seconds.append(time.monotonic() - started)
    return statistics.median(seconds[1:]), made
