"""What is odd in an integration ledger: the findings of its answer key. They keep no row from being recorded."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from povertyapp.core.place_names import PlaceIndex
from povertyapp.core.workbooks import Finding

from . import amounts, words
from .reading import FundLedger, ProjectRow, SourceRow, Total

# What keeps a row from being recorded: without these there is no line and no project.
STOPPING = {
    "LIST_FIELD_MISSING",
    "LIST_TOO_LONG",
    "DICT_UNKNOWN",
    "DATE_INVALID",
    "LIST_DUPLICATE",
    "LIST_DATE_FUTURE",
}
TOLERANCE = Decimal("0.005")
# The greater may not exceed the other: code, its column, and the column that it is measured by.
ORDERS = (
    ("INTEGRATED_OVER_ALLOCATED", "integrated", "allocated"),
    ("DISBURSED_OVER_INTEGRATED", "disbursed", "integrated"),
    ("PAID_OVER_DISBURSED", "paid", "disbursed"),
)


def check_fund_ledger(ledger: FundLedger, places: PlaceIndex) -> list[Finding]:
    """Return every finding of a ledger, unreadable cells included, in the order of its sheets and rows."""
    found = [fault for row in (*ledger.sources, *ledger.projects) for fault in row.faults]
    for row in ledger.sources:
        found += _orders(row)
    found += _repeated(ledger)
    for total in (*ledger.totals, *ledger.project_totals):
        found += _sums(total)
    known = {row.name for row in ledger.sources}
    for project in ledger.projects:
        found += _of_project(project, known, places)
    found += [row.finding("PROJECT_DUP_NO", words.NUMBER) for row in doubled(ledger)]
    found += _overallotted(ledger)
    sheets = list(dict.fromkeys(row.record.sheet for row in (*ledger.sources, *ledger.projects)))
    return sorted(found, key=lambda item: (sheets.index(item.sheet or sheets[0]), item.row or 0))


def stopping(ledger: FundLedger, findings) -> list[Finding]:
    """Return the findings that keep their row from being recorded. Of what was disbursed, paid or claimed it is
    enough to tell that nobody can read it."""
    lacking = {
        (row.record.sheet, row.record.row)
        for row in ledger.sources
        if not row.yuan("allocated") or row.amounts["integrated"] is None
    }
    lacking |= {
        (row.record.sheet, row.record.row) for row in ledger.projects if not row.amount or not row.amount.yuan
    }
    return [
        item
        for item in findings
        if item.code in STOPPING or (item.code == "AMOUNT_INVALID" and (item.sheet, item.row) in lacking)
    ]


def _orders(row: SourceRow) -> Iterator[Finding]:
    for code, key, limit in ORDERS:
        if row.amounts[limit] is not None and row.yuan(key) > row.yuan(limit):
            expected = f"≤{row.yuan(limit) / amounts.FACTORS[amounts.WAN]:,.2f}{amounts.WAN}"
            yield row.finding(code, words.AMOUNTS[key], expected=expected)


def _repeated(ledger: FundLedger) -> Iterator[Finding]:
    """Yield the lines that stand twice: one document of one level brings a line of money once."""
    seen: dict[tuple, int] = {}
    for row in ledger.sources:
        key = (row.level, row.name, row.document_no)
        if row.name and key in seen:
            yield row.finding("LIST_DUPLICATE", words.NAME, expected=f"{seen[key]}")
        seen.setdefault(key, row.record.row)


def _sums(total: Total) -> Iterator[Finding]:
    of_sources = bool(total.over) and isinstance(total.over[0], SourceRow)
    columns = words.AMOUNTS if of_sources else {"amount": words.ARRANGED, "paid": words.CLAIMED}
    unit = total.unit
    if not of_sources and "(" in (name := _name_of(total)):
        unit = amounts.unit_of_table([f"单位{name[name.index('(') :]}"])
    for key, column in columns.items():
        stated = total.row.read(column, lambda value: amounts.amount(value, unit, "header"))
        if stated is None:
            continue
        known = sum((_yuan(row, key) for row in total.over), Decimal(0))
        factor = amounts.FACTORS[stated.unit]
        if abs(stated.yuan - known) > TOLERANCE * factor:
            yield total.row.finding("SUBTOTAL_MISMATCH", column, expected=known / factor)
    yield from total.row.faults


def _yuan(row, key: str) -> Decimal:
    if isinstance(row, SourceRow):
        return row.yuan(key)
    found = getattr(row, key)
    return found.yuan if found else Decimal(0)


def _name_of(total: Total) -> str:
    texts = (amounts.cells.word(value) for value in total.row.record.values if isinstance(value, str))
    return next((text for text in texts if "计" in text), "")


def doubled(ledger: FundLedger) -> list[ProjectRow]:
    """Return the rows with a number that stood before for another project, or for the same money once more.

    A project that has money of several sources stands once for each of them.
    """
    names: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    found = []
    for row in ledger.projects:
        if names.setdefault(row.number, row.name) != row.name or (row.number, row.source) in seen:
            found.append(row)
        seen.add((row.number, row.source))
    return found


def _of_project(row: ProjectRow, known, places: PlaceIndex) -> Iterator[Finding]:
    if row.amount and row.paid and row.paid.yuan > row.amount.yuan:
        expected = f"≤{row.amount.yuan:,.2f}元"
        yield row.finding("PROJECT_PAID_OVER_ALLOC", words.CLAIMED, expected=expected)
    if row.in_library is False:
        yield row.finding("PROJECT_NOT_IN_LIBRARY", words.LIBRARY, expected="已入库")
    if row.started_on and row.accepted_on and row.accepted_on < row.started_on:
        yield row.finding("PROJECT_ACCEPT_BEFORE_START", words.ACCEPTED, expected=f"≥{row.started_on}")
    if row.source and row.source not in known:
        yield row.finding("PROJECT_SOURCE_UNKNOWN", words.SOURCE)
    if (row.village or row.township) and places.find(row.township, row.village).code is None:
        meant = places.find(row.township, row.village).expected
        yield row.finding("PROJECT_VILLAGE_UNKNOWN", words.VILLAGE, expected=meant)


def _overallotted(ledger: FundLedger) -> Iterator[Finding]:
    arranged: dict[str, Decimal] = defaultdict(Decimal)
    for project in ledger.projects:
        if project.amount:
            arranged[project.source] += project.amount.yuan
    for row in ledger.sources:
        if row.amounts["integrated"] is not None and arranged[row.name] > row.yuan("integrated"):
            said = f"≥{arranged[row.name] / amounts.FACTORS[amounts.WAN]:,.2f}{amounts.WAN}"
            yield row.finding("PROJECT_SOURCE_OVERALLOC", words.INTEGRATED, expected=said)
