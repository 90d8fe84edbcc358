"""Read the integration ledger into typed rows; what cannot be understood is kept with its place, none is corrected."""

import datetime as dt
import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from povertyapp.core.workbooks import (
    CellError,
    Finding,
    Record,
    Table,
    cells,
    find_table,
    find_tables,
    finding,
    read_workbook,
    require_rows,
)
from povertyapp.core.workbooks.stamps import Stamp, read_stamp

from . import amounts, words
from .amounts import Amount
from .words import PROJECTS, SERIAL, SOURCES, TEMPLATE

__all__ = ["PROJECTS", "SOURCES", "FundLedger", "ProjectRow", "SourceRow", "Total", "read_fund_ledger"]

_AS_OF = re.compile(r"(?:截止|截至|填报)(?:日期|时间)?[:：]?(\d{4})[年.\-/](\d{1,2})[月.\-/](\d{1,2})")
_YEAR = re.compile(r"((?:19|20)\d{2})年")
# Without a unit of its own, an amount so many times the others of its column is one in yuan: the units differ by
# ten thousand, and lines of one county do not differ by a thousand among themselves.
SUSPECT_TIMES = 1000
ENOUGH = 3


@dataclass
class _Row:
    """A row of a sheet; `is_untouched` says that it comes back as we handed it out, so that it is no news."""

    record: Record
    faults: list[Finding] = field(default_factory=list)
    is_untouched: bool = False

    def finding(self, code: str, key: str, **more: Any) -> Finding:
        """Return a finding at one cell of this row; `key` names the column."""
        place = {"sheet": self.record.sheet, "row": self.record.row, "column": self.record.table.written(key)}
        return finding(code, **place, **{"value": self.record[key]} | more)

    def read(self, key: str, parse):
        """Return the parsed cell; one that cannot be understood becomes a fault of the row."""
        try:
            return parse(self.record[key])
        except CellError as error:
            self.faults.append(self.finding(error.code, key, expected=str(error.accepted)))
            return None

    def word(self, key: str, known):
        """Return what a word means; one that is unknown, or none at all, becomes a fault."""
        written = cells.word(self.record[key])
        if written not in known:
            code = "DICT_UNKNOWN" if written else "LIST_FIELD_MISSING"
            self.faults.append(self.finding(code, key, expected="、".join(known)))
        return known.get(written)

    def text(self, key: str, longest: int, *, required: bool = False) -> str:
        written = cells.text(self.record[key])
        if required and not written:
            self.faults.append(self.finding("LIST_FIELD_MISSING", key))
        if len(written) > longest:
            self.faults.append(self.finding("LIST_TOO_LONG", key, expected=f"{longest}"))
        return written


@dataclass
class SourceRow(_Row):
    """One line of money; `amounts` are allocated, integrated, disbursed and paid, None where nothing is said."""

    level: str = ""
    level_word: str = ""
    name: str = ""
    document_no: str = ""
    origin: str = ""
    arrived_on: dt.date | None = None
    owner_unit: str = ""
    amounts: dict[str, Amount | None] = field(default_factory=dict)

    def yuan(self, key: str) -> Decimal:
        """Return an amount in yuan, zero where the ledger says none."""
        found = self.amounts.get(key)
        return found.yuan if found else Decimal("0.00")


@dataclass
class ProjectRow(_Row):
    """One project with the money arranged for it. `in_library` is None where the ledger does not say."""

    number: str = ""
    name: str = ""
    kind: str = ""
    township: str = ""
    village: str = ""
    source: str = ""
    amount: Amount | None = None
    paid: Amount | None = None
    in_library: bool | None = None
    started_on: dt.date | None = None
    accepted_on: dt.date | None = None
    homes: int | None = None
    state: str = ""


@dataclass
class Total:
    """A 小计 or 合计 line: the rows that it adds up, and how it is written."""

    row: _Row
    over: list
    unit: str


@dataclass
class FundLedger:
    """Both sheets: what stands above them, the rows, and the lines that only add them up."""

    file: str
    titles: list[str]
    dated: dt.date | None
    sources: list[SourceRow] = field(default_factory=list)
    projects: list[ProjectRow] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    project_totals: list[Total] = field(default_factory=list)

    def year(self, today: dt.date) -> int:
        """Return the year of the ledger: as its title says, else that of its date."""
        years = (match[1] for title in self.titles if (match := _YEAR.search(cells.word(title))))
        return int(next(years, (self.dated or today).year))

    def as_of(self, given: dt.date | None, today: dt.date) -> dt.date:
        """Return the day that the ledger speaks of: as given, as written, today; never later than today."""
        return min(given or self.dated or today, today)


def read_fund_ledger(source, name: str | None = None) -> FundLedger:
    """Read the lines of money and the projects of a ledger; it may have either sheet's table more than once.

    Raises `UnreadableWorkbook` with one sentence for a file that cannot be read, is no such ledger or has no row.
    """
    workbook = read_workbook(source, name)
    sources = find_tables(workbook, SOURCES)
    projects = [table for sheet in workbook for table in _projects(sheet)]
    titles = [title for table in (*sources, *projects) for title in table.titles]
    ledger = FundLedger(workbook.file, titles, _dated(titles))
    for table in sources:
        _read_sources(ledger, table)
    for table in projects:
        _read_projects(ledger, table)
    require_rows(workbook, SOURCES, len(ledger.sources))
    _suspect(ledger)
    _mark_untouched(ledger, read_stamp(workbook, TEMPLATE))
    return ledger


def _projects(sheet) -> Iterator[Table]:
    if (table := find_table(sheet, PROJECTS)) is not None:
        yield table


def _dated(titles) -> dt.date | None:
    for title in titles:
        if match := _AS_OF.search(cells.word(title)):
            try:
                return dt.date(*(int(part) for part in match.groups()))
            except ValueError:
                continue  # a day that does not exist dates nothing
    return None


def _read_sources(ledger: FundLedger, table: Table) -> None:
    unit, level = amounts.unit_of_table(table.titles), ""
    part: list[SourceRow] = []
    whole: list[SourceRow] = []
    for record in table.records(totals=True):
        if record.is_total:
            is_whole = not part or _says(record, "合计", "总计")
            # all rows of the sheet, those below as well: our own exports begin with their total
            ledger.totals.append(Total(_Row(record), whole if is_whole else part, unit))
            part = []
            continue
        row = _source(record, unit, level)
        level = row.level_word
        ledger.sources.append(row)
        part.append(row)
        whole.append(row)


def _says(record: Record, *those: str) -> bool:
    return any(isinstance(v, str) and cells.word(v).startswith(those) for v in record.values)


def _source(record: Record, unit: str, level: str) -> SourceRow:
    row = SourceRow(record)
    row.level_word = cells.word(record[words.LEVEL]) or level
    if row.level_word in words.LEVELS:
        row.level = words.LEVELS[row.level_word]
    else:
        row.level = row.word(words.LEVEL, words.LEVELS) or ""
    row.name = row.text(words.NAME, 120, required=True)
    row.document_no = row.text(words.DOCUMENT, 100)
    row.origin = row.word(words.ORIGIN, words.ORIGINS) or ""
    row.arrived_on = row.read(words.DAY, cells.date)
    if row.arrived_on is None and cells.is_blank(record[words.DAY]):
        row.faults.append(row.finding("LIST_FIELD_MISSING", words.DAY))
    row.owner_unit = row.text(words.OWNER, 80)
    own = amounts.unit_of_remark(record[words.REMARK])
    for key, column in words.AMOUNTS.items():
        row.amounts[key] = row.read(column, _amount(own or unit, "remark" if own else "header"))
    for key in ("allocated", "integrated"):
        if cells.is_blank(record[words.AMOUNTS[key]]):
            row.faults.append(row.finding("LIST_FIELD_MISSING", words.AMOUNTS[key]))
    return row


def _amount(unit: str, said_by: str):
    return lambda value: amounts.amount(value, unit, said_by)


def _read_projects(ledger: FundLedger, table: Table) -> None:
    unit = amounts.unit_of_table(table.titles)
    over: list[ProjectRow] = []
    for record in table.records(totals=True):
        if record.is_total:
            ledger.project_totals.append(Total(_Row(record), over, unit))
            continue
        row = _project(record, unit)
        ledger.projects.append(row)
        over.append(row)


def _project(record: Record, unit: str) -> ProjectRow:
    row = ProjectRow(record)
    row.number = row.text(words.NUMBER, 30, required=True)
    row.name = row.text(words.TITLE, 120, required=True)
    row.kind = row.word(words.KIND, words.KINDS) or ""
    row.township, row.village = cells.word(record[words.TOWNSHIP]), cells.word(record[words.VILLAGE])
    row.source = row.text(words.SOURCE, 120, required=True)
    own = row.read(words.UNIT, amounts.unit_of_cell)
    row.amount = row.read(words.ARRANGED, _amount(own or unit, "row" if own else "header"))
    if not row.amount and cells.is_blank(record[words.ARRANGED]):
        row.faults.append(row.finding("LIST_FIELD_MISSING", words.ARRANGED))
    elif row.amount and not row.amount.yuan:
        row.faults.append(row.finding("AMOUNT_INVALID", words.ARRANGED))
    row.paid = row.read(words.CLAIMED, _amount(own or unit, "row" if own else "header"))
    known = dict.fromkeys(words.IN_LIBRARY_WORDS, True) | dict.fromkeys(words.OUTSIDE_WORDS, False)
    if not cells.is_blank(record[words.LIBRARY]):
        row.in_library = row.word(words.LIBRARY, known)
    row.started_on = row.read(words.STARTED, cells.date)
    row.accepted_on = row.read(words.ACCEPTED, cells.date)
    row.homes = row.read(words.HOMES, cells.integer)
    row.state = cells.word(record[words.STATE])
    if row.state:
        row.word(words.STATE, words.STAGES)
    return row


def _suspect(ledger: FundLedger) -> None:
    """Take amounts as yuan that only the header calls 万元 and that stand a thousand times above their column."""
    for key, column in words.AMOUNTS.items():
        said = [found.yuan for row in ledger.sources if (found := row.amounts[key]) and found.yuan]
        usual = statistics.median(said) if len(said) >= ENOUGH else None
        for row in ledger.sources:
            found = row.amounts[key]
            if found and found.is_bare and found.yuan >= SUSPECT_TIMES * (usual or _beside(row, key)):
                row.amounts[key] = meant = found.in_yuan()
                expected = meant.yuan / amounts.FACTORS[found.unit]
                row.faults.append(row.finding("AMOUNT_UNIT_SUSPECT", column, expected=expected))


def _beside(row: SourceRow, key: str) -> Decimal:
    """Return the largest other amount of a row, for a sheet with too few rows to say what is usual in a column."""
    others = [found.yuan for name, found in row.amounts.items() if name != key and found and found.yuan]
    return max(others, default=amounts.MOST)


def _mark_untouched(ledger: FundLedger, stamp: Stamp | None) -> None:
    if stamp is None:
        return
    for row in (*ledger.sources, *ledger.projects):
        layout = row.record.table.layout
        number = cells.text(row.record[SERIAL])
        if (line := stamp.lines.get(f"{layout.title}:{number}")) is not None:
            row.is_untouched = not line.touched([row.record[spec.key] for spec in layout.columns])
