"""What is looked at before any parser sees an uploaded file: size, container, password, bombs, entities.

Bars D1 and D2: a file is known by its content, never by its name, and is refused before it can cost
memory. A zip is inflated once as a stream under a ceiling, because its declared sizes can lie.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO

from django.conf import settings

from . import biff, zips
from .errors import UnreadableWorkbook

MB = 1024 * 1024
SMALLEST_CEILING = 32 * MB
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_COLUMNS, USUAL_COLUMNS = 256, 52
MAX_ZIP_PARTS = 2000
INFLATION = 20  # sheets of text deflate to about a tenth

# The 53rd column is BA, the 257th IW: a reference to it or to anything right of it. The plain forms begin with a
# literal, which is ten times faster; the wide ones find what a hostile or unusual writer produces.
PLAIN_ROW = re.compile(rb'<row [^>]*?r="(\d{1,9})"')
PLAIN_WIDE = re.compile(rb' r="(?:[A-Z]{3}|[B-Z][A-Z]\d|[A-Z]*[a-z])')
WIDE_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\br\s*=\s*["'](\d{1,9})""")
WIDE_FAR = re.compile(rb"""\br\s*=\s*["'](?:[A-Z]{3}|[J-Z][A-Z]|I[W-Z])\d""", re.IGNORECASE)
REFERENCE = re.compile(rb"(?<![A-Za-z])(?<!xmlns:)r=")
FORMULA = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<(?:\w+:)?f\b')
# Long enough that no tag looked for is cut between two chunks unseen.
OVERLAP = 512


@dataclass(frozen=True)
class Limits:
    """The ceilings of one file; each can be set in the settings (`WORKBOOK_…`)."""

    size: int = 10 * MB
    inflated: int = 128 * MB
    rows: int = 100_000
    # How many times its own size a large file may open to; a small one may open to `inflated`.
    growth: int = 0

    def ceiling(self, size: int) -> int:
        """Return to how much a file of this size may open; a small one that opens a hundredfold is a bomb."""
        return max(min(self.inflated, max(SMALLEST_CEILING, size * 100)), size * self.growth)

    @property
    def cells(self) -> int:
        """Return how many cells all sheets of a file may span: every row the width of three rosters."""
        return self.rows * 3 * USUAL_COLUMNS

    @classmethod
    def from_settings(cls) -> "Limits":
        return cls(
            size=getattr(settings, "WORKBOOK_MAX_BYTES", cls.size),
            inflated=getattr(settings, "WORKBOOK_MAX_INFLATED_BYTES", cls.inflated),
            rows=getattr(settings, "WORKBOOK_MAX_ROWS", cls.rows),
        )

    @classmethod
    def of_commands(cls) -> "Limits":
        """Return what a command takes: a whole county in one file, from somebody who may log in on the server."""
        return cls(
            size=settings.WORKBOOK_COMMAND_MAX_BYTES,
            rows=settings.WORKBOOK_COMMAND_MAX_ROWS,
            growth=INFLATION,
        )


@dataclass
class PartNotes:
    """What the streaming pass saw in one part: how far its rows and columns reach, what it is made of."""

    last_row: int = 0
    is_wide: bool = False
    too_wide: bool = False
    rows: int = 0
    cells: int = 0
    texts: int = 0
    formulas: list[str] = field(default_factory=list)

    @property
    def extent(self) -> int:
        """Return how many cells the parser may lay out for this part, those without a reference included."""
        span = max(self.last_row, self.rows) * (MAX_COLUMNS if self.is_wide else USUAL_COLUMNS)
        return max(span, self.cells) if self.cells else 0

    def take(self, window: bytes, known: int) -> None:
        """Note a window of the part; its first `known` bytes stood at the end of the one before."""
        self.rows += window.count(b"<row", known)
        self.cells += window.count(b"<c ", known) + window.count(b"<c>", known)
        self.texts += window.count(b"<si", known) + window.count(b":si", known)
        plain = _is_plain(window)
        if not plain:
            self.rows += window.count(b":row", known)
            self.cells += window.count(b":c ", known) + window.count(b":c>", known)
        self.last_row = max([self.last_row, *map(int, (PLAIN_ROW if plain else WIDE_ROW).findall(window))])
        if not plain or PLAIN_WIDE.search(window):
            self.is_wide = True
            self.too_wide = self.too_wide or WIDE_FAR.search(window) is not None
        if b"<f" in window or b":f" in window:
            seen = set(self.formulas[-64:])
            self.formulas.extend(c for m in FORMULA.finditer(window) if (c := m[1].decode()) not in seen)


def megabytes(size: int) -> str:
    return f"{size / MB:.1f} MB".replace(".0 MB", " MB")


def check_size(size: int, name: str, limits: Limits) -> None:
    if size == 0:
        raise UnreadableWorkbook("empty", name)
    if size > limits.size:
        raise UnreadableWorkbook("too_large", name, size=megabytes(size), limit=megabytes(limits.size))


def is_ole(data: bytes) -> bool:
    return data.startswith(OLE_SIGNATURE)


def is_zip(data: bytes) -> bool:
    return data.startswith(zips.LOCAL_SIGNATURE)


def check_ole(data: bytes, name: str, limits: Limits) -> None:
    """Refuse an encrypted xlsx (an OLE container around an EncryptedPackage stream), and an .xls that lies."""
    encrypted = "EncryptedPackage".encode("utf-16-le") in data
    workbook = any(f"{stream}\0".encode("utf-16-le") in data for stream in ("Workbook", "Book"))
    if encrypted and not workbook:
        raise UnreadableWorkbook("encrypted", name)
    try:
        sheets = biff.extents(data)
    except biff.Sealed as error:
        raise UnreadableWorkbook("encrypted", name) from error
    except biff.NotBiff as error:
        raise UnreadableWorkbook("unreadable", name) from error
    check_cells(sum(sheet.rows * sheet.columns for sheet in sheets), name, limits)


def check_cells(cells: int, name: str, limits: Limits) -> None:
    """Refuse a file whose sheets span more cells, or hold more texts, than its parser should lay out."""
    if cells > limits.cells:
        raise UnreadableWorkbook("too_many_cells", name, limit=limits.cells // 10_000)


def check_zip(data: bytes, name: str, limits: Limits) -> dict[str, PartNotes]:
    """Refuse what is no plain xlsx, then inflate every part once; return the notes of the parts."""
    ceiling = limits.ceiling(len(data))
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError) as error:
        raise UnreadableWorkbook("unreadable", name) from error
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names or len(parts) > MAX_ZIP_PARTS or len(names) < len(parts):
        raise UnreadableWorkbook("unreadable", name)
    if "xl/vbaProject.bin" in names:
        raise UnreadableWorkbook("macros", name)
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableWorkbook("encrypted", name)
    if sum(part.file_size for part in parts) > ceiling:
        raise UnreadableWorkbook("bomb", name, limit=megabytes(ceiling))
    try:
        notes = {part.filename: _noted(data, part, name) for part in parts}
    except (zips.NotPlain, zlib.error) as error:
        raise UnreadableWorkbook("unreadable", name) from error
    return notes


def _noted(data: bytes, part: zipfile.ZipInfo, name: str) -> PartNotes:
    """Inflate a part, whatever its name says that it is: a workbook may call any of its parts a sheet."""
    note, tail = PartNotes(), b""
    for piece in zips.inflated(data, part):
        window = tail + piece
        if b"<!" in window and (b"<!DOCTYPE" in window or b"<!ENTITY" in window):
            raise UnreadableWorkbook("entities", name)
        note.take(window, len(tail))
        tail = window[-OVERLAP:]
    return note


def _is_plain(window: bytes) -> bool:
    """Say whether every reference is written ` r="…"` and no tag has a prefix, as all usual writers do.

    A window may begin or end within a reference, which then stands whole in the one before or after it.
    """
    window = window.removeprefix(b'r="').removesuffix(b"r=")
    if b"r =" in window or b":row" in window:
        return False
    references = window.count(b' r="')
    # Other names that end in r (xmlns:r, the page's header and footer) are told apart only where there are any.
    return window.count(b"r=") == references or len(REFERENCE.findall(window)) == references
