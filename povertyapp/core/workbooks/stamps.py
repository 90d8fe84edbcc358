"""The stamp that every exported workbook carries in its hidden sheet `_meta`, and the bytes that leave.

The stamp says which export this is, which template and filter made it, who took it out and when; and, row by
row, which record a line is and how each of its cells read then. So a corrected workbook that comes back
changes only the cells that somebody touched, wherever sorting moved the line, and however much happened to
the records meanwhile.
"""

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl.packaging.core import DocumentProperties
from openpyxl.xml.functions import tostring

from . import cells
from .findings import plain
from .office import put
from .reading import Sheet, Workbook

META_SHEET = "_meta"
ROW_HEADER = ("line", "key", "cells")
ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say


@dataclass(frozen=True)
class ExportedLine:
    """One line as it left: the key of its record and the digests of its cells."""

    key: str
    digests: tuple[str, ...]

    def touched(self, values: Sequence[Any]) -> set[int]:
        """Return the places (from 0) of the cells that no longer read as they did when they left."""
        now = line_digests(values)
        length = max(len(now), len(self.digests))
        padded = [tuple(side) + (digest(None),) * (length - len(side)) for side in (now, self.digests)]
        return {place for place in range(length) if padded[0][place] != padded[1][place]}


@dataclass(frozen=True)
class Stamp:
    """Which export a workbook is: `as_of` is the day its figures speak of, `lines` are its rows by number."""

    export_no: str
    template: str
    moment: dt.datetime
    as_of: dt.date
    user: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, ExportedLine] = field(default_factory=dict)

    @property
    def footer(self) -> str:
        """Return what stands at the foot of each printed page, right: number, user, moment."""
        return footer_line(self.export_no, self.user, self.moment)


def footer_line(number: str, user: str, moment: dt.datetime) -> str:
    """Return what stands at the foot of each page that leaves, `moment` being the county's time."""
    return " ".join(part for part in (number, user, f"{moment:%Y-%m-%d %H:%M}") if part)


def digest(value: Any) -> str:
    """Return a short fingerprint of what a cell says; blank and None, 2 and 2.0 are the same."""
    said = plain(value)
    if isinstance(said, str):
        said = cells.text(said).replace("\r\n", "\n")
    return hashlib.sha256(cells.text(said).encode()).hexdigest()[:8]


def line_digests(values: Sequence[Any]) -> tuple[str, ...]:
    """Return the fingerprints of a line's cells, in their order."""
    return tuple(digest(value) for value in values)


def exported_lines(rows: Sequence[Sequence[Any]], keys: Sequence[str]) -> dict[str, ExportedLine]:
    """Return the lines of a sheet whose first column is the running number, by that number."""
    return {
        cells.text(row[0]): ExportedLine(key, line_digests(row)) for row, key in zip(rows, keys, strict=True)
    }


def checksum(lines: Mapping[str, ExportedLine]) -> str:
    """Return one fingerprint over all lines and keys of a sheet, in their order."""
    said = "\n".join(f"{number} {line.key} {' '.join(line.digests)}" for number, line in lines.items())
    return hashlib.sha256(said.encode()).hexdigest()


def stamp_rows(stamp: Stamp) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the hidden sheet: the facts, a blank row, then one row a line."""
    yield from {
        "export_no": stamp.export_no,
        "template": stamp.template,
        "exported_at": stamp.moment.isoformat(timespec="seconds"),
        "as_of": stamp.as_of.isoformat(),
        "user": stamp.user,
        "filters": json.dumps(dict(stamp.filters), ensure_ascii=False, sort_keys=True),
        "rows": str(len(stamp.lines)),
        "checksum": checksum(stamp.lines),
    }.items()
    yield ()
    yield ROW_HEADER
    for number, line in stamp.lines.items():
        yield number, line.key, " ".join(line.digests)


def write_stamp(wb, stamp: Stamp) -> None:
    """Add the hidden sheet `_meta` to an openpyxl workbook."""
    ws = wb.create_sheet(META_SHEET)
    ws.sheet_state = "hidden"
    for row, words in enumerate(stamp_rows(stamp), start=1):
        for column, word in enumerate(words, start=1):
            put(ws, row, column, word, number_format="@")


def read_stamp(workbook: Workbook, template: str) -> Stamp | None:
    """Return the stamp of a workbook of ours; None for another template, an office's own, an altered one."""
    sheet = workbook.sheet(META_SHEET)
    if sheet is None:
        return None
    facts = {cells.text(row[0]): cells.text(row[1]) for row in sheet.rows if len(row) > 1 and row[0]}
    if facts.get("template") != template:
        return None
    try:
        stamp = Stamp(
            facts["export_no"],
            template,
            dt.datetime.fromisoformat(facts["exported_at"]),
            dt.date.fromisoformat(facts["as_of"]),
            facts["user"],
            json.loads(facts["filters"]),
            _read_lines(sheet),
        )
    except (KeyError, ValueError):
        return None
    return stamp if checksum(stamp.lines) == facts.get("checksum") else None


def _read_lines(sheet: Sheet) -> dict[str, ExportedLine]:
    lines: dict[str, ExportedLine] = {}
    below = False
    for row in sheet.rows:
        words = [cells.text(value) for value in (*row, None, None, None)[:3]]
        if below and words[0]:
            lines[words[0]] = ExportedLine(words[1], tuple(words[2].split()))
        below = below or tuple(words) == ROW_HEADER
    return lines


def workbook_bytes(wb, moment: dt.datetime) -> bytes:
    """Return the bytes of an openpyxl workbook; the same content of the same moment gives the same bytes."""
    said = moment.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    properties = DocumentProperties(
        creator="povertyapp", title=wb.properties.title, created=said, modified=said
    )
    written = io.BytesIO()
    wb.save(written)
    out = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            data = source.read(part)
            if part.filename == "docProps/core.xml":  # openpyxl writes the moment of saving there
                data = tostring(properties.to_tree())
            info = zipfile.ZipInfo(part.filename, ZIP_MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, data)
    return out.getvalue()
