"""The words that made-up people, units and visits are put together from."""

import json
from pathlib import Path

WORDS = json.loads((Path(__file__).parent / "words.json").read_text("utf-8"))


def pick(draw, things):
    """Return one of the things."""
    return things[int(draw.random() * len(things))]
