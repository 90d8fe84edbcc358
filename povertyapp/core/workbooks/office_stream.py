"""The frame of office.py for workbooks of any length, written row after row with constant memory.

Same sheets in, same look out, with one difference: cells are written in order and cannot be gone back to, so
no header spans two rows (one without a group stands in the upper one). Same content, same moment: same bytes.
"""

import datetime as dt
import io
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from povertyapp.core.progress import counted

from .office import (
    BODY_SIZE,
    CELL_PADDING,
    FIRST_ROW,
    FORMATS,
    HEAD_FILL,
    HEADER_ROW,
    LEADS,
    LINE_HEIGHT,
    MAX_HEIGHT,
    MIN_HEIGHT,
    PAPERS,
    ROW_PADDING,
    WRITING,
    Formula,
    OfficeColumn,
    OfficeSheet,
    clean,
    groups_of,
    line_count,
    row_height,
)

# Names and words come again row after row: each is measured once.
measured = lru_cache(maxsize=50_000)(line_count)
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def stream_workbook(sheets: Sequence[OfficeSheet], *, moment: dt.datetime) -> bytes:
    """Return the bytes of a workbook of these sheets, dated `moment`.

    Raises ValueError for a sheet of fewer than three columns, which has no room for the three blocks of row 3.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    said = moment.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    book.set_properties({"title": sheets[0].title, "author": "povertyapp", "created": said})
    for sheet in sheets:
        _Writer(book, sheet).write()
    book.close()
    return out.getvalue()


class _Writer:
    """One sheet on its way out. Rows are counted from 0 here, as xlsxwriter does."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: OfficeSheet):
        if len(sheet.columns) < len(sheet.filing):
            raise ValueError(f"{sheet.name} has fewer than three columns")
        self.book, self.sheet = book, sheet
        self.ws: Worksheet = book.add_worksheet(sheet.name)
        self.last = len(sheet.columns) - 1
        self.width = sum(column.width for column in sheet.columns)

    def write(self) -> None:
        for number, column in enumerate(self.sheet.columns):
            self.ws.set_column(number, number, column.width)
        self._set_view()
        self._set_print()
        self._lead()
        self._header()
        self._rows()
        self._tail()
        self._cues()

    def _style(self, **properties: Any):
        return self.book.add_format({"valign": "vcenter", **properties})

    def _span(self, row: int, first: int, last: int, words: str, style) -> None:
        if first == last:
            self.ws.write_string(row, first, clean(words), style)
        else:
            self.ws.merge_range(row, first, row, last, clean(words), style)

    def _lead(self) -> None:
        sheet, fonts = self.sheet, self.sheet.fonts
        middle = {"align": "center", "text_wrap": True}
        title = self._style(font_name=fonts.title, font_size=20, bold=True, **middle)
        self.ws.set_row(0, 38 * line_count(sheet.title, self.width, 20))
        self._span(0, 0, self.last, sheet.title, title)
        self.ws.set_row(1, 20 * line_count(sheet.count_line, self.width, 12))
        self._span(
            1, 0, self.last, sheet.count_line, self._style(font_name=fonts.count, font_size=12, **middle)
        )
        columns = self.last + 1
        second, third = (
            sheet.filing_starts if all(sheet.filing_starts) else (columns // 3 + 1, columns * 2 // 3 + 1)
        )
        self.ws.set_row(2, 20)
        blocks = zip((0, second - 1, third - 1), (second - 2, third - 2, self.last), strict=True)
        for (first, last), side, words in zip(blocks, ("left", "center", "right"), sheet.filing, strict=True):
            style = self._style(font_name=fonts.line, font_size=11, align=side)
            self._span(2, first, last, words, style)

    def _header(self) -> None:
        style = self._style(
            font_name=self.sheet.fonts.head,
            font_size=11,
            align="center",
            text_wrap=True,
            border=1,
            bg_color=f"#{HEAD_FILL.start_color.rgb[2:]}",
        )
        self.ws.set_row(HEADER_ROW - 1, 20)
        for first, last, group in groups_of(self.sheet.columns):
            self._span(
                HEADER_ROW - 1, first - 1, last - 1, group or self.sheet.columns[first - 1].header, style
            )
        self.ws.set_row(HEADER_ROW, 32)
        for number, column in enumerate(self.sheet.columns):
            self.ws.write_string(HEADER_ROW, number, column.header if column.group else "", style)

    def _rows(self) -> None:
        sheet, row = self.sheet, FIRST_ROW - 1
        styles = [self._body(column) for column in sheet.columns]
        if sheet.totals is not None:
            bold = [self._body(column, bold=True) for column in sheet.columns]
            self.ws.set_row(row, row_height(sheet.totals, sheet.columns))
            write_cells(self.ws, row, sheet.totals, bold)
            row += 1
        for values in counted(sheet.rows, WRITING):
            self.ws.set_row(row, self._height(values))
            write_cells(self.ws, row, values, styles)
            row += 1
        if row == FIRST_ROW - 1:
            empty = self._style(font_name=sheet.fonts.body, font_size=BODY_SIZE, align="center", border=1)
            self._span(row, 0, self.last, sheet.empty, empty)

    def _height(self, values: Sequence[Any]) -> float:
        """Return the height of a row, as `row_height` does; anything but text is one line."""
        pairs = zip(values, self.sheet.columns, strict=True)
        lines = max((_lines(v, column.width) for v, column in pairs if isinstance(v, str)), default=1)
        return min(max(round(lines * LINE_HEIGHT + ROW_PADDING, 1), MIN_HEIGHT), MAX_HEIGHT)

    def _body(self, column: OfficeColumn, **properties: Any) -> tuple[Any, Any]:
        """Return the styles of a column's cells: as they are, and for text that looks like a formula."""
        look = {
            "font_name": self.sheet.fonts.body,
            "font_size": BODY_SIZE,
            "align": column.align,
            "text_wrap": True,
            "border": 1,
            **properties,
        }
        if column.kind in FORMATS:
            look["num_format"] = FORMATS[column.kind]
        return self._style(**look), self._style(**look, quote_prefix=True)

    def _tail(self) -> None:
        sheet, row = self.sheet, self.sheet.last_row
        style = {"font_name": sheet.fonts.line, "align": "left", "text_wrap": True}
        self.ws.set_row(row, 30)
        self._span(row, 0, self.last, sheet.signature, self._style(font_size=11, **style))
        self.ws.set_row(row + 1, max(28, line_count(sheet.notes, self.width, 9) * 12.5 + 3))
        self._span(row + 1, 0, self.last, sheet.notes, self._style(font_size=9, **style))

    def _cues(self) -> None:
        """Give the words that have cues their colours; the word always stays."""
        first = FIRST_ROW - 1 + (self.sheet.totals is not None)
        for number, column in enumerate(self.sheet.columns):
            for word, (fill, ink) in column.cues.items():
                look = self.book.add_format({"bold": True, "bg_color": f"#{fill}", "font_color": f"#{ink}"})
                rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
                self.ws.conditional_format(first, number, max(self.sheet.last_row - 1, first), number, rule)

    def _set_view(self) -> None:
        self.ws.freeze_panes(FIRST_ROW - 1, self.sheet.freeze_column - 1)
        self.ws.autofilter(HEADER_ROW, 0, self.sheet.last_row - 1, self.last)

    def _set_print(self) -> None:
        self.ws.set_landscape()
        self.ws.set_paper(PAPERS[self.sheet.paper])
        self.ws.fit_to_pages(1, 0)
        self.ws.repeat_rows(HEADER_ROW - 1, HEADER_ROW)
        self.ws.print_area(0, 0, self.sheet.last_row + 1, self.last)
        self.ws.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        self.ws.center_horizontally()
        footer = f"&C第 &P 页 共 &N 页&R{self.sheet.footer.replace('&', '&&')}"
        self.ws.set_footer(footer, {"margin": 0.3})


def write_cells(ws: Worksheet, row: int, values: Sequence[Any], styles: Sequence[tuple[Any, Any]]) -> None:
    """Write one row; text that looks like a formula stays text, here and when somebody edits it later.

    `styles` are pairs: of a cell as it is, and of text that looks like a formula.
    """
    for number, (value, (style, quoted)) in enumerate(zip(values, styles, strict=True)):
        if value is None or value == "":
            ws.write_blank(row, number, None, style)
        elif isinstance(value, Formula):
            ws.write_formula(row, number, str(value), style)
        elif isinstance(value, str):
            ws.write_string(row, number, clean(value), quoted if value.startswith(LEADS) else style)
        elif isinstance(value, dt.date):
            ws.write_datetime(row, number, value, style)
        else:
            ws.write_number(row, number, float(value) if isinstance(value, Decimal) else value, style)


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes; one that surely fits is not measured."""
    room = width - CELL_PADDING
    if "\n" not in text and len(text) * (1 if text.isascii() else 2) <= room:
        return 1
    return measured(text, width)
