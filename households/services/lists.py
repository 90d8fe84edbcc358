"""Take a list in, of households or of villages: read, check, write what differs, all in one transaction."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.db import connection, transaction
from django.utils.translation import gettext as _

from households.importing.dating import stated_date
from households.importing.lists import county_of, households_of
from povertyapp.core import clock
from povertyapp.core.aftermath import records_changed
from povertyapp.core.import_locks import hold_file, hold_imports, wait_to_write
from povertyapp.core.models import Area
from povertyapp.core.text import Text
from povertyapp.core.undo import undoable
from povertyapp.core.workbooks import Field, Finding, Layout, Workbook, find_tables, read_workbook
from povertyapp.core.workbooks.findings import count_by_code
from povertyapp.core.workbooks.guards import Limits
from povertyapp.core.workbooks.listing import ListRow, read_list

VERB, BACK = "households.import_roster", "/households/"


@dataclass(frozen=True)
class ListKind:
    """A kind of list. `check` tells what is wrong with rows and returns what `store` needs to write them."""

    reason: Text
    layout: Layout
    fields: tuple[Field, ...]
    check: Callable[[list[ListRow], dict[str, Any], dt.date, Area], Any]
    store: Callable[..., dict[str, Any]]
    empty: tuple[str, ...]
    # Whether a fault of one row leaves out all rows of its household.
    by_household: bool = False
    # Whose rows these are, and whose county: of households unless the kind says otherwise.
    county_of: Callable[[Workbook, list[ListRow], list[str]], Area] = county_of
    subjects: Callable[[list[ListRow], Area, Any], dict[str, Any]] = households_of


@dataclass(frozen=True)
class ListResult:
    """What an import did. `counts` is what the command prints; `refused` says why nothing was written."""

    file: str
    as_of: dt.date
    workbook: Workbook
    findings: list[Finding] = field(default_factory=list)
    counts: dict[str, Any] = field(default_factory=dict)
    refused: str = ""


@transaction.atomic
def import_list(
    kind: ListKind,
    *,
    by,
    source: str | BinaryIO | Workbook,
    name: str | None = None,
    county: Area | None = None,
    as_of: dt.date | None = None,
    only_clean: bool = False,
    dry_run: bool = False,
    on_trial: bool = False,
    limits: Limits | None = None,
    progress: Callable[[int], Any] | None = None,
) -> ListResult:
    """Import a list; the same file again writes nothing. The options are those of `import_roster`."""
    writes = not dry_run and not on_trial
    if writes:
        hold_file(source)
    workbook = read_workbook(source, name, limits)
    rows = read_list(workbook, kind.layout, kind.fields)
    day = min(as_of or stated_date(workbook) or clock.today(), clock.today())
    county = county or kind.county_of(workbook, rows, _titles(workbook, kind.layout))
    if writes:
        hold_imports(county.code)
    subjects = kind.subjects(rows, county, by)
    known = kind.check(rows, subjects, day, county)
    if progress:
        progress(len(rows)).advance(len(rows))
    findings = [fault for row in rows for fault in row.faults]
    clean = _clean(kind, rows)
    errors = sum(found.severity == "error" for found in findings)
    refused = "" if not errors or (only_clean and clean) else _refusal(errors)
    counts: dict[str, Any] = dict.fromkeys(kind.empty, 0)
    if not refused:
        counts |= _write(kind, by, county, workbook, clean, subjects, known, day, dry_run)
    counts |= {
        "findings_total": len(findings),
        "findings_by_code": count_by_code(findings),
        "written": not refused and not dry_run,
    }
    if only_clean:
        counts["rows_left_out"] = len(rows) - len(clean)
    return ListResult(workbook.file, day, workbook, findings, counts, refused)


def _write(kind, by, county, workbook, rows, subjects, known, day, dry_run) -> dict[str, Any]:
    reason = kind.reason % {"file": workbook.file}
    act = undoable(by=by, area=county, summary=reason, verb=VERB, reason=reason, back_url=BACK)
    with transaction.atomic(), act, connection.cursor() as cursor:
        wait_to_write(county.code)
        counts = kind.store(cursor, rows, subjects, known, county=county, day=day, by=by)
        if dry_run:
            transaction.set_rollback(True)
        else:
            records_changed(county.code)
    return counts


def _clean(kind: ListKind, rows: list[ListRow]) -> list[ListRow]:
    if not kind.by_household:
        return [row for row in rows if not row.is_faulty]
    faulty = {row["household_no"] for row in rows if row.is_faulty}
    return [row for row in rows if row["household_no"] not in faulty]


def _refusal(errors: int) -> str:
    text = _("有 %(count)s 处错误，没有写入；请改正后再导入，或用 --only-clean 只导入无误的行。")
    return text % {"count": errors}


def _titles(workbook: Workbook, layout: Layout) -> list[str]:
    return [line for table in find_tables(workbook, layout) for line in table.titles]
