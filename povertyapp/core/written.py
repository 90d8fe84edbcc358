"""Queries written to SQL once: for what every request asks, where writing it takes Django longer than PostgreSQL
needs to answer."""

from contextlib import suppress
from copy import copy
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BooleanField, F, Func, QuerySet
from django.db.models.expressions import RawSQL

from povertyapp.core.kept import Kept


class _Slot:
    """Where a value of an asking goes, perhaps with something behind it."""

    def __init__(self, name, tail):
        self.name, self.tail = name, tail

    def of(self, values):
        value = values[self.name]
        return value + self.tail if self.tail else value


class Given(RawSQL):
    """What stands in a query for a value that each asking names; a text may be added to it."""

    def __init__(self, name, tail=""):
        self.name = name
        super().__init__("%s", [_Slot(name, tail)])

    def __add__(self, tail):
        return Given(self.name, tail)


def one_of(column, name):
    """Return the condition that a column holds one of the keys of a list that each asking names. The database sees how
    many they are, and looks each up where they are few."""
    return Func(
        F(column),
        Given(name),
        template="%(expressions)s::bigint[])",
        arg_joiner=" = ANY (",
        output_field=BooleanField(),
    )


def filled(params, **values):
    """Return the parameters of a statement with these values where they were `Given`."""
    return [one.of(values) if isinstance(one, _Slot) else one for one in params]


class Written:
    """A query, which must not depend on anything but its `Given` values."""

    def __init__(self, rows: QuerySet[Any]):
        self.rows = rows
        self.compiler = rows.query.get_compiler(rows.db)
        self.sql: str = ""
        self.params: tuple[Any, ...] = ()
        with suppress(EmptyResultSet):  # no row can ever meet it
            self.sql, self.params = self.compiler.as_sql()

    def ask(self, **values) -> list[Any]:
        """Return the rows for these values, asked anew each time."""
        return list(self.asked(**values))

    def asked(self, **values) -> QuerySet[Any]:
        """Return the queryset for these values, not read yet; it cannot be narrowed any more."""
        params = filled(self.params, **values)
        compiler: Any = copy(self.compiler)  # each thread has a connection of its own
        compiler.connection = connections[self.rows.db]
        compiler.as_sql = lambda *_args, **_options: self._written(params)
        rows: Any = self.rows.all()
        rows.query.get_compiler = lambda *_args, **_options: compiler
        return rows

    def _written(self, params):
        if not self.sql:
            raise EmptyResultSet
        return self.sql, params


# A county's people open some hundreds of pages of places a day.
_KEPT: Kept[Written] = Kept(most=1000)


def once_written(asked, write) -> Written:
    """Return the query of what `write` returns, written once for all who ask the same. `asked` names everything on
    which it depends."""
    return _KEPT.get(asked, lambda: Written(write()))
