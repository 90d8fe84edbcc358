"""A curve of several lines as points of a drawing that the server makes; the table beside it says the same."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 640, 220, 48, 28, 10
# Solid, dashed, dotted: the lines are told apart without colour, too.
DASHES = ("6 4", "2 3", "")


@dataclass(frozen=True)
class Line:
    points: str
    dash: str
    last: tuple[float, float] | None


@dataclass(frozen=True)
class Drawing:
    """Lines over one axis of time, with the words of both axes; `width` and `height` are those of the view box."""

    lines: list[Line]
    months: list[tuple[float, str]]
    levels: list[tuple[float, int]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    floor: int = HEIGHT - BOTTOM

    @classmethod
    def of(cls, points: Iterable[Any], values: Callable[[Any], tuple]):
        """Return the drawing of points that have a `month_end`; `values` are what each line says there, or None."""
        points = list(points)
        if len(points) < 2:
            return None
        rows = [values(point) for point in points]
        most = max([value for row in rows for value in row if value is not None] + [1])
        xs = [LEFT + i * (WIDTH - LEFT - 32) / (len(points) - 1) for i in range(len(points))]

        def y(value):
            return round(HEIGHT - BOTTOM - value * (HEIGHT - BOTTOM - TOP) / most, 1)

        lines = []
        for number, dash in enumerate(DASHES):
            marks = [
                (round(x, 1), y(row[number]))
                for x, row in zip(xs, rows, strict=True)
                if row[number] is not None
            ]
            lines.append(Line(" ".join(f"{a},{b}" for a, b in marks), dash, marks[-1] if marks else None))
        every = max(1, len(points) // 6)
        months = [
            (round(x, 1), f"{point.month_end:%Y-%m}")
            for i, (x, point) in enumerate(zip(xs, points, strict=True))
            if i % every == 0
        ]
        return cls(lines, months, [(y(value), value) for value in sorted({0, most // 2, most})])
