"""Inflate the parts of a zip ourselves, once, to see what they really hold before a parser does.

The sizes that a zip declares can lie, and a reader that believes them sees another file than one that does not: a
part that does not end exactly where it says is no part of a workbook.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator

CHUNK = 1 << 20
LOCAL_HEADER, LOCAL_SIGNATURE = struct.Struct("<4s22xHH"), b"PK\x03\x04"


class NotPlain(Exception):  # noqa: N818 - it describes the part
    """A part that is stored in no usual way, or is not what the zip says of it."""


def inflated(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the content of a part piece by piece; raise `NotPlain` where it is not as long as it says."""
    length = 0
    for piece in _pieces(data, part):
        length += len(piece)
        if length > part.file_size:
            raise NotPlain(part.filename)
        yield piece
    if length != part.file_size:
        raise NotPlain(part.filename)


def _pieces(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    if part.header_offset + LOCAL_HEADER.size > len(data):
        raise NotPlain(part.filename)
    signature, name_length, extra_length = LOCAL_HEADER.unpack_from(data, part.header_offset)
    start = part.header_offset + LOCAL_HEADER.size + name_length + extra_length
    raw = memoryview(data)[start : start + part.compress_size]
    if signature != LOCAL_SIGNATURE or len(raw) != part.compress_size:
        raise NotPlain(part.filename)
    if part.compress_type == zipfile.ZIP_STORED:
        for place in range(0, len(raw), CHUNK):
            yield bytes(raw[place : place + CHUNK])
    elif part.compress_type == zipfile.ZIP_DEFLATED:
        yield from _deflated(raw, part)
    else:
        raise NotPlain(part.filename)


def _deflated(raw: memoryview, part: zipfile.ZipInfo) -> Iterator[bytes]:
    decoder = zlib.decompressobj(-zlib.MAX_WBITS)
    place, waiting = 0, b""
    while not decoder.eof:
        fed = waiting or bytes(raw[place : place + CHUNK])
        if not waiting:
            place += len(fed)
        piece = decoder.decompress(fed, CHUNK)
        waiting = decoder.unconsumed_tail
        if not piece and not fed:
            raise NotPlain(part.filename)
        yield piece
    if waiting or decoder.unused_data or place != len(raw):
        raise NotPlain(part.filename)
