"""Tables that are text inside: CSV as Excel writes it in China, and HTML tables that are named .xls."""

import csv
import re
from html.parser import HTMLParser
from io import StringIO

CHARSET = re.compile(rb"""charset=["']?\s*([\w-]+)""", re.IGNORECASE)
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


def read_csv(text: str) -> list[list[str]]:
    """Return the rows of a CSV, whichever of comma, tab or semicolon parts it."""
    sample = [line for line in text.splitlines()[:50] if line.strip()]
    delimiter = max(",\t;", key=lambda mark: max((line.count(mark) for line in sample), default=0))
    if delimiter == "\t" and any("," in line for line in sample):
        # A tab after a long number keeps Excel from rounding it; it parts nothing.
        commas = max(line.count(",") for line in sample)
        tabs = max(line.count("\t") for line in sample)
        delimiter = "," if commas >= tabs else "\t"
    return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))


class _TableParser(HTMLParser):
    """Lay the cells of every table of a page on one grid, with their spans as merged ranges."""

    def __init__(self, max_columns: int):
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str | None]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self._pending: dict[int, dict[int, None]] = {}
        self._text: list[str] | None = None
        self._span = (1, 1)
        self._max_columns = max_columns

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self._close_cell()
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self._close_cell()
            given = dict(attrs)
            self._span = (self._count(given.get("rowspan"), 10_000), self._count(given.get("colspan"), 256))
            self._text = []
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    def handle_endtag(self, tag):
        if tag in ("td", "th", "tr", "table"):
            self._close_cell()

    def handle_data(self, data):
        if self._text is not None:
            self._text.append(data)

    @staticmethod
    def _count(value: str | None, ceiling: int) -> int:
        return min(max(int(value), 1), ceiling) if value and value.strip().isdigit() else 1

    def _close_cell(self):
        if self._text is None:
            return
        text, self._text = "".join(self._text).replace("\xa0", " "), None
        row_no, row = len(self.rows), self.rows[-1]
        taken = self._pending.get(row_no, {})
        while len(row) + 1 in taken:
            row.append(None)
        first = len(row) + 1
        down, across = self._span
        across = min(across, max(self._max_columns - first + 1, 1))
        row.append(text or None)
        row.extend([None] * (across - 1))
        for below in range(row_no + 1, row_no + down):
            self._pending.setdefault(below, {}).update(dict.fromkeys(range(first, first + across)))
        if down > 1 or across > 1:
            self.merged.append((row_no, first, row_no + down - 1, first + across - 1))


def read_html(data: bytes, max_columns: int) -> tuple[list[list], list[tuple[int, int, int, int]]] | None:
    """Return rows and merged ranges of an HTML table in the charset it names, or None where it is no text."""
    named = CHARSET.search(data[:4096])
    text = None
    if named and named[1].decode("ascii").lower() in CHINESE_ENCODINGS:
        text = data.decode("gb18030", errors="replace")
    text = text if text is not None else decode(data)
    if text is None:
        return None
    parser = _TableParser(max_columns)
    parser.feed(text)
    parser.close()
    last = len(parser.rows)
    return parser.rows, [(r1, c1, min(r2, last), c2) for r1, c1, r2, c2 in parser.merged if r1 <= last]
