"""Looking into a PDF without a library: its streams, opened."""

import re
import zlib

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def opened(data: bytes) -> bytes:
    """Return the bytes of a PDF with every compressed stream opened behind them."""
    parts = [data]
    for stream in STREAM.findall(data):
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            parts.append(stream)
    return b"\n".join(parts)
