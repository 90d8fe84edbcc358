"""Fields of a table: which column fills which attribute and what reads its cells."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from .cells import CellError
from .headers import Table
from .reading import Cell

REMEMBERED = 4096
_UNREAD = object()


class Field(NamedTuple):
    """One column: its key in the layout, the attribute it fills, and what reads the cell."""

    key: str
    attr: str
    parse: Callable[[Any], Any]


class FieldReader:
    """Reads one group of fields row by row; a column remembers what its usual cells mean.

    Most columns of a form hold a few words again and again: each is understood once.
    """

    def __init__(self, table: Table, fields: Iterable[Field]):
        present = [field for field in fields if field.key in table.columns]
        self.places = [table.columns[field.key].number - 1 for field in present]
        known: list[dict[Any, Any]] = [{} for _field in present]
        self._columns = list(zip(present, self.places, known, strict=True))

    def cells(self, values: list[Cell]) -> list[Cell]:
        """Return the raw cells of these fields."""
        return [values[place] for place in self.places]

    def read(self, values: list[Cell]) -> tuple[dict[str, Any], dict[str, CellError]]:
        """Return the values of a row by attribute, and by key the errors of cells that could not be read."""
        found: dict[str, Any] = {}
        errors: dict[str, CellError] = {}
        for field, place, known in self._columns:
            value = values[place]
            key = ("bool", value) if value.__class__ is bool else value  # True and 1 are one key
            result = known.get(key, _UNREAD)
            if result is _UNREAD:
                try:
                    result = field.parse(value)
                except CellError as error:
                    errors[field.key] = error
                    continue
                if len(known) < REMEMBERED:
                    known[key] = result
            found[field.attr] = result
        return found, errors
