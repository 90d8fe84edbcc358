"""Which column of the user's sheet means which column of ours: guessed, remembered, decided by a person."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from povertyapp.core.importing.masking import shown_cell
from povertyapp.core.imports import ImportKind
from povertyapp.core.models import Area, ImportBatch, ImportColumn
from povertyapp.core.workbooks import Layout, Table, Workbook
from povertyapp.core.workbooks.headers import guess_tables

ASIDE = ""
SAMPLES = 3
LONGEST_HEADER = 100  # as the column `written` of ImportColumn holds it
# Columns that every office adds and that say nothing of the row.
NOTHING = {"序号", "编号", "错误说明"}

# sheet → [number, header, key or None where nobody has decided]
Choices = dict[str, list[list]]


@dataclass
class ColumnGuess:
    """One column of the user's sheet and what it is taken for; None: unknown, a person must decide."""

    number: int
    written: str
    key: str | None
    samples: list[str] = field(default_factory=list)


@dataclass
class SheetGuess:
    """One sheet, the table that it looks like, and its columns."""

    name: str
    layout: Layout
    header_row: int
    columns: list[ColumnGuess]

    @property
    def unknown(self) -> list[ColumnGuess]:
        return [column for column in self.columns if column.key is None]

    @property
    def missing(self) -> list[str]:
        """Return the columns that the table cannot do without and that no column is taken for."""
        taken = {column.key for column in self.columns}
        return [spec.key for spec in self.layout.required if spec.key not in taken]


def guess(kind: ImportKind, workbook: Workbook, county: Area) -> list[SheetGuess]:
    """Return of each sheet what its columns are taken for, by their headers and by what the county chose before."""
    memory = remembered(kind, county)
    return [_guess_of(kind, table, memory) for table in guess_tables(workbook, kind.layouts)]


def _guess_of(kind: ImportKind, table: Table, memory: Mapping[str, str]) -> SheetGuess:
    columns = []
    taken = set(table.columns)
    for column in sorted([*table.columns.values(), *table.unknown], key=lambda column: column.number):
        key = column.key
        if key is None:
            key = memory.get(column.full, ASIDE if _needs_nobody(kind, column.written) else None)
            if key and (key in taken or key not in table.layout.by_key):
                key = None
            taken |= {key} if key else set()
        samples = [shown_cell(value, key or column.full) for value in _values(table, column.number)]
        columns.append(ColumnGuess(column.number, column.full, key, samples))
    return SheetGuess(table.sheet.name, table.layout, table.header_row, columns)


def _needs_nobody(kind: ImportKind, written: str) -> bool:
    """Say whether a column need not be decided: it says nothing, or the kind reads it by itself."""
    return written in NOTHING or bool(kind.reads and kind.reads(written))


def _values(table: Table, number: int) -> list:
    rows = table.sheet.filled()[table.first_row - 1 : table.first_row - 1 + SAMPLES]
    return [row[number - 1] for row in rows]


def remembered(kind: ImportKind, county: Area) -> dict[str, str]:
    """Return header → key as the county chose it before."""
    rows = ImportColumn.objects.filter(area=county, kind=kind.code)
    return dict(rows.values_list("written", "key"))


def remember(kind: ImportKind, county: Area, guesses: Iterable[SheetGuess], choices: Choices) -> None:
    """Keep what a person decided about columns whose header says nothing to us."""
    decided = {}
    for sheet in guesses:
        known = {column.written for column in sheet.columns if column.key is not None}
        for _number, written, key in choices.get(sheet.name, []):
            if written not in known and len(written) <= LONGEST_HEADER:
                decided[written] = key
    ImportColumn.objects.bulk_create(
        [ImportColumn(area=county, kind=kind.code, written=name, key=key) for name, key in decided.items()],
        update_conflicts=True,
        unique_fields=["area", "kind", "written"],
        update_fields=["key"],
    )


def check_choices(guesses: Iterable[SheetGuess], choices: Choices) -> None:
    """Raise ValidationError with everything that is still open: undecided, chosen twice, missing; all at once."""
    wrong: list[str] = []
    for sheet in guesses:
        chosen = choices.get(sheet.name, [])
        taken = Counter(key for _number, _written, key in chosen if key)
        open_ones = [written for _number, written, key in chosen if key is None]
        if open_ones:
            text = _("表“%(sheet)s”还有列没有选“对应”或“忽略”：%(names)s。")
            wrong.append(text % {"sheet": sheet.name, "names": "、".join(open_ones)})
        for key in (key for key, count in taken.items() if count > 1):
            text = _("表“%(sheet)s”有 %(count)s 列都对应“%(key)s”，请只留一列。")
            wrong.append(text % {"sheet": sheet.name, "count": taken[key], "key": key})
        missing = [spec.key for spec in sheet.layout.required if spec.key not in taken]
        if missing:
            text = _("表“%(sheet)s”缺少必填的列：%(names)s，请在未认出的列中指定，或补好再上传。")
            wrong.append(text % {"sheet": sheet.name, "names": "、".join(missing)})
    if wrong:
        raise ValidationError(wrong)


def choices_of(guesses: Iterable[SheetGuess]) -> Choices:
    """Return the guesses in the form in which a batch keeps them."""
    return {sheet.name: [[c.number, c.written, c.key] for c in sheet.columns] for sheet in guesses}


def apply_choices(workbook: Workbook, choices: Mapping[str, list]) -> Workbook:
    """Tell a workbook what its columns were decided to mean."""
    for sheet in workbook:
        sheet.chosen = {(number, written): key or "" for number, written, key in choices.get(sheet.name, [])}
    return workbook


def ignored_columns(kind: ImportKind, batch: ImportBatch, workbook: Workbook) -> list[tuple[str, int, str]]:
    """Return (sheet, row of the header, header) of the columns that a person left aside."""
    found = []
    for table in guess_tables(workbook, kind.layouts):
        for number, written, key in batch.columns.get(table.sheet.name, []):
            name = written.rpartition("/")[2]
            known = any(layout.match(name) for layout in kind.layouts)
            if key == ASIDE and not _needs_nobody(kind, name) and not known and number <= table.sheet.width:
                found.append((table.sheet.name, table.header_row, written))
    return found
