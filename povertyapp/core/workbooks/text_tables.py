"""Tables that are text inside: CSV as Excel writes it in China, and HTML tables that are named .xls."""

import csv
import re
from bisect import bisect_left
from html import unescape
from io import StringIO
from itertools import pairwise

CHARSET = re.compile(rb"""charset=["']?\s*([\w-]+)""", re.IGNORECASE)
TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9:]*)")
ATTRIBUTE = re.compile(r"""(rowspan|colspan)\s*=\s*["']?\s*(\d{1,6})""", re.IGNORECASE)
# Cells that may span others: each is kept for every row that it reaches into.
SPREAD = 2_000_000
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
CHINESE_ENCODINGS = {"gb2312", "gbk", "gb18030", "x-gbk"}


def decode(data: bytes) -> str | None:
    """Return the text of a file in UTF-8 (with or without BOM), GB18030 or UTF-16 with BOM, else None."""
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if CONTROL.search(text) else text
    return None


def looks_like_html(data: bytes) -> bool:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith(b"<") and any(tag in head for tag in (b"<html", b"<table", b"<!doctype html"))


def read_csv(text: str, most_rows: int, most_columns: int) -> list[list[str | None]]:
    """Return the rows of a CSV, whichever of comma, tab or semicolon parts it; stop where it is too long or wide.

    The first row or column too many is still returned, for the caller to refuse the file.
    """
    sample = [line for line in text.splitlines()[:50] if line.strip()]
    delimiter = max(",\t;", key=lambda mark: max((line.count(mark) for line in sample), default=0))
    if delimiter == "\t" and any("," in line for line in sample):
        # A tab after a long number keeps Excel from rounding it; it parts nothing.
        commas = max(line.count(",") for line in sample)
        tabs = max(line.count("\t") for line in sample)
        delimiter = "," if commas >= tabs else "\t"
    rows: list[list[str | None]] = []
    for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
        rows.append([value or None for value in row[: most_columns + 1]])
        if len(rows) > most_rows or len(row) > most_columns:
            break
    return rows


Rows = list[list[str | None]]
Merged = list[tuple[int, int, int, int]]
TITLE_ROWS = 3  # a table of so few rows is the title of the one below


class _TableReader:
    """Lay the cells of every table of a page on one grid, with their spans as merged ranges.

    It reads tags one after the other and never looks back, so that no page costs more than its length.
    """

    def __init__(self, most_rows: int, most_columns: int):
        self.rows: Rows = []
        self.merged: Merged = []
        self.starts: list[int] = []
        self._pending: dict[int, dict[int, None]] = {}
        self._text: list[str] | None = None
        self._span = (1, 1)
        self._most_rows, self._most_columns = most_rows, most_columns
        self.spread = 0

    def read(self, page: str) -> None:
        """Read a page to its end, or until it has a row too many."""
        place = 0
        while 0 <= place < len(page) and len(self.rows) <= self._most_rows and self.spread <= SPREAD:
            opened = page.find("<", place)
            if self._text is not None:
                self._text.append(page[place : opened if opened >= 0 else len(page)])
            if opened < 0:
                break
            if page.startswith("<!--", opened):
                place = _after(page, "-->", opened)
                continue
            closed = page.find(">", opened)
            if closed < 0:
                break
            place = closed + 1
            tag = TAG.match(page, opened, closed + 1)
            if tag is None:
                continue
            name = tag[1].lower()
            if name in ("script", "style"):
                place = _after(page, ">", _after(page, f"</{tag[1]}", place))
                continue
            self._take(name, page[tag.end() : closed])
        self._close_cell()

    def _take(self, name: str, attributes: str) -> None:
        if name == "table":
            self._close_cell()
            self.starts.append(len(self.rows))
        elif name == "tr":
            self._close_cell()
            self.rows.append([])
        elif name in ("td", "th") and self.rows:
            self._close_cell()
            given = {key.lower(): value for key, value in ATTRIBUTE.findall(attributes)}
            self._span = (self._count(given.get("rowspan"), 10_000), self._count(given.get("colspan"), 256))
            self._text = []
        elif name == "br" and self._text is not None:
            self._text.append("\n")
        elif name in ("/td", "/th", "/tr", "/table"):
            self._close_cell()

    @staticmethod
    def _count(value: str | None, ceiling: int) -> int:
        return min(max(int(value), 1), ceiling) if value else 1

    def _close_cell(self) -> None:
        if self._text is None:
            return
        text, self._text = unescape("".join(self._text)).replace("\xa0", " "), None
        row_no, row = len(self.rows), self.rows[-1]
        taken = self._pending.get(row_no, {})
        while len(row) + 1 in taken:
            row.append(None)
        first = len(row) + 1
        down, across = self._span
        across = min(across, max(self._most_columns - first + 1, 1))
        row.append(text or None)
        row.extend([None] * (across - 1))
        for below in range(row_no + 1, min(row_no + down, self._most_rows + 1)):
            self._pending.setdefault(below, {}).update(dict.fromkeys(range(first, first + across)))
        if down > 1 or across > 1:
            self.merged.append((row_no, first, row_no + down - 1, first + across - 1))
            self.spread += down * across


def _after(page: str, end: str, place: int) -> int:
    """Return the place behind the next `end`, -1 where there is none: the rest is no content then."""
    found = page.find(end, place) if place >= 0 else -1
    return found + len(end) if found >= 0 else -1


def read_html(data: bytes, most_rows: int, most_columns: int) -> list[tuple[Rows, Merged]]:
    """Return rows and merged ranges of each list in a page, in the charset it names; none where it is no text.

    Tables of one width are one list with page breaks; a table of another width is another list.
    """
    named = CHARSET.search(data[:4096])
    text = None
    if named and named[1].decode("ascii").lower() in CHINESE_ENCODINGS:
        text = data.decode("gb18030", errors="replace")
    text = text if text is not None else decode(data)
    if text is None:
        return []
    reader = _TableReader(most_rows, most_columns)
    reader.read(text)
    if reader.spread > SPREAD:
        return []
    rows, starts = reader.rows, _list_starts(reader)
    merged: list[Merged] = [[] for _start in starts]
    for top, left, bottom, right in reader.merged:
        number = bisect_left(starts, top) - 1
        first, last = starts[number], [*starts, len(rows)][number + 1]
        merged[number].append((top - first, left, min(bottom, last) - first, right))
    bounds = pairwise([*starts, len(rows)])
    lists = [(rows[first:last], own) for (first, last), own in zip(bounds, merged, strict=True)]
    return [(part, own) for part, own in lists if part]


def _list_starts(reader: _TableReader) -> list[int]:
    """Return after how many rows each list begins."""
    starts, width, rows = [0], 0, 0
    for first, last in pairwise([*reader.starts, len(reader.rows)]):
        if last - first > TITLE_ROWS:
            own = max(map(len, reader.rows[first:last]))
            if rows > TITLE_ROWS and own != width:
                starts.append(first)
            width = own
        rows += last - first
    return starts
