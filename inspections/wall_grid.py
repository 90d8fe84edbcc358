"""The grid of a wall chart: rows of places, from the top, each from the left.

A grid has no holes: what stands in it is the order of rows and of places in a row, and each row fills the width of
what it stands in. So the sheet is full whatever the county arranges.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, sqrt

from inspections.choices.wall import WallMove

Grid = list[list[str]]
Spot = tuple[int, int]
# How much wider than high a grid is drawn where nobody arranged it: as a sheet of paper.
WIDE = 1.4


def in_official_order(codes: Iterable[str], ratio: float = WIDE) -> Grid:
    """Return places in the order of their codes, in rows of nearly the same length; `ratio` is columns to rows."""
    ordered = sorted(codes)
    if not ordered:
        return []
    across = min(len(ordered), max(1, round(sqrt(len(ordered) * ratio))))
    rows = ceil(len(ordered) / across)
    cuts = [round(len(ordered) * row / rows) for row in range(rows + 1)]
    return [ordered[start:end] for start, end in zip(cuts, cuts[1:], strict=False)]


def grid_of(codes: Iterable[str], spots: Mapping[str, Spot], ratio: float = WIDE) -> Grid:
    """Return the grid of places as arranged; who has no spot yet follows in the last row, in the official order."""
    codes = sorted(codes)
    placed = sorted((spots[code], code) for code in codes if code in spots)
    if not placed:
        return in_official_order(codes, ratio)
    rows: dict[int, list[str]] = {}
    for (row, _column), code in placed:
        rows.setdefault(row, []).append(code)
    grid = list(rows.values())
    grid[-1] += [code for code in codes if code not in spots]
    return grid


def spots_of(grid: Sequence[Sequence[str]]) -> dict[str, Spot]:
    """Return the row and the column of each place, counted from one."""
    rows = [row for row in grid if row]
    return {
        code: (number, column)
        for number, row in enumerate(rows, start=1)
        for column, code in enumerate(row, start=1)
    }


def moved(grid: Grid, code: str, move: str) -> Grid:
    """Return the grid with one place moved by one: over an edge of the grid it makes a row of its own."""
    row, column = next((n, line.index(code)) for n, line in enumerate(grid) if code in line)
    found = [list(line) for line in grid]
    found[row].remove(code)
    if move in (WallMove.LEFT, WallMove.RIGHT):
        found[row].insert(max(0, column + (1 if move == WallMove.RIGHT else -1)), code)
        return found
    target = row + (1 if move == WallMove.DOWN else -1)
    if 0 <= target < len(found):
        found[target].insert(column, code)
    else:
        found.insert(max(0, target), [code])
    return [line for line in found if line]


def put_before(grid: Grid, code: str, other: str) -> Grid:
    """Return the grid with one place taken out and put before another one."""
    if code == other:
        return grid
    found = [[each for each in line if each != code] for line in grid]
    line = next(line for line in found if other in line)
    line.insert(line.index(other), code)
    return [line for line in found if line]
