"""Looking into a PDF without a library: its streams, opened, and the text that is drawn.

WeasyPrint draws glyph numbers of a cut-down font; only the font's own table tells which characters they are.
"""

import re
import zlib

# A stream may end in a byte that looks like the end of a line: what is too much behind it does no harm.
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
DRAWN = re.compile(rb"\[([^\]]*)\] ?TJ")
STRING = re.compile(rb"<([0-9a-f]+)>")
TABLE = re.compile(rb"begincmap(.*?)endcmap", re.DOTALL)
PAIR = re.compile(rb"^<([0-9a-f]{4})> <([0-9a-f]+)>$", re.MULTILINE)


def opened(data: bytes) -> bytes:
    """Return the bytes of a PDF with every compressed stream opened behind them."""
    parts = [data]
    for stream in STREAM.findall(data):
        try:
            parts.append(zlib.decompressobj().decompress(stream))
        except zlib.error:
            parts.append(stream)
    return b"\n".join(parts)


def text_of(data: bytes) -> str:
    """Return what a PDF draws, a piece a line, read once with the table of each of its fonts."""
    inside = opened(data)
    pieces = [b"".join(STRING.findall(piece)) for piece in DRAWN.findall(inside)]
    read = []
    for table in TABLE.findall(inside):
        letters = {glyph: bytes.fromhex(letter.decode()) for glyph, letter in PAIR.findall(table)}
        read += [_read(piece, letters) for piece in pieces]
    return "\n".join(filter(None, read))


def _read(piece: bytes, letters: dict[bytes, bytes]) -> str:
    glyphs = (piece[at : at + 4] for at in range(0, len(piece), 4))
    return b"".join(letters.get(glyph, b"") for glyph in glyphs).decode("utf-16-be", "replace")


def pages_of(data: bytes) -> list[tuple[int, int]]:
    """Return the size of each page of a PDF in whole millimetres."""
    boxes = re.findall(rb"/MediaBox ?\[([^\]]*)\]", opened(data))
    return [
        (round(float(width) * 25.4 / 72), round(float(height) * 25.4 / 72))
        for _x, _y, width, height in (box.split() for box in boxes)
    ]


def has_its_fonts(data: bytes) -> bool:
    """Say whether every typeface that a PDF names is cut down and embedded."""
    inside = opened(data)
    names = re.findall(rb"/BaseFont ?/(\S+)", inside)
    return b"/FontFile" in inside and bool(names) and all(re.match(rb"[A-Z]{6}\+", name) for name in names)
