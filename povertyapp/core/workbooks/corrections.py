"""The error workbook: the user's own sheets with what is wrong marked, to be corrected and sent again."""

import os
from collections import defaultdict
from collections.abc import Sequence
from typing import BinaryIO

from django.utils.translation import gettext as _
from openpyxl import Workbook as ExcelWorkbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from .cells import EXACT_DIGITS, text
from .findings import Finding
from .headers import SCANNED_ROWS as SCANNED
from .headers import header_text
from .office import clean
from .reading import Sheet, Workbook
from .stamps import META_SHEET
from .template import WORDS_SHEET

AUTHOR = "povertyapp"
EXPLANATION = "错误说明"  # in every language: the file goes round in the office
BATCH_SHEET, BATCH_KEY = "_import", "import_batch"
HIDDEN = {BATCH_SHEET, META_SHEET, WORDS_SHEET}
# The paper's colours of a mistake and of a doubt.
FILLS = {
    "error": PatternFill("solid", start_color="FFC7CE"),
    "warning": PatternFill("solid", start_color="FFEB9C"),
    "hint": PatternFill("solid", start_color="DDEBF7"),
}
WIDEST, NARROWEST, EXPLAINING = 30, 6, 40


def write_error_workbook(
    target: str | os.PathLike | BinaryIO, workbook: Workbook, findings: Sequence[Finding], batch: str = ""
) -> None:
    """Write the workbook's sheets again with a first column 错误说明, bad cells filled and commented.

    Rows keep their numbers and columns their names, so that the corrected file can be imported as it is.
    Text stays text: nothing in it becomes a formula. `batch` is the import's number, by which the file is
    recognised when it comes back (`batch_of`).
    """
    by_sheet: dict[str | None, list[Finding]] = defaultdict(list)
    for found in findings:
        by_sheet[found.sheet].append(found)
    out = ExcelWorkbook()
    out.remove(out.active)
    for sheet in workbook:
        page = out.create_sheet(sheet.name[:31])
        if sheet.name in HIDDEN:
            _write_cells(page, sheet, shift=0)
            page.sheet_state = "hidden"
        else:
            _write_sheet(page, sheet, by_sheet[sheet.name])
    if batch:
        note = out.create_sheet(BATCH_SHEET)
        note.append([BATCH_KEY, batch])
        note.sheet_state = "hidden"
    out.save(target)


def batch_of(workbook: Workbook) -> str:
    """Return the number of the import whose error workbook this is, or blank."""
    sheet = workbook.sheet(BATCH_SHEET)
    row = sheet.rows[0] if sheet and sheet.rows else []
    return text(row[1]) if len(row) > 1 and text(row[0]) == BATCH_KEY else ""


def without_explanations(workbook: Workbook) -> Workbook:
    """Return the user's own sheets of an error workbook that came back: without column, sheet and marks of ours."""
    sheets = [_without_explanation(sheet) for sheet in workbook if sheet.name != BATCH_SHEET]
    return Workbook(workbook.file, sheets)


def _without_explanation(sheet: Sheet) -> Sheet:
    if not any(row and text(row[0]).startswith(EXPLANATION) for row in sheet.rows[:SCANNED]):
        return sheet
    merged = [(r1, c1 - 1, r2, c2 - 1) for r1, c1, r2, c2 in sheet.merged if c1 > 1]
    return Sheet(sheet.name, [row[1:] for row in sheet.rows], merged)


def _write_sheet(page, sheet: Sheet, findings: list[Finding]) -> None:
    _write_cells(page, sheet, shift=1)
    for first_row, first_column, last_row, last_column in sheet.merged:
        page.merge_cells(
            start_row=first_row, start_column=first_column + 1, end_row=last_row, end_column=last_column + 1
        )
    _set_widths(page, sheet)
    _mark(page, sheet, findings)


def _write_cells(page, sheet: Sheet, shift: int) -> None:
    for row_no, row in enumerate(sheet.rows, start=1):
        for number, value in enumerate(row, start=1 + shift):
            if value is None:
                continue
            cell = page.cell(row_no, number, clean(value) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"  # a text that begins with = stays a text
                cell.number_format = "@"
            elif isinstance(value, int) and abs(value) >= 10**11:
                cell.number_format = "0"


def _set_widths(page, sheet: Sheet) -> None:
    page.column_dimensions["A"].width = EXPLAINING
    for number in range(sheet.width):
        longest = max((len(text(row[number])) for row in sheet.rows[2:200]), default=0)
        width = min(max(longest * 1.6, NARROWEST), WIDEST)
        page.column_dimensions[get_column_letter(number + 2)].width = width


def _mark(page, sheet: Sheet, findings: list[Finding]) -> None:
    by_row: dict[int, list[Finding]] = defaultdict(list)
    header_row = 1
    for found in findings:
        by_row[found.row or 0].append(found)
    for row_no, rows_findings in by_row.items():
        if not row_no:
            continue
        told = page.cell(row_no, 1, "；".join(_sentence(found) for found in rows_findings))
        told.alignment = Alignment(wrap_text=True, vertical="top")
        for found in rows_findings:
            place = _header_of(sheet, found)
            if place:
                header_row = max(header_row, place[0])
                _mark_cell(page.cell(row_no, place[1] + 1), found)
    header = page.cell(header_row, 1)
    # What is said of a column itself stands in the row of the header too.
    header.value = f"{EXPLANATION}：{header.value}" if header.value else EXPLANATION
    header.font = Font(bold=True)


def _mark_cell(cell, found: Finding) -> None:
    if type(cell).__name__ != "Cell":  # inside a merged range only the first cell can hold anything
        return
    cell.fill = FILLS[found.severity]
    if isinstance(cell.value, int | float) and abs(cell.value) >= 10**EXACT_DIGITS:
        cell.number_format = "@"  # what is pasted here stays text
    earlier = f"{cell.comment.text}\n" if cell.comment else ""
    cell.comment = Comment(f"{earlier}{_sentence(found)}", AUTHOR)


def _sentence(found: Finding) -> str:
    sentence = f"{found.column or ''}：{found.message}" if found.column else found.message
    if found.expected not in (None, ""):
        sentence += _("（应为 %(expected)s）") % {"expected": found.expected}
    return sentence


def _header_of(sheet: Sheet, found: Finding) -> tuple[int, int] | None:
    """Return row and column of a finding's header, under its group where the name says one."""
    group, _mark_, name = (found.column or "").rpartition("/")
    rows = sheet.filled()[: min(found.row or 1, SCANNED)]
    for row_no, row in enumerate(rows, start=1):
        for number, value in enumerate(row, start=1):
            if value is None or header_text(value) != name:
                continue
            above = header_text(rows[row_no - 2][number - 1]) if row_no > 1 else ""
            if not group or group == above:
                return row_no, number
    return None
