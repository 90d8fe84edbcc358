"""Open an office workbook, whatever its container: xlsx, BIFF xls, an HTML table named .xls, CSV.

The container is known by its content. Numbers stay numbers and text stays text, because a numeric
cell in an ID column has already lost digits. Rows and columns count from 1, as the user sees them.
"""

import csv
import datetime as dt
import os
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import python_calamine
from defusedxml import ElementTree

from . import guards, text_tables
from .errors import UnreadableWorkbook

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REMEMBERED = 1 << 16
REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def column_letter(number: int) -> str:
    """Return the letters of a column counted from 1: 1 → A, 28 → AB."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass
class Sheet:
    """One worksheet: `rows` all of one width, blank cells None, `merged` as (row, column, row, column).

    `chosen` says what somebody decided of a column: (number, header as written) → key, blank to leave it aside.
    """

    name: str
    rows: list[list[Cell]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    chosen: dict[tuple[int, str], str] = field(default_factory=dict)
    _filled: list[list[Cell]] | None = field(default=None, repr=False, compare=False)

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def cell(self, row: int, column: int) -> Cell:
        """Return what stands at an Excel row and column (from 1); None outside the sheet."""
        if not 1 <= row <= len(self.rows) or not 1 <= column <= self.width:
            return None
        return self.rows[row - 1][column - 1]

    def filled(self) -> list[list[Cell]]:
        """Return the rows with every merged range filled by its upper left cell."""
        if not self.merged:
            return self.rows
        if self._filled is None:
            rows = [list(row) for row in self.rows]
            for first_row, first_column, last_row, last_column in self.merged:
                value = self.cell(first_row, first_column)
                if value is None:
                    continue
                for row in rows[first_row - 1 : last_row]:
                    row[first_column - 1 : last_column] = [value] * (
                        min(last_column, len(row)) - first_column + 1
                    )
            self._filled = rows
        return self._filled


@dataclass
class Workbook:
    """A file's worksheets; `file` is its name without a folder, for messages and reports."""

    file: str
    sheets: list[Sheet]

    def __iter__(self) -> Iterator[Sheet]:
        return iter(self.sheets)

    def sheet(self, name: str) -> Sheet | None:
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def read_workbook(
    source: str | os.PathLike | BinaryIO | Workbook,
    name: str | None = None,
    limits: guards.Limits | None = None,
) -> Workbook:
    """Read a workbook from a path or an open binary file; `name` replaces the file's own name in messages.

    `limits` are those of an upload unless given; a workbook that was read already is returned as it is. Raises
    `UnreadableWorkbook` with one sentence for the user when nothing can be read from it.
    """
    if isinstance(source, Workbook):
        return source
    limits = limits or guards.Limits.from_settings()
    data, name = _bytes_of(source, name, limits)
    if guards.is_zip(data):
        return Workbook(name, _read_xlsx(data, name, limits))
    if guards.is_ole(data):
        guards.check_ole(data, name, limits)
        return Workbook(name, _read_calamine(data, name, limits, {}))
    return Workbook(name, _read_lists(data, name, limits))


def _read_lists(data: bytes, name: str, limits: guards.Limits) -> list[Sheet]:
    sheets: list[Sheet] = []
    cells = 0
    for number, (rows, merged) in enumerate(_read_text(data, name, limits), start=1):
        title = Path(name).stem if number == 1 else f"{Path(name).stem}-{number}"
        width = max(map(len, rows), default=0)
        _check_extent(title, len(rows), width > guards.MAX_COLUMNS, name, limits)
        cells += len(rows) * width
        guards.check_cells(cells, name, limits)
        padded: list[list[Cell]] = [[*row, *[None] * (width - len(row))] for row in rows]
        sheets.append(Sheet(title, padded, merged))
    return sheets


def _bytes_of(source, name: str | None, limits: guards.Limits) -> tuple[bytes, str]:
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        name = name or path.name
        try:
            guards.check_size(path.stat().st_size, name, limits)
            return path.read_bytes(), name
        except (FileNotFoundError, NotADirectoryError) as error:
            raise UnreadableWorkbook("not_found", name) from error
        except OSError as error:
            raise UnreadableWorkbook("unreadable", name) from error
    name = name or os.path.basename(getattr(source, "name", None) or "workbook")
    data = source.read(limits.size + 1)
    guards.check_size(max(len(data), getattr(source, "size", None) or 0), name, limits)
    return data, name


def _read_xlsx(data: bytes, name: str, limits: guards.Limits) -> list[Sheet]:
    notes = guards.check_zip(data, name, limits)
    try:
        sheets = _sheet_parts(data)
    except (KeyError, ValueError, SyntaxError) as error:  # what is no XML is a SyntaxError
        raise UnreadableWorkbook("unreadable", name) from error
    named = {part: sheet for sheet, part in sheets.items()}
    for part, note in notes.items():  # whatever the workbook calls a sheet
        _check_extent(named.get(part, part), note.last_row, note.too_wide, name, limits)
    guards.check_cells(
        max(sum(n.extent for n in notes.values()), sum(n.texts for n in notes.values())), name, limits
    )
    formulas = {sheet: notes[part].formulas for sheet, part in sheets.items() if part in notes}
    return _read_calamine(data, name, limits, formulas)


def _check_extent(sheet: str, rows: int, too_wide: bool, name: str, limits: guards.Limits) -> None:
    if rows > limits.rows:
        raise UnreadableWorkbook("too_many_rows", name, sheet=sheet, limit=limits.rows)
    if too_wide:
        raise UnreadableWorkbook("too_wide", name, sheet=sheet, limit=guards.MAX_COLUMNS)


def _sheet_parts(data: bytes) -> dict[str, str]:
    """Return which part of an xlsx holds which sheet."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        try:
            links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        except KeyError:
            return {}
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    parts = {}
    for sheet in book.iter(f"{MAIN}sheet"):
        target = targets.get(sheet.get(REL_ID), "")
        parts[sheet.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return parts


def _read_calamine(data: bytes, name: str, limits: guards.Limits, formulas: dict) -> list[Sheet]:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = []
        for meta in book.sheets_metadata:
            if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            _check_extent(meta.name, sheet.total_height, sheet.total_width > guards.MAX_COLUMNS, name, limits)
            rows = _rows_of(sheet)
            merged = _merged(sheet.merged_cell_ranges or [], len(rows), len(rows[0]) if rows else 0)
            sheets.append(Sheet(meta.name, rows, merged, formulas.get(meta.name, [])))
    except python_calamine.PasswordError as error:
        raise UnreadableWorkbook("encrypted", name) from error
    except UnreadableWorkbook:
        raise
    except BaseException as error:
        # A broken file surfaces as whatever its Rust layers raise; their panic is not even an Exception.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise UnreadableWorkbook("unreadable", name) from error
        raise
    return sheets


def _merged(ranges: list, rows: int, columns: int) -> list[tuple[int, int, int, int]]:
    """Return merged ranges cut to the sheet, counted from 1; none where they overlap, which Excel never lets be."""
    cut = [
        (first_row + 1, first_column + 1, min(last_row + 1, rows), min(last_column + 1, columns))
        for (first_row, first_column), (last_row, last_column) in ranges
        if first_row < rows and first_column < columns
    ]
    area = sum((r2 - r1 + 1) * (c2 - c1 + 1) for r1, c1, r2, c2 in cut)
    return cut if area <= rows * columns else []


def _rows_of(sheet: python_calamine.CalamineSheet) -> list[list[Cell]]:
    """Return all rows from A1 on: blank cells None, whole numbers int (2 is reported as 2 and not as 2.0).

    The same text is one object wherever it stands: of a county's million cells few differ.
    """
    left: list[Cell] = [None] * (sheet.start or (0, 0))[1]
    rows, known = [], dict[str, str]()
    once = known.setdefault
    for row in sheet.iter_rows():
        rows.append(
            left
            + [
                once(value, value) or None
                if value.__class__ is str
                else (int(value) if value.__class__ is float and value.is_integer() else value)
                for value in row
            ]
        )
        if len(known) > REMEMBERED:
            known.clear()
    return rows


def _read_text(
    data: bytes, name: str, limits: guards.Limits
) -> list[tuple[text_tables.Rows, text_tables.Merged]]:
    if text_tables.looks_like_html(data):
        tables = text_tables.read_html(data, limits.rows, guards.MAX_COLUMNS)
        if tables:
            return tables
        raise UnreadableWorkbook("unreadable", name)
    text = text_tables.decode(data)
    if text is None or re.match(r"\s*(<\?xml|%PDF|\{\\rtf|MIME-Version)", text):
        raise UnreadableWorkbook("unreadable", name)
    try:
        return [(text_tables.read_csv(text, limits.rows, guards.MAX_COLUMNS), [])]
    except csv.Error as error:
        raise UnreadableWorkbook("unreadable", name) from error
