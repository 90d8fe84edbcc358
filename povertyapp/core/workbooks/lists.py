"""Lists as workbooks: one office sheet, or the layouts that offices exchange, without signatures and notes.

Up to `HELD` rows the sheets are held until they are closed and look exactly like the office's own; longer ones
are streamed with constant memory, where a header cannot span two rows (it stands in the upper one).
"""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from openpyxl import Workbook

from .office import BODY_SIZE, FORMATS, HEAD_FILL, PAPERS, Fonts, OfficeSheet, clean, write_office_sheet
from .office_stream import OPTIONS, stream_workbook, write_cells
from .stamps import META_SHEET, Stamp, stamp_rows, workbook_bytes, write_stamp

HELD = 5000
TITLE_HEIGHT, FILING_HEIGHT, HEAD_HEIGHT = 34, 20, 30
FONTS = Fonts()


def sheet_bytes(sheet: OfficeSheet, moment: dt.datetime, stamp: Stamp | None = None) -> bytes:
    """Return the bytes of a workbook of one office sheet, dated `moment`, with the stamp of one that may come back."""
    if len(sheet.rows) > HELD:
        return stream_workbook([sheet], moment=moment)
    book = Workbook()
    write_office_sheet(book.active, sheet)
    if stamp:
        write_stamp(book, stamp)
    book.properties.title = sheet.title
    return workbook_bytes(book, moment)


@dataclass(frozen=True)
class ListColumn:
    """A column: header, the group above it, width in characters, kind as in `OfficeColumn`."""

    header: str
    group: str = ""
    width: float = 10
    kind: str = "general"


@dataclass(frozen=True)
class ListSheet:
    """What stands above the rows of one sheet: title, three blocks of the filing line, the columns."""

    name: str
    title: str
    filing: tuple[str, str, str]
    columns: Sequence[ListColumn]
    footer: str = ""
    freeze_column: int = 0

    @property
    def has_groups(self) -> bool:
        return any(column.group for column in self.columns)


class ListBook:
    """A workbook of lists being written: `row(name, values)` for each row, then `close()` for the bytes."""

    def __init__(self, sheets: Sequence[ListSheet], *, moment: dt.datetime, row_count: int):
        self.out = io.BytesIO()
        self.streams = row_count > HELD
        self.book = xlsxwriter.Workbook(self.out, OPTIONS | {"constant_memory": self.streams})
        said = moment.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
        self.book.set_properties({"title": sheets[0].title, "author": "povertyapp", "created": said})
        self.sheets = {sheet.name: _Sheet(self.book, sheet, self.streams) for sheet in sheets}

    def row(self, name: str, values: Sequence[Any]) -> None:
        """Write the next row of a sheet; its number is put in front."""
        self.sheets[name].write(values)

    def close(self, stamp: Stamp | None = None) -> bytes:
        """End the sheets, add the hidden stamp, and return the bytes."""
        for sheet in self.sheets.values():
            sheet.close()
        if stamp:
            self._write_stamp(stamp_rows(stamp))
        self.book.close()
        return self.out.getvalue()

    def _write_stamp(self, rows: Iterable[tuple[str, ...]]) -> None:
        ws = self.book.add_worksheet(META_SHEET)
        ws.hide()
        text = self.book.add_format({"num_format": "@"})
        for row, words in enumerate(rows):
            for column, word in enumerate(words):
                ws.write_string(row, column, clean(word), text)


class _Sheet:
    """One sheet of the book. Rows are counted from 0 here, as xlsxwriter does."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: ListSheet, streams: bool):
        self.book, self.sheet, self.streams = book, sheet, streams
        self.ws = book.add_worksheet(sheet.name)
        self.last = len(sheet.columns) - 1
        self.first_row = 4 if sheet.has_groups else 3
        self.count = 0
        self.styles = [self._body(column) for column in sheet.columns]
        for number, column in enumerate(sheet.columns):
            self.ws.set_column(number, number, column.width)
        self._lead()
        self._head()

    def _style(self, **look: Any):
        return self.book.add_format({"valign": "vcenter", **look})

    def _body(self, column: ListColumn):
        look = {"font_name": FONTS.body, "font_size": BODY_SIZE, "text_wrap": True, "border": 1}
        if column.kind in FORMATS:
            look["num_format"] = FORMATS[column.kind]
        return self._style(**look), self._style(**look, quote_prefix=True)

    def _lead(self) -> None:
        sheet, third = self.sheet, (self.last + 1) // 3
        title = self._style(font_name=FONTS.title, font_size=18, bold=True, align="center")
        self.ws.set_row(0, TITLE_HEIGHT)
        self.ws.merge_range(0, 0, 0, self.last, clean(sheet.title), title)
        self.ws.set_row(1, FILING_HEIGHT)
        starts = (0, third, 2 * third)
        ends = (third - 1, 2 * third - 1, self.last)
        for words, first, last, side in zip(
            sheet.filing, starts, ends, ("left", "center", "right"), strict=True
        ):
            style = self._style(font_name=FONTS.line, font_size=11, align=side)
            self.ws.merge_range(1, first, 1, last, clean(words), style)

    def _head(self) -> None:
        style = self._style(
            font_name=FONTS.head,
            font_size=BODY_SIZE,
            align="center",
            text_wrap=True,
            border=1,
            bg_color=f"#{HEAD_FILL.start_color.rgb[2:]}",
        )
        self.ws.set_row(2, HEAD_HEIGHT)
        for first, last, group in groups_of(self.sheet.columns):
            header = self.sheet.columns[first].header
            if group and last > first:
                self.ws.merge_range(2, first, 2, last, group, style)
            elif self.sheet.has_groups and not group and not self.streams:
                self.ws.merge_range(2, first, 3, first, header, style)
            else:
                self.ws.write_string(2, first, group or header, style)
        if self.sheet.has_groups:
            self.ws.set_row(3, HEAD_HEIGHT)
            for number, column in enumerate(self.sheet.columns):
                if column.group or self.streams:
                    self.ws.write_string(3, number, column.header if column.group else "", style)

    def write(self, values: Sequence[Any]) -> None:
        self.count += 1
        write_cells(self.ws, self.first_row + self.count - 1, [self.count, *values], self.styles)

    def close(self) -> None:
        """Freeze the header, set up the filter and the printing."""
        ws, bottom = self.ws, self.first_row + max(self.count, 1) - 1
        ws.freeze_panes(self.first_row, self.sheet.freeze_column)
        ws.autofilter(self.first_row - 1, 0, bottom, self.last)
        ws.set_landscape()
        ws.set_paper(PAPERS["A3"])
        ws.fit_to_pages(1, 0)
        ws.repeat_rows(2, self.first_row - 1)
        ws.print_area(0, 0, bottom, self.last)
        ws.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        foot = self.sheet.footer.replace("&", "&&")
        ws.set_footer(f"&C第 &P 页 共 &N 页&R{foot}", {"margin": 0.3})


def groups_of(columns: Sequence[ListColumn]):
    """Yield the runs of columns under one group as (first, last, group); a column without one stands alone."""
    first = 0
    for number, column in enumerate(columns):
        follows = number + 1 < len(columns) and columns[number + 1].group == column.group and column.group
        if not follows:
            yield first, number, column.group
            first = number + 1
