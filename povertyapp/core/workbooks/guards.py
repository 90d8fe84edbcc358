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

from .errors import UnreadableWorkbook

MB = 1024 * 1024
CHUNK = MB
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_SIGNATURE = b"PK\x03\x04"
MAX_COLUMNS = 256
MAX_ZIP_PARTS = 2000
INFLATION = 20  # sheets of text deflate to about a tenth

# The 257th column is IW: a reference to it or to anything right of it. The plain forms begin with a
# literal, which is ten times faster; the wide ones find what a hostile or unusual writer produces.
PLAIN_ROW = re.compile(rb'<row [^>]*?r="(\d{1,9})"')
PLAIN_FAR = re.compile(rb' r="(?:[A-Z]{3}|[J-Z][A-Z]|I[W-Z]|[A-Z]*[a-z])')
WIDE_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\br\s*=\s*["'](\d{1,9})""")
WIDE_FAR = re.compile(rb"""\br\s*=\s*["'](?:[A-Z]{3}|[J-Z][A-Z]|I[W-Z])\d""", re.IGNORECASE)
FORMULA = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<(?:\w+:)?f\b')
# Long enough that no tag looked for is cut between two chunks unseen.
OVERLAP = 512


@dataclass(frozen=True)
class Limits:
    """The ceilings of one file; each can be set in the settings (`WORKBOOK_…`)."""

    size: int = 10 * MB
    inflated: int = 200 * MB
    rows: int = 100_000
    # How many times its own size a large file may open to; a small one may open to `inflated`.
    growth: int = 0

    def ceiling(self, size: int) -> int:
        """Return to how much a file of this size may open."""
        return max(self.inflated, size * self.growth)

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
    """What the streaming pass saw in one worksheet part."""

    last_row: int = 0
    too_wide: bool = False
    formulas: list[str] = field(default_factory=list)


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
    return data.startswith(ZIP_SIGNATURE)


def check_ole(data: bytes, name: str) -> None:
    """Refuse an encrypted xlsx (an OLE container around an EncryptedPackage stream)."""
    encrypted = "EncryptedPackage".encode("utf-16-le") in data
    workbook = any(f"{stream}\0".encode("utf-16-le") in data for stream in ("Workbook", "Book"))
    if encrypted and not workbook:
        raise UnreadableWorkbook("encrypted", name)
    if not workbook:
        raise UnreadableWorkbook("unreadable", name)


def check_zip(data: bytes, name: str, limits: Limits) -> dict[str, PartNotes]:
    """Refuse what is no plain xlsx, then inflate every part once; return the notes of the worksheet parts."""
    ceiling = limits.ceiling(len(data))
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names or len(parts) > MAX_ZIP_PARTS:
                raise UnreadableWorkbook("unreadable", name)
            if "xl/vbaProject.bin" in names:
                raise UnreadableWorkbook("macros", name)
            if any(part.flag_bits & 1 for part in parts):
                raise UnreadableWorkbook("encrypted", name)
            if sum(part.file_size for part in parts) > ceiling:
                raise UnreadableWorkbook("bomb", name, limit=megabytes(ceiling))
            return _inflate(archive, parts, name, ceiling)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as error:
        raise UnreadableWorkbook("unreadable", name) from error


def _inflate(archive, parts, name: str, ceiling: int) -> dict[str, PartNotes]:
    notes: dict[str, PartNotes] = {}
    total = 0
    for part in parts:
        if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue  # pictures and the like are never opened by the reader
        is_sheet = part.filename.startswith("xl/worksheets/")
        note = PartNotes()
        tail = b""
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                total += len(chunk)
                if total > ceiling:
                    raise UnreadableWorkbook("bomb", name, limit=megabytes(ceiling))
                window = tail + chunk
                if b"<!" in window and (b"<!DOCTYPE" in window or b"<!ENTITY" in window):
                    raise UnreadableWorkbook("entities", name)
                if is_sheet:
                    _note(note, window)
                tail = window[-OVERLAP:]
        if is_sheet:
            notes[part.filename] = note
    return notes


def _note(note: PartNotes, window: bytes) -> None:
    plain = _is_plain(window)
    note.last_row = max([note.last_row, *map(int, (PLAIN_ROW if plain else WIDE_ROW).findall(window))])
    if not plain or PLAIN_FAR.search(window):
        note.too_wide = note.too_wide or WIDE_FAR.search(window) is not None
    if b"<f" in window or b":f" in window:
        known = set(note.formulas[-64:])
        note.formulas.extend(c for m in FORMULA.finditer(window) if (c := m[1].decode()) not in known)


def _is_plain(window: bytes) -> bool:
    """Say whether every reference is written ` r="…"` and no tag has a prefix, as all usual writers do."""
    return window.count(b"r=") == window.count(b' r="') and b"r =" not in window and b":row" not in window
