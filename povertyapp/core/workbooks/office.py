"""Write a workbook that looks like what the office would have typed (ux 2.5).

One frame for every ledger that leaves: merged title, a line that counts, the line of who filled it in, a
header of two rows, bordered rows, the signatures, the explanations, and the set-up for printing on A4
landscape. Its words are Chinese in every interface language: it is an official document, not a page.
"""

import datetime as dt
import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from povertyapp.core.progress import counted

# What a job that makes a workbook is at.
WRITING = gettext_lazy("写入表格")
HEADER_ROW = 4  # the groups; the columns' own names stand in the row below
FIRST_ROW = 6
LINE_HEIGHT, ROW_PADDING, CELL_PADDING = 14.6, 5, 1.2
MIN_HEIGHT, MAX_HEIGHT = 22, 409  # more than 409 points Excel does not show
BODY_SIZE, SMALLEST_SIZE = 10.5, 6
MAX_TEXT = 32_767  # characters that one cell holds
THIN = Side(style="thin")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEAD_FILL = PatternFill("solid", start_color="FFE7ECF2", end_color="FFE7ECF2")
PAPERS = {"A4": 9, "A3": 8}
FORMATS = {"date": "yyyy-mm-dd", "money": "#,##0.00", "integer": "0", "percent": "0.0%", "text": "@"}
LEADS = ("=", "+", "-", "@")  # what a spreadsheet would take for the beginning of a formula


class Formula(str):
    """A formula that we wrote ourselves (a sum that an auditor can click); no other text ever becomes one."""


@dataclass(frozen=True)
class OfficeColumn:
    """One column: the name in the header, the group above it, its width in characters, how its cells look.

    `kind` is general, text, integer, money, percent or date; `choices` become a drop-down; `cues` give the
    background and the ink of a word.
    """

    header: str
    width: float
    group: str = ""
    align: str = "center"
    kind: str = "general"
    choices: tuple[str, ...] = ()
    cues: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Fonts:
    """The typefaces, all of which ship with Windows and WPS; a county may set its own title face."""

    title: str = "宋体"
    count: str = "楷体"
    line: str = "宋体"
    head: str = "黑体"
    body: str = "仿宋"


@dataclass(frozen=True)
class OfficeSheet:
    """What stands on one sheet. `filing` are the three blocks of row 3 and where the second and third begin.

    `totals` is a first row above the data (合计), `empty` is what the sheet says when there is no row at all.
    """

    name: str
    title: str
    count_line: str
    filing: tuple[str, str, str]
    columns: Sequence[OfficeColumn]
    rows: Sequence[Sequence[Any]]
    signature: str
    notes: str
    filing_starts: tuple[int, int] = (0, 0)
    totals: Sequence[Any] | None = None
    empty: str = "本条件下无记录"
    footer: str = ""
    paper: str = "A4"
    freeze_column: int = 6
    fonts: Fonts = Fonts()

    @property
    def last_row(self) -> int:
        """Return the Excel row of the last line of data, or of the line that says there is none."""
        return FIRST_ROW + max(len(self.rows) + (self.totals is not None), 1) - 1


def text_width(text: str) -> int:
    """Return the width of a line in half-width characters; a Chinese character or mark counts two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def line_count(text: str, width: float, size: float = BODY_SIZE) -> int:
    """Return how many printed lines a text takes in a column of that width at that size of type."""
    room = (width - CELL_PADDING) * BODY_SIZE / size
    return sum(max(1, math.ceil(text_width(line) / room)) for line in text.split("\n"))


def row_height(values: Sequence[Any], columns: Sequence[OfficeColumn]) -> float:
    """Return the height in points that a row needs, between 22 and 409: openpyxl does not fit rows itself."""
    lines = max(
        line_count(_shown(value), column.width) for value, column in zip(values, columns, strict=True)
    )
    return min(max(round(lines * LINE_HEIGHT + ROW_PADDING, 1), MIN_HEIGHT), MAX_HEIGHT)


def written_day(day: dt.date) -> str:
    """Return a day as an official writes it: 2017年6月10日."""
    return f"{day.year}年{day.month}月{day.day}日"


def write_office_sheet(ws, sheet: OfficeSheet) -> None:
    """Write the whole frame and its rows on an empty worksheet, every cell as ux 2.5 says."""
    write_office_frame(ws, sheet)
    _write_rows(ws, sheet)
    _write_tail(ws, sheet)
    _write_choices(ws, sheet)


def write_office_frame(ws, sheet: OfficeSheet) -> None:
    """Write the head of the frame and set up view and print; the rows are left to somebody else (a form)."""
    ws.title = sheet.name
    for number, column in enumerate(sheet.columns, start=1):
        ws.column_dimensions[get_column_letter(number)].width = column.width
    _write_lead(ws, sheet)
    _write_header(ws, sheet)
    _set_view(ws, sheet)
    _set_print(ws, sheet)


def put(ws, row: int, column: int, value, *, font=None, align=None, number_format=None, bordered=False):
    """Write one cell; text that looks like a formula stays text, here and when somebody edits it later."""
    cell = ws.cell(row, column)
    if isinstance(value, Formula):
        cell.value = str(value)
    elif isinstance(value, str | Promise):
        cell.value = clean(str(value)) or None
        if cell.value is not None:
            cell.data_type = "s"
            cell.quotePrefix = cell.value.startswith(LEADS)
    else:
        cell.value = value
    if font:
        cell.font = font
    if align:
        cell.alignment = align
    if number_format:
        cell.number_format = number_format
    if bordered:
        cell.border = GRID
    return cell


def clean(text: str) -> str:
    """Return a text as a cell can hold it: one kind of line break, no control characters, at most 32,767."""
    return ILLEGAL_CHARACTERS_RE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:MAX_TEXT]


def _shown(value) -> str:
    """Return a value as it is printed, to measure it."""
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return ""  # a date is one line by its format, and its column is made wide enough
    if isinstance(value, Decimal | float):
        return f"{value:,.2f}"
    return str(value)


def _merge(ws, row: int, first: int, last_row: int, last: int, value, font: Font, align: Alignment, **style):
    for r in range(row, last_row + 1):
        for c in range(first, last + 1):
            put(ws, r, c, value if (r, c) == (row, first) else None, font=font, align=align, **style)
    if (row, first) != (last_row, last):
        ws.merge_cells(start_row=row, start_column=first, end_row=last_row, end_column=last)


def _write_lead(ws, sheet: OfficeSheet) -> None:
    """Write the title, the line that counts and the line of who filled it in: rows 1 to 3."""
    last = len(sheet.columns)
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    total = sum(column.width for column in sheet.columns)
    _merge(ws, 1, 1, 1, last, sheet.title, Font(name=sheet.fonts.title, size=20, bold=True), middle)
    ws.row_dimensions[1].height = 38 * line_count(sheet.title, total, 20)
    _merge(ws, 2, 1, 2, last, sheet.count_line, Font(name=sheet.fonts.count, size=12), middle)
    ws.row_dimensions[2].height = 20 * line_count(sheet.count_line, total, 12)
    second, third = sheet.filing_starts if all(sheet.filing_starts) else (last // 3 + 1, last * 2 // 3 + 1)
    blocks = zip((1, second, third), (second - 1, third - 1, last), ("left", "center", "right"), strict=True)
    for (first, end, side), words in zip(blocks, sheet.filing, strict=True):
        align = Alignment(horizontal=side, vertical="center")
        _merge(ws, 3, first, 3, end, words, Font(name=sheet.fonts.line, size=11), align)
    ws.row_dimensions[3].height = 20


def _write_header(ws, sheet: OfficeSheet) -> None:
    """Write the two rows of the header: a column without a group takes both."""
    style = {
        "font": Font(name=sheet.fonts.head, size=11),
        "align": Alignment(horizontal="center", vertical="center", wrap_text=True),
        "bordered": True,
    }
    for first, last, group in groups_of(sheet.columns):
        if group:
            _merge(ws, HEADER_ROW, first, HEADER_ROW, last, group, **style)
        for number in range(first, last + 1):
            header = sheet.columns[number - 1].header
            top = HEADER_ROW + 1 if group else HEADER_ROW
            _merge(ws, top, number, HEADER_ROW + 1, number, header, **style)
    for row in ws.iter_rows(HEADER_ROW, HEADER_ROW + 1, 1, len(sheet.columns)):
        for cell in row:
            cell.fill = HEAD_FILL
    ws.row_dimensions[HEADER_ROW].height = 20
    ws.row_dimensions[HEADER_ROW + 1].height = 32


def groups_of(columns: Sequence[OfficeColumn]):
    """Yield the runs of columns under one group as (first, last, group), counted from 1."""
    first = 1
    for number, column in enumerate(columns, start=1):
        if number == len(columns) or columns[number].group != column.group or not column.group:
            yield first, number, column.group
            first = number + 1


def _write_rows(ws, sheet: OfficeSheet) -> None:
    lines = ([] if sheet.totals is None else [sheet.totals]) + list(sheet.rows)
    for row, values in enumerate(counted(lines, WRITING), start=FIRST_ROW):
        bold = sheet.totals is not None and row == FIRST_ROW
        height = row_height(values, sheet.columns)
        ws.row_dimensions[row].height = height
        for number, (value, column) in enumerate(zip(values, sheet.columns, strict=True), start=1):
            size = _fitting_size(_shown(value), column) if height == MAX_HEIGHT else BODY_SIZE
            align = Alignment(horizontal=column.align, vertical="center", wrap_text=True)
            number_format = FORMATS.get(column.kind) if column.kind != "date" or _is_day(value) else None
            font = Font(name=sheet.fonts.body, size=size, bold=bold)
            put(ws, row, number, value, font=font, align=align, number_format=number_format, bordered=True)
    if not lines:
        style = {"align": Alignment(horizontal="center", vertical="center"), "bordered": True}
        font = Font(name=sheet.fonts.body, size=BODY_SIZE)
        _merge(ws, FIRST_ROW, 1, FIRST_ROW, len(sheet.columns), sheet.empty, font=font, **style)
        ws.row_dimensions[FIRST_ROW].height = MIN_HEIGHT


def _is_day(value) -> bool:
    return isinstance(value, dt.date)


def _fitting_size(text: str, column: OfficeColumn) -> float:
    """Return the size of type at which a very long text still fits the highest row that Excel shows."""
    size = BODY_SIZE
    while size > SMALLEST_SIZE:
        lines = line_count(text, column.width, size)
        if lines * LINE_HEIGHT * size / BODY_SIZE + ROW_PADDING <= MAX_HEIGHT:
            break
        size -= 0.5
    return size


def _write_tail(ws, sheet: OfficeSheet) -> None:
    """Write the line of signatures and the explanations under the data."""
    last = len(sheet.columns)
    total = sum(column.width for column in sheet.columns)
    row = sheet.last_row + 1
    align = Alignment(horizontal="left", vertical="center", wrap_text=True)
    _merge(ws, row, 1, row, last, sheet.signature, Font(name=sheet.fonts.line, size=11), align)
    ws.row_dimensions[row].height = 30
    _merge(ws, row + 1, 1, row + 1, last, sheet.notes, Font(name=sheet.fonts.line, size=9), align)
    ws.row_dimensions[row + 1].height = max(28, line_count(sheet.notes, total, 9) * 12.5 + 3)


def _write_choices(ws, sheet: OfficeSheet) -> None:
    """Give the columns of fixed words their drop-down, and each word its colours (the word always stays)."""
    if not sheet.rows:
        return
    for number, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(number)
        cells = f"{letter}{sheet.last_row - len(sheet.rows) + 1}:{letter}{sheet.last_row}"
        if column.choices:
            words = ",".join(column.choices)
            rule = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=True)
            rule.errorTitle, rule.error = column.header, f"请从下拉列表中选择：{words}"
            rule.add(cells)
            ws.add_data_validation(rule)
        for word, (fill, ink) in column.cues.items():
            paint = PatternFill("solid", start_color=f"FF{fill}", end_color=f"FF{fill}")
            font = Font(bold=True, color=f"FF{ink}")
            rule = CellIsRule(operator="equal", formula=[f'"{word}"'], fill=paint, font=font)
            ws.conditional_formatting.add(cells, rule)


def _set_view(ws, sheet: OfficeSheet) -> None:
    """Freeze the header and the first columns, filter by any column, begin at the first row of data."""
    first = f"A{FIRST_ROW}"
    last = get_column_letter(len(sheet.columns))
    ws.freeze_panes = f"{get_column_letter(sheet.freeze_column)}{FIRST_ROW}"
    ws.sheet_view.pane.activePane = "bottomLeft"
    for selection in ws.sheet_view.selection:
        if selection.pane in ("bottomLeft", "bottomRight"):
            selection.activeCell = selection.sqref = first
    ws.sheet_view.zoomScale = 100
    ws.auto_filter.ref = f"A{HEADER_ROW + 1}:{last}{sheet.last_row}"


def _set_print(ws, sheet: OfficeSheet) -> None:
    """Set up A4 or A3 landscape, one page wide, the header on every page, page numbers at the foot."""
    last = get_column_letter(len(sheet.columns))
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    ws.page_setup.paperSize = PAPERS[sheet.paper]
    ws.page_setup.orientation = "landscape"
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW + 1}"
    ws.print_area = f"A1:{last}{sheet.last_row + 2}"
    ws.page_margins.left = ws.page_margins.right = 0.5
    ws.page_margins.top = ws.page_margins.bottom = 0.6
    ws.page_margins.header = ws.page_margins.footer = 0.3  # else the foot is cut at the margin
    ws.print_options.horizontalCentered = True
    ws.oddFooter.center.text = "第 &P 页 共 &N 页"
    ws.oddFooter.right.text = sheet.footer.replace("&", "&&")
