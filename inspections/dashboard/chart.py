"""Where the lines of the twelve months stand: a drawing of our own, as the decision on charts says."""

from dataclasses import dataclass

WIDTH, HEIGHT, LEFT, RIGHT, TOP, FLOOR = 720, 250, 44, 92, 16, 214


@dataclass(frozen=True)
class Mark:
    """One month of one line: where it stands, what it says, where it leads; `count` is the number of rows there."""

    x: float
    y: float
    said: str
    url: str
    name: str = ""
    count: int | None = None


@dataclass(frozen=True)
class Line:
    """One line: pieces of it between the gaps, its marks, the word at its end."""

    key: str
    pieces: tuple[str, ...]
    marks: tuple[Mark, ...]
    label: str
    label_y: float


@dataclass(frozen=True)
class Chart:
    """The drawing: lines, the words of both axes, and where a definition changed."""

    lines: tuple[Line, ...]
    months: tuple[tuple[float, str], ...]
    levels: tuple[tuple[float, int], ...]
    breaks: tuple[float, ...]
    target_y: float
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    floor: int = FLOOR
    top: int = TOP


def draw(points, labels):
    """Return the drawing of the points; None where no month has a figure. `labels` are the words of both lines."""
    if all(point.visits is None and point.closed is None for point in points):
        return None
    step = (WIDTH - RIGHT - LEFT) / max(1, len(points) - 1)
    xs = [round(LEFT + n * step, 1) for n in range(len(points))]
    visits = [
        _mark(x, point.visits, point, point.visits_url, f"trend-{point.month}", point.missing)
        for x, point in zip(xs, points, strict=True)
    ]
    closed = [_mark(x, point.closed, point, point.month_url) for x, point in zip(xs, points, strict=True)]
    breaks = [n for n, point in enumerate(points) if point.breaks]
    lines = [
        _line("visits", visits, breaks, labels[0]),
        _line("closed", closed, [], labels[1]),
    ]
    return Chart(
        tuple(_apart([line for line in lines if line])),
        tuple((x, point.month[2:]) for x, point in zip(xs, points, strict=True)),
        tuple((_y(level), level) for level in (0, 25, 50, 75, 100)),
        tuple(round(xs[n] - step / 2, 1) for n in breaks),
        _y(100),
    )


def _y(share):
    return round(FLOOR - float(share) * (FLOOR - TOP) / 100, 1)


def _mark(x, share, point, url, name="", count=None):
    return None if share is None else Mark(x, _y(share), f"{point.month} {share}%", url, name, count)


def _line(key, marks, breaks, label):
    """Return a line in pieces: it is open where a month has no figure or another definition."""
    pieces: list[list[Mark]] = [[]]
    for number, mark in enumerate(marks):
        if mark is None or number in breaks:
            pieces.append([])
        if mark is not None:
            pieces[-1].append(mark)
    drawn = tuple(" ".join(f"{mark.x},{mark.y}" for mark in piece) for piece in pieces if len(piece) > 1)
    known = tuple(mark for mark in marks if mark is not None)
    return Line(key, drawn, known, label, known[-1].y + 4) if known else None


def _apart(lines):
    """Return the lines with the words at their ends far enough from each other to be read."""
    if len(lines) == 2 and abs(lines[0].label_y - lines[1].label_y) < 16:
        upper, lower = sorted(lines, key=lambda line: line.label_y)
        moved = Line(lower.key, lower.pieces, lower.marks, lower.label, upper.label_y + 16)
        return [moved if line is lower else line for line in lines]
    return lines
