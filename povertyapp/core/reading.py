"""Several queries asked in one: for a page whose parts each need a few rows, each of tables of its own."""

import datetime as dt
import json
import re
from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, QuerySet, Value


class Reading:
    """Some querysets, asked with one query for all of them.

    The database hands the rows of each over as JSON: meant for what a page shows, not for thousands of rows.
    """

    def __init__(self, *querysets: QuerySet):
        self.asked = [_Asked(rows) for rows in querysets if rows._result_cache is None]

    @cached_property
    def told(self) -> list[str]:
        """Return the rows of each as text: it is the same as long as they all are."""
        written = [one for one in self.asked if one.sql]
        if not written:
            return []
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT " + ", ".join(one.as_json() for one in written),
                [param for one in written for param in one.params],
            )
            return [text or "" for text in cursor.fetchone()]

    def take(self) -> None:
        """Let each queryset hold its rows as if it had been read alone."""
        told = iter(self.told)
        for one in self.asked:
            one.answer(next(told) if one.sql else "")


def read_together(*querysets: QuerySet) -> None:
    """Read some querysets with one query for all of them; each then holds its rows as if it had been read alone."""
    reading = Reading(*querysets)
    if sum(bool(one.sql) for one in reading.asked) > 1:
        reading.take()
    for one in reading.asked:
        one.rows._fetch_all()  # what was not answered above: nothing at all, or the only one of them


def counted(rows: QuerySet, **more: Any) -> QuerySet:
    """Return the queryset of one row that says how many rows there are (`n`), and what else is to be summed up."""
    return rows.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk"), **more)


class _Asked:
    """One of the querysets: how it is written, and how its rows are taken back."""

    def __init__(self, rows):
        self.rows = rows
        self.compiler = rows.query.get_compiler(rows.db)
        try:
            self.sql, self.params = self.compiler.as_sql()
        except EmptyResultSet:  # no row can ever meet it
            self.sql, self.params = "", ()

    def as_json(self):
        """Return the rows as one value: in their order, else in that of what they hold, so that the same rows are told
        alike however they lie in the table. Their columns get names of their own: joined tables share names."""
        names = ", ".join(self._names())
        order = "" if self.rows.ordered else " ORDER BY one"
        return f"(SELECT json_agg(one{order})::text FROM ({self.sql}) AS one({names}))"

    def answer(self, text):
        """Let the queryset make its rows of the answer, as it makes them of a cursor's."""
        if not text:
            self.rows._result_cache = []
            return
        kinds = [_kind_of(expression) for expression, _sql, _alias in self.compiler.select]
        readers = list(zip(self._names(), kinds, strict=True))
        told = json.loads(text, parse_float=Decimal)
        answers = [tuple(_read(row[name], read) for name, read in readers) for row in told]
        compiler: Any = self.compiler
        compiler.execute_sql = lambda *_args, **_options: [answers]
        self.rows.query.get_compiler = lambda *_args, **_options: compiler
        try:
            self.rows._fetch_all()
        finally:
            del self.rows.query.get_compiler

    def _names(self):
        return [f"c{number}" for number in range(len(self.compiler.select))]


def _read(value, read):
    return value if read is None or value is None else read(value)


def _jsonb(value):
    return json.dumps(value, default=float)


def _moment(text):
    return dt.datetime.fromisoformat(text).astimezone(connection.timezone)


LENGTH = re.compile(r"\(.*?\)")  # varchar(12), numeric(14, 2)
# Kind of column → how its JSON is read; None as it is.
READERS: dict[str, Callable[[Any], Any] | None] = {
    "bigint": None,
    "bigint[]": None,
    "boolean": None,
    "date": dt.date.fromisoformat,
    "double precision": float,
    "integer": None,
    "integer[]": None,
    "jsonb": _jsonb,
    "numeric": Decimal,
    "smallint": None,
    "text": None,
    "text[]": None,
    "time": dt.time.fromisoformat,
    "timestamp with time zone": _moment,
    "uuid": UUID,
    "varchar": None,
    "varchar[]": None,
}


def _kind_of(expression):
    """Return how the JSON of a column is read; KeyError for a kind that nobody has thought of."""
    return READERS[LENGTH.sub("", expression.output_field.db_type(connection))]
