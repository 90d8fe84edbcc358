"""The error workbook: the user's own sheets with what is wrong marked, to be corrected and sent again."""

from collections import defaultdict
from pathlib import Path

from django.utils.translation import gettext as _
from openpyxl import Workbook as ExcelWorkbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from .cells import text
from .findings import Finding
from .headers import header_text
from .reading import Sheet, Workbook

AUTHOR = "povertyapp"
# The paper's colours of a mistake and of a doubt.
FILLS = {
    "error": PatternFill("solid", start_color="FFC7CE"),
    "warning": PatternFill("solid", start_color="FFEB9C"),
    "hint": PatternFill("solid", start_color="DDEBF7"),
}
WIDEST, NARROWEST, EXPLAINING = 30, 6, 40


def write_error_workbook(path: str | Path, workbook: Workbook, findings: list[Finding]) -> None:
    """Write the workbook's sheets again with a first column 错误说明, bad cells filled and commented.

    Rows keep their numbers and columns their names, so that the corrected file can be imported as it is.
    Text stays text: nothing in it becomes a formula.
    """
    by_sheet: dict[str | None, list[Finding]] = defaultdict(list)
    for found in findings:
        by_sheet[found.sheet].append(found)
    out = ExcelWorkbook()
    out.remove(out.active)
    for sheet in workbook:
        _write_sheet(out.create_sheet(sheet.name[:31]), sheet, by_sheet[sheet.name])
    out.save(path)


def _write_sheet(page, sheet: Sheet, findings: list[Finding]) -> None:
    for row_no, row in enumerate(sheet.rows, start=1):
        for number, value in enumerate(row, start=2):
            if value is None:
                continue
            cell = page.cell(row_no, number, value)
            if isinstance(value, str):
                cell.data_type = "s"  # a text that begins with = stays a text
                cell.number_format = "@"
            elif isinstance(value, int) and abs(value) >= 10**11:
                cell.number_format = "0"
    for first_row, first_column, last_row, last_column in sheet.merged:
        page.merge_cells(
            start_row=first_row, start_column=first_column + 1, end_row=last_row, end_column=last_column + 1
        )
    _set_widths(page, sheet)
    _mark(page, sheet, findings)


def _set_widths(page, sheet: Sheet) -> None:
    page.column_dimensions["A"].width = EXPLAINING
    for number in range(sheet.width):
        longest = max((len(text(row[number])) for row in sheet.rows[2:200]), default=0)
        width = min(max(longest * 1.6, NARROWEST), WIDEST)
        page.column_dimensions[get_column_letter(number + 2)].width = width


def _mark(page, sheet: Sheet, findings: list[Finding]) -> None:
    by_row: dict[int, list[Finding]] = defaultdict(list)
    for found in findings:
        by_row[found.row or 0].append(found)
    for row_no, rows_findings in by_row.items():
        if not row_no:
            continue
        told = page.cell(row_no, 1, "；".join(_sentence(found) for found in rows_findings))
        told.alignment = Alignment(wrap_text=True, vertical="top")
        for found in rows_findings:
            number = _column_of(sheet, found)
            if number:
                _mark_cell(page.cell(row_no, number + 1), found)
    header = page.cell(max(min(by_row, default=1) - 1, 1), 1)
    if header.value is None and type(header).__name__ == "Cell":
        header.value = _("错误说明")
        header.font = Font(bold=True)


def _mark_cell(cell, found: Finding) -> None:
    if type(cell).__name__ != "Cell":  # inside a merged range only the first cell can hold anything
        return
    cell.fill = FILLS[found.severity]
    earlier = f"{cell.comment.text}\n" if cell.comment else ""
    cell.comment = Comment(f"{earlier}{_sentence(found)}", AUTHOR)


def _sentence(found: Finding) -> str:
    sentence = f"{found.column or ''}：{found.message}" if found.column else found.message
    if found.expected not in (None, ""):
        sentence += _("（应为 %(expected)s）") % {"expected": found.expected}
    return sentence


def _column_of(sheet: Sheet, found: Finding) -> int | None:
    """Return the column of a finding by its header, under its group where the name says one."""
    group, _mark_, name = (found.column or "").rpartition("/")
    rows = sheet.filled()[: max((found.row or 1) - 1, 0)][:40]
    for row_no, row in enumerate(rows):
        for number, value in enumerate(row, start=1):
            if value is None or header_text(value) != name:
                continue
            above = header_text(rows[row_no - 1][number - 1]) if row_no else ""
            if not group or group == above:
                return number
    return None
