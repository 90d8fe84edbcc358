"""Count rows by two dimensions, with the totals, and say for each cell which list stands behind it."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F
from django.urls import reverse

from inspections.pivot.subjects import BLANK, PLACES
from povertyapp.core.text import Text
from povertyapp.core.views.pages import address

WAN = 10_000


@dataclass(frozen=True)
class Cell:
    """One figure: what is added up, how many rows stand behind it, and where they are listed."""

    value: Any
    count: int
    url: str


@dataclass
class Table:
    """The counted table: heads of rows and columns (value, words), a cell for each pair, and the totals by `None`."""

    rows: list[tuple[str, Text]]
    columns: list[tuple[str, Text]]
    cells: dict[tuple[str | None, str | None], Cell] = field(default_factory=dict)

    def line(self, row):
        """Return the cells of a row (None: the totals), its own total last; nothing where nothing was counted."""
        return [self.cells.get((row, column)) for column, _words in (*self.columns, (None, ""))]


def count_rows(subject, figure, rows, by_row, by_column, names, conditions) -> Table:
    """Return the table over the rows, which the reader may see, in one statement.

    `names` returns the names of places by their codes, `conditions` are those under which the rows were chosen: the
    lists behind the cells are asked under them as well.
    """
    groups = (
        rows.order_by()
        .annotate(in_row=_column(by_row), in_column=_column(by_column))
        .values("in_row", "in_column")
        .annotate(behind=Count("pk"), added=figure.aggregate)
    )
    behind: dict[tuple, int] = defaultdict(int)
    added: dict[tuple, Any] = defaultdict(int)
    for group in groups:
        row, column = group["in_row"] or BLANK, group["in_column"] or BLANK
        for key in ((row, column), (row, None), (None, column), (None, None)):
            behind[key] += group["behind"]
            added[key] += group["added"] or 0
    table = Table(
        _heads(by_row, {key[0] for key in behind}, names),
        _heads(by_column, {key[1] for key in behind}, names),
    )
    for (row, column), count in behind.items():
        asked = dict(conditions)
        asked |= {by_column.asks: column} if column else {}
        asked |= {by_row.asks: row} if row else {}
        value = added[row, column] / WAN if figure.is_money else added[row, column]
        table.cells[row, column] = Cell(value, count, address(reverse(subject.list_name), **asked))
    return table


def _column(dimension):
    return F(dimension.column) if isinstance(dimension.column, str) else dimension.column


def _heads(dimension, found, names):
    """Return the values that were found with their words, in the order of the dimension; places by their codes."""
    found = found - {None}
    if dimension.code in PLACES:
        known = names(found)
        return [(code, known.get(code, code)) for code in sorted(found)]
    return [(value, words) for value, words in dimension.words if value in found]
