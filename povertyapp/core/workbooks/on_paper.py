"""The sheets of office.py as PDF: what the office prints is what it would have exported, column for column."""

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from povertyapp.core.printing import render_pdf

from .office import OfficeColumn, OfficeSheet, groups_of, text_width

TEMPLATE = "papers/office.html"
PAGES = {"A4": "landscape", "A3": "a3"}
# Up to so many characters in all columns the type is the usual one, beyond it a smaller one.
ROOM = {"A4": 150, "A3": 210}
UNBROKEN, LONGEST_WORD, SHORT = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日:?|[!-~]+"), 13, 8
AIR = 1.15  # what a character of the usual typefaces needs beside one of the sheet
FIGURES = ("integer", "money", "percent")


class Cell(NamedTuple):
    """What a cell says, how it stands, and the ground of a word that has one: on paper the word is black."""

    text: str
    css: str = ""
    style: str = ""


def sheet_pdf(sheet: OfficeSheet, *, heading: str = "") -> bytes:
    """Return a sheet as PDF: A4 or A3 landscape, header on every page, `heading` at its top, the footer below."""
    groups = list(groups_of(sheet.columns))
    lines = [] if sheet.totals is None else [("total", _cells(sheet.totals, sheet.columns))]
    lines += [("", _cells(row, sheet.columns)) for row in sheet.rows]
    widths = _widths(sheet.columns, [cells for _css, cells in lines])
    width = sum(widths)
    context = {
        "sheet": sheet,
        "page": PAGES[sheet.paper],
        "is_dense": width > ROOM[sheet.paper],
        "heading": heading or sheet.title,
        "footer": sheet.footer,
        "bar": None,
        "shares": [f"{100 * one / width:.2f}" for one in widths],
        "has_groups": any(column.group for column in sheet.columns),
        "heads": [
            (group or sheet.columns[first - 1].header, last - first + 1, group)
            for first, last, group in groups
        ],
        "subheads": [column.header for column in sheet.columns if column.group],
        "lines": lines,
    }
    return render_pdf(TEMPLATE, context)


def _widths(columns: Sequence[OfficeColumn], lines: list[list[Cell]]) -> list[float]:
    """Return the widths of the columns in characters: a code, a day or a short word is not broken on paper."""
    longest = [0] * len(columns)
    for cells in lines:
        for place, cell in enumerate(cells):
            longest[place] = max(longest[place], _unbroken(cell.text))
    return [max(column.width, AIR * least + 2) for column, least in zip(columns, longest, strict=True)]


def _unbroken(text: str) -> int:
    """Return how many characters of a text want to stay together; a very long code is broken all the same."""
    if (width := text_width(text)) <= SHORT:
        return width
    return max((text_width(word) for word in UNBROKEN.findall(text) if len(word) <= LONGEST_WORD), default=0)


def _cells(values: Sequence[Any], columns: Sequence[OfficeColumn]) -> list[Cell]:
    return [_cell(value, column) for value, column in zip(values, columns, strict=True)]


def _cell(value: Any, column: OfficeColumn) -> Cell:
    text = _written(value, column)
    css = "num" if column.kind in FIGURES and not isinstance(value, str) else column.align
    fill, _ink = column.cues.get(text, ("", ""))
    return Cell(text, css, f"background:#{fill};font-weight:bold" if fill else "")


def _written(value: Any, column: OfficeColumn) -> str:
    """Return a value as the sheet's number format shows it."""
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return f"{value:%Y-%m-%d}"
    if column.kind == "percent" and not isinstance(value, str):
        return f"{value:.1%}"
    if column.kind == "money" and isinstance(value, int | float | Decimal):
        return f"{value:,.2f}"
    return str(value)
