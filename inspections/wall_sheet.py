"""The wall chart on one sheet: where each tile stands, how large its words are, by which strokes its state is told.

All lengths are millimetres. Tiles share the sheet: rows of blocks are as high as they have tiles, blocks as wide. Every
stroke of a pattern is drawn by itself: a pattern or a gradient makes the file a hundred times as large.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from inspections.choices.wall import WallLevel, WallPaper

SIZES = {WallPaper.A3: (420, 297), WallPaper.A1: (841, 594)}
FILLS = {"good": "#cfe8d5", "warn": "#ffd479", "bad": "#e98a80", "none": "#ffffff", "review": "#bfa4e6"}
STROKES = {"bad": "#d0746a", "review": "#a487d0"}
# Of an A3 sheet; an A1 sheet is twice as large in each direction.
MARGIN, TITLE, FOOT, GAP, HEAD = 5.0, 13.0, 9.0, 0.5, 9.5
BASE_LINE = 0.86  # of the size of a line of text, from its top
BESIDE_UNIT = re.compile(r"(?<=[0-9.%]) (?=[^0-9a-z])|(?<=[^0-9a-z.%]) (?=[0-9])")
LEAST_SHARE = 0.35  # of the height of a usual row of tiles: a block of one village is still readable


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float

    @property
    def area(self):
        return self.width * self.height

    def inner(self, by):
        return Box(self.x + by / 2, self.y + by / 2, self.width - by, self.height - by)


@dataclass(frozen=True)
class Words:
    """A line of text: where its base line begins, how large it is; one `right` ends so far from the sheet's edge."""

    x: float
    y: float
    size: float
    text: str
    bold: bool = False
    right: float | None = None

    @property
    def from_right(self):
        return self.right is not None

    @property
    def top(self):
        return self.y - BASE_LINE * self.size


@dataclass(frozen=True)
class Drawn:
    """A tile as it is drawn; `pattern` is the path of the strokes that tell its state without colour."""

    box: Box
    key: str
    words: tuple[Words, ...]
    pattern: str = ""
    is_head: bool = False
    scale: float = 1

    @property
    def fill(self):
        return FILLS[self.key]

    @property
    def stroke(self):
        return STROKES.get(self.key, "")

    @property
    def line(self):
        return (0.6 if self.is_head else 0.25) * self.scale

    @property
    def hatch(self):
        return 0.2 * self.scale

    @property
    def dashes(self):
        return f"{1.5 * self.scale:g} {self.scale:g}" if self.key == "none" else ""

    @property
    def bar(self):
        """Return the thick bar at the foot of ▲, which is told by it in grey."""
        if self.key != "warn":
            return None
        thick = 1.1 * self.scale
        return Box(self.box.x, self.box.y + self.box.height - thick, self.box.width, thick)


@dataclass
class Sheet:
    """What is drawn on a sheet of a size."""

    width: float
    height: float
    tiles: list[Drawn] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    keys: list[Drawn] = field(default_factory=list)

    @property
    def shapes(self):
        return [*self.tiles, *self.keys]

    @property
    def lines(self):
        return [*self.words, *(words for tile in self.tiles for words in tile.words)]

    @property
    def coverage(self):
        """Return what share of the sheet the tiles fill."""
        return sum(tile.box.area for tile in self.tiles) / (self.width * self.height)


def em(text):
    """Return how wide a text is, measured in its own size: a Chinese character is one."""
    return sum(1 if unicodedata.east_asian_width(char) in "WFA" else 0.6 for char in text)


def tight(text):
    """Return a figure without the blanks beside its unit: a narrow tile has no room for them."""
    return BESIDE_UNIT.sub("", text)


def draw_sheet(wall, paper, *, title, notes, mark):
    """Return the Sheet of a wall chart: title, tiles, legend, `notes` (how fresh, what kind of map) and `mark`."""
    width, height = SIZES[WallPaper(paper)]
    scale = height / SIZES[WallPaper.A3][1]
    sheet = Sheet(width, height)
    edge = MARGIN * scale
    inner = width - 2 * edge
    _put_title(sheet, Box(edge, edge, inner, TITLE * scale), title, notes)
    body = Box(edge, edge + TITLE * scale, inner, height - 2 * edge - (TITLE + FOOT) * scale)
    _put_tiles(sheet, wall, body, scale)
    _put_foot(sheet, wall, Box(edge, height - edge - FOOT * scale, inner, FOOT * scale), mark, scale)
    return sheet


def _put_title(sheet, box, title, notes):
    size = min(box.height * 0.62, box.width * 0.5 / em(title))
    base = box.y + box.height * 0.68
    sheet.words.append(Words(box.x, base, size, title, bold=True))
    room = box.width - em(title) * size - size
    for number, note in enumerate(notes):
        small = min(box.height * 0.27, room / em(note))
        y = box.y + box.height * (0.34 + 0.36 * number)
        sheet.words.append(Words(0, y, small, note, right=box.x))


def _put_tiles(sheet, wall, body, scale):
    """Share the body among rows of blocks, and each row among its blocks, by the number of their tiles."""
    if wall.shown_level == WallLevel.TOWNSHIP:
        for row, line in zip(wall.grid, _split(body, [1] * len(wall.grid), across=False), strict=True):
            for code, box in zip(row, _split(line, [1] * len(row)), strict=True):
                sheet.tiles.append(_tile(wall.tiles[code], box.inner(GAP * scale), scale))
        return
    sizes = [[_weight(wall, code) for code in row] for row in wall.grid]
    usual = sum(map(sum, sizes)) / len(sizes) if sizes else 1
    heights = [max(sum(row), LEAST_SHARE * usual) for row in sizes]
    for row, weights, line in zip(wall.grid, sizes, _split(body, heights, across=False), strict=True):
        for code, box in zip(row, _split(line, weights), strict=True):
            _put_block(sheet, wall, code, box.inner(GAP * scale), scale)


def _weight(wall, township):
    """Return how much of a row a block asks for: its villages, and at least as much as its own name needs."""
    return max(4, sum(map(len, wall.villages_of(township))))


def _put_block(sheet, wall, code, box, scale):
    head = wall.tiles.get(code)
    if head:
        high = HEAD * scale
        sheet.tiles.append(_head(head, Box(box.x, box.y, box.width, high - GAP * scale), scale, sheet.width))
        box = Box(box.x, box.y + high, box.width, box.height - high)
    rows = wall.villages_of(code, ratio=box.width / box.height)
    if not rows and head:  # a township without villages in the account fills its block by itself
        sheet.tiles[-1] = _tile(head, Box(box.x, box.y - high, box.width, box.height + high), scale)
    for row, line in zip(rows, _split(box, [1] * len(rows), across=False), strict=True):
        for each, spot in zip(row, _split(line, [1] * len(row)), strict=True):
            sheet.tiles.append(_tile(wall.tiles[each], spot.inner(GAP * scale), scale))


def _split(box, weights, across=True):
    """Return the boxes into which weights divide a box, from the left or from the top."""
    whole, at, found = sum(weights), 0.0, []
    for weight in weights:
        share = weight / whole
        if across:
            found.append(Box(box.x + at * box.width, box.y, share * box.width, box.height))
        else:
            found.append(Box(box.x, box.y + at * box.height, box.width, share * box.height))
        at += share
    return found


def _tile(tile, box, scale):
    """Return a tile with four lines: name, state, figure, who answers; each as large as it fits."""
    mark = tile.mark
    lines = (
        (tile.name, 0.24, True),
        (f"{mark.cue.glyph} {mark.cue.word}", 0.19, True),
        (" ".join(filter(None, [tight(mark.figure), tight(mark.note)])), 0.18, False),
        (f"{tile.role} {tile.person or '—'}", 0.17, False),
    )
    pad = 0.04 * min(box.width, box.height)
    room, y, words = box.width - 2 * pad, box.y + box.height * 0.05, []
    for text, share, bold in lines:
        y += box.height * share
        size = min(box.height * share * 0.8, room / em(text), 11 * scale)
        words.append(Words(box.x + pad, y - box.height * share * 0.12, size, text, bold=bold))
        y += box.height * 0.035
    return Drawn(box, mark.cue.key, tuple(words), _pattern(box, mark.cue.key, scale), scale=scale)


def _head(tile, box, scale, sheet_width):
    """Return the strip over a block: the township itself, in one line."""
    mark = tile.mark
    left = f"{tile.name} {mark.cue.glyph} {mark.cue.word}"
    right = " ".join(filter(None, [mark.figure, mark.note, f"{tile.role} {tile.person or '—'}"]))
    pad = 0.12 * box.height
    size = min(box.height * 0.62, (box.width - 3 * pad) / (em(left) + 0.8 * em(right)))
    base = box.y + box.height / 2 + size * 0.36
    words = (
        Words(box.x + pad, base, size, left, bold=True),
        Words(0, base, 0.8 * size, right, right=sheet_width - box.x - box.width + pad),
    )
    pattern = _pattern(box, mark.cue.key, scale)
    return Drawn(box, mark.cue.key, words, pattern, is_head=True, scale=scale)


def _put_foot(sheet, wall, box, mark, scale):
    """Put the legend and the mark of the sheet at its foot: glyph, words, pattern, and how many places."""
    size = box.height * 0.38
    base = box.y + box.height * 0.62
    entries = [(cue.key, f"{cue.glyph} {words} {count}") for cue, words, count in wall.legend]
    swatch = size * 2.2
    needed = sum(em(text) * size + swatch + 1.6 * size for _key, text in entries) + 4 * size
    shrink = min(1.0, box.width * 0.66 / needed)
    size, swatch = size * shrink, swatch * shrink
    x = box.x
    sheet.words.append(Words(x, base, size, _("图例"), bold=True))
    x += 3 * size
    for key, text in entries:
        spot = Box(x, base - size * 1.05, swatch, size * 1.4)
        sheet.keys.append(Drawn(spot, key, (), _pattern(spot, key, scale * 0.6), scale=scale))
        x += swatch + 0.5 * size
        sheet.words.append(Words(x, base, size, text))
        x += em(text) * size + 1.1 * size
    small = min(size * 0.8, (box.x + box.width - x) / em(mark))
    sheet.words.append(Words(0, base, small, mark, right=box.x))


def _pattern(box, key, scale):
    """Return the path of a pattern's strokes, cut to the tile: oblique for ✖, upright for ◆."""
    step = 3.6 * scale
    strokes = []
    if key == "bad":
        offset = step
        while offset < box.width + box.height:
            x1, y1 = min(offset, box.width), max(0.0, offset - box.width)
            x2, y2 = max(0.0, offset - box.height), min(offset, box.height)
            strokes.append((box.x + x1, box.y + y1, box.x + x2, box.y + y2))
            offset += step
    elif key == "review":
        offset = step
        while offset < box.width:
            strokes.append((box.x + offset, box.y, box.x + offset, box.y + box.height))
            offset += step
    return "".join(f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" for x1, y1, x2, y2 in strokes)
