"""Look over an old .xls before its parser does: what its records say of its size, and whether that is a lie.

The parser reserves room for as many cells as a sheet's DIMENSIONS record announces, and lays out every cell between
the first and the last one. Both are read here from the records themselves.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

HEADER = struct.Struct("<24xHHHH8xIIIIIIIII")
ENTRY_BYTES, NAME_BYTES = 128, 64
END_OF_CHAIN, MAX_SECTOR = 0xFFFFFFFE, 0xFFFFFFFA
STREAMS = ("Workbook", "Book")
BOF, DIMENSIONS, FILEPASS = (0x0809, 0x0009, 0x0209, 0x0409), 0x0200, 0x002F
# Records of one cell or of a row of cells, each beginning with its row and its first column.
CELLS = frozenset((0x0001, 0x0002, 0x0003, 0x0004, 0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD))
CELLS |= {0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x0406}
ROWS, COLUMNS = 65_536, 256


class Sealed(Exception):  # noqa: N818 - it describes the file
    """A workbook that opens with a password only."""


class NotBiff(Exception):  # noqa: N818 - it describes the file
    """A file that is no workbook of that time, or whose records contradict themselves."""


@dataclass
class Extent:
    """The last row and column in use on one sheet, counted from 1."""

    rows: int = 0
    columns: int = 0


def extents(data: bytes) -> list[Extent]:
    """Return the extent of each sheet; raise `NotBiff` for what no office program writes."""
    found: list[Extent] = []
    try:
        stream = _Container(data).workbook()
        for kind, body in _records(stream):
            if kind in BOF:
                found.append(Extent())
            elif not found:
                raise NotBiff
            elif kind == FILEPASS:
                raise Sealed
            elif kind == DIMENSIONS:
                _check_dimensions(body)
            elif kind in CELLS and len(body) >= 4:
                row, column = struct.unpack_from("<HH", body)
                last = found[-1]
                last.rows, last.columns = max(last.rows, row + 1), max(last.columns, column + 1)
    except (struct.error, IndexError) as error:
        raise NotBiff from error
    return found


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        if kind == 0 and length == 0:  # the stream is filled up with zeros
            return
        yield kind, stream[place + 4 : place + 4 + length]
        place += 4 + length


def _check_dimensions(body: bytes) -> None:
    """Refuse a sheet that announces more than a sheet of that time can have."""
    if len(body) >= 14:
        rows, columns = struct.unpack_from("<4xI2xH", body)
    elif len(body) >= 8:
        rows, columns = struct.unpack_from("<2xH2xH", body)
    else:
        raise NotBiff
    if rows > ROWS or columns > COLUMNS:
        raise NotBiff


class _Container:
    """A compound file: sectors in chains, a directory of streams, small streams inside a stream of their own."""

    def __init__(self, data: bytes):
        self.data = data
        fields = HEADER.unpack_from(data)
        _minor, _major, _order, shift, _dirs, _fats, self.directory, *rest = fields
        _transaction, self.cutoff, self.mini_first, _mini_count, self.difat_first, _difat_count = rest
        if shift not in (9, 12):
            raise NotBiff
        self.size = 1 << shift
        self.count = len(data) // self.size
        self.fat = self._allocation()

    def workbook(self) -> bytes:
        """Return the stream of the workbook."""
        entries = self._chain(self.directory)
        root: tuple[int, int] | None = None
        for place in range(0, len(entries) - ENTRY_BYTES + 1, ENTRY_BYTES):
            entry = entries[place : place + ENTRY_BYTES]
            name = entry[:NAME_BYTES].decode("utf-16-le", "replace").partition("\0")[0]
            first, length = struct.unpack_from("<II", entry, 116)
            root = root or (first, length)
            if name in STREAMS:
                if length >= self.cutoff:
                    return self._chain(first)[:length]
                return self._small(first, root)[:length]
        raise NotBiff

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        return self.data[start : start + self.size]

    def _allocation(self) -> list[int]:
        """Return which sector follows which, from the sectors that the header and its extension name."""
        numbers = list(struct.unpack_from("<109I", self.data, 76))
        following, seen = self.difat_first, 0
        while following < MAX_SECTOR and seen <= self.count:
            more = struct.unpack(f"<{self.size // 4}I", self._sector(following))
            numbers += more[:-1]
            following, seen = more[-1], seen + 1
        fat: list[int] = []
        for number in numbers:
            if number < MAX_SECTOR and len(fat) <= self.count:
                fat += struct.unpack(f"<{self.size // 4}I", self._sector(number).ljust(self.size, b"\xff"))
        return fat

    def _chain(self, first: int) -> bytes:
        parts: list[bytes] = []
        number = first
        while number < MAX_SECTOR:
            if len(parts) > self.count:  # a ring
                raise NotBiff
            parts.append(self._sector(number))
            number = self.fat[number]
        return b"".join(parts)

    def _small(self, first: int, root: tuple[int, int]) -> bytes:
        stream, table = self._chain(root[0]), self._chain(self.mini_first)
        following = struct.unpack(f"<{len(table) // 4}I", table)
        parts: list[bytes] = []
        number = first
        while number < MAX_SECTOR:
            if len(parts) > len(following):
                raise NotBiff
            parts.append(stream[number * 64 : number * 64 + 64])
            number = following[number]
        return b"".join(parts)
