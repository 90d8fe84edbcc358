"""What is wrong in a ledger as it stands: the `LEDGER_…` findings. They keep no row from being recorded."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from inspections.choices import DeadlineKind
from povertyapp.core.workbooks import Finding, finding

from . import words
from .reading import Ledger
from .rows import LedgerRow


@dataclass(frozen=True)
class Fault:
    """One fault of a row: its code, the column where it shows, what stands there, its own message."""

    code: str
    column: str
    value: object = None
    message: str = ""


def check_ledger(ledger: Ledger, started_on: dt.date | None) -> list[Finding]:
    """Return every finding of a ledger in the order of its rows, unreadable cells included.

    Overdue counts as of the ledger's own day; `started_on` is the day of the mobilisation meeting, before
    which nothing can have been closed (None: not known). A column that the sheet lacks is not held against
    its rows.
    """
    found = list(ledger.findings)
    for row in ledger.rows:
        for fault in faults(row, ledger.as_of, started_on):
            if fault.column in ledger.columns:
                found.append(_finding(ledger, row, fault))
    return sorted(found, key=lambda item: item.row or 0)


def faults(row: LedgerRow, as_of: dt.date, started_on: dt.date | None) -> Iterator[Fault]:
    """Yield what is wrong in one row as of a day, whether it was just read or is on record."""
    if not row.measure:
        yield Fault("LEDGER_NO_MEASURE", "整改措施")
        return
    if not row.person:
        yield Fault("LEDGER_NO_PERSON", "责任人")
    if row.deadline_kind and row.deadline_kind != DeadlineKind.DATE:
        yield Fault("LEDGER_DEADLINE_NOT_DATE", "整改时限", row.deadline_text)
    if is_overdue(row, as_of):
        day = f"期限已过而未完成(以台账日期{as_of}计)"
        yield Fault("LEDGER_OVERDUE", "整改时限", row.deadline_text, day)
    if is_closed(row):
        yield from _closing_faults(row, started_on)


def _closing_faults(row: LedgerRow, started_on: dt.date | None) -> Iterator[Fault]:
    if not row.evidence:
        yield Fault("LEDGER_CLOSED_NO_EVIDENCE", "佐证材料")
    if not words.is_done(row.completion):
        yield Fault("LEDGER_CLOSED_NOT_DONE", "完成情况", row.completion)
    if started_on and row.close_date and row.close_date < started_on:
        message = f"销号日期早于整改动员日{started_on}"
        yield Fault("LEDGER_CLOSE_BEFORE_START", "销号日期", row.close_date, message)


def is_closed(row: LedgerRow) -> bool:
    """Tell whether a row says that it is closed, by its mark or, in our own ledgers, by its state."""
    return bool(row.closed) or row.state == "已销号"


def is_overdue(row: LedgerRow, as_of: dt.date) -> bool:
    """Tell whether the deadline has passed while the work is neither done, nor handed in, nor closed."""
    if row.deadline is None or row.deadline >= as_of or is_closed(row):
        return False
    return not words.is_done(row.completion) and row.state != "待验收"


def _finding(ledger: Ledger, row: LedgerRow, fault: Fault) -> Finding:
    place = {"sheet": ledger.sheet, "row": row.row, "column": ledger.written[fault.column]}
    message = {"message": fault.message} if fault.message else {}
    return finding(fault.code, **place, value=fault.value or None, **message)
