"""Write many rows at once: COPY into a temporary table, then one statement that changes only what differs."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Any

from django.db import models
from django.utils import timezone

CHUNK_ROWS = 5000
READ_BYTES = 1 << 18
# A NUL cannot stand in the text of a database.
_ESCAPES = str.maketrans({"\0": None, "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_SPECIAL = re.compile(r"[\0\\\t\n\r]")
_NOTHING = r"\N"


def stage(cursor, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> int:
    """Make a temporary table of these columns (name → SQL type) and COPY the rows in; return how many.

    It goes with the transaction. Text, numbers, dates, booleans, None, and lists of text or numbers.
    """
    cursor.execute(f'DROP TABLE IF EXISTS pg_temp."{name}"')
    definition = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
    cursor.execute(f'CREATE TEMPORARY TABLE "{name}" ({definition}) ON COMMIT DROP')
    count = copy_rows(cursor, name, list(columns), rows)
    cursor.execute(f'ANALYZE "{name}"')
    return count


def copy_rows(cursor, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """COPY rows into these columns of a table; return how many."""
    names = ", ".join(f'"{column}"' for column in columns)
    source, count = iter(rows), 0
    while chunk := list(islice(source, CHUNK_ROWS)):
        text = "\n".join(["\t".join([_TEXT[value.__class__](value) for value in row]) for row in chunk])
        waiting = BytesIO(f"{text}\n".encode())
        cursor.copy_expert(f'COPY "{table}" ({names}) FROM STDIN', waiting, size=READ_BYTES)
        count += len(chunk)
    return count


def _escaped(value: str) -> str:
    return value.translate(_ESCAPES) if _SPECIAL.search(value) else value


def _array(values: Sequence[Any]) -> str:
    if not values:
        return "{}"
    quoted = ('"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"' for value in values)
    return _escaped("{" + ",".join(quoted) + "}")


class _TextOf(dict[type, Callable[[Any], str]]):
    """How a value of a class is written in COPY's text format."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        for known in (str, list, tuple):  # a word of a code list is a str, too
            if issubclass(kind, known):
                self[kind] = self[known]
                return self[kind]
        self[kind] = str  # numbers, days, moments
        return self[kind]


_KNOWN: dict[type, Callable[[Any], str]] = {
    str: _escaped,
    type(None): lambda value: _NOTHING,
    bool: lambda value: "t" if value else "f",
    list: _array,
    tuple: _array,
}
_TEXT = _TextOf(_KNOWN)


def stage_like(
    cursor,
    name: str,
    model: type[models.Model],
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    extra: Mapping[str, str] | None = None,
) -> list[str]:
    """Stage rows for a model's table: `columns` (and `extra`, name → SQL type) come from the rows.

    The model's other columns hold the defaults of their fields, because the database itself has none; their
    names are returned, for `merge` to write them into new rows only.
    """
    extra = extra or {}
    fields = {str(field.column): field for field in model._meta.concrete_fields if not field.primary_key}
    added = "".join(f', NULL::{kind} AS "{column}"' for column, kind in extra.items())
    listed = ", ".join(f'"{column}"' for column in fields)
    cursor.execute(f'DROP TABLE IF EXISTS pg_temp."{name}"')
    cursor.execute(
        f'CREATE TEMPORARY TABLE "{name}" ON COMMIT DROP AS'
        f' SELECT {listed}{added} FROM "{model._meta.db_table}" WITH NO DATA'
    )
    others = [column for column in fields if column not in columns]
    for column in others:
        value = timezone.now() if getattr(fields[column], "auto_now", False) else fields[column].get_default()
        if value is not None:
            cursor.execute(f'ALTER TABLE "{name}" ALTER COLUMN "{column}" SET DEFAULT %s', [value])
    copy_rows(cursor, name, [*columns, *extra], rows)
    # The size, and the column that joins it: statistics of sealed text would cost more than they save.
    cursor.execute(f'ANALYZE "{name}" ({_quoted([*extra, *columns][:1])})')
    return others


@dataclass(frozen=True)
class Merged:
    """The keys of the rows that a merge inserted and of those that it changed."""

    created: frozenset[Any]
    updated: frozenset[Any]
    # How many rows were written, where several rows share a key column.
    count: int = 0


def merge(
    cursor,
    source: str,
    target: str,
    key: Sequence[str],
    columns: Sequence[str],
    *,
    fixed: Sequence[str] = (),
    stamps: Sequence[str] = (),
    returning: str | None = None,
) -> Merged:
    """Insert the rows of `source` into `target`, change those whose `columns` differ, touch no other row.

    `fixed` columns are written by an insert only; `stamps` are written with a change and cause none. The
    result holds the column `returning` (else the first of the key) of each row written. An unchanged row
    is not touched, so it leaves no history.
    """
    listed = [*key, *columns, *fixed, *(column for column in stamps if column not in fixed)]
    names, picked = _quoted(listed), _quoted(listed, "incoming")
    changing = [*columns, *stamps]
    sql = f'INSERT INTO "{target}" AS present ({names}) SELECT {picked} FROM {source} AS incoming'
    if columns:
        sets = ", ".join(f'"{column}" = excluded."{column}"' for column in changing)
        old, new = _quoted(columns, "present"), _quoted(columns, "excluded")
        sql += f" ON CONFLICT ({_quoted(key)}) DO UPDATE SET {sets} WHERE ({old}) IS DISTINCT FROM ({new})"
    else:
        sql += f" ON CONFLICT ({_quoted(key)}) DO NOTHING"
    # xmax is 0 in a row that this statement inserted, and set in one that it updated.
    cursor.execute(f'{sql} RETURNING present."{returning or key[0]}", present.xmax = 0')
    written = cursor.fetchall()
    return Merged(
        frozenset(value for value, is_new in written if is_new),
        frozenset(value for value, is_new in written if not is_new),
        len(written),
    )


def analyze(cursor, *written: type[models.Model]) -> None:
    """Let the planner know the size of tables that were just filled, before the next statement reads them.

    Within the transaction nobody else does it, and a join that believes a full table empty takes minutes.
    """
    for model in written:
        cursor.execute("SELECT house_analyze(%s)", [model._meta.db_table])


def _quoted(columns: Sequence[str], table: str = "") -> str:
    prefix = f"{table}." if table else ""
    return ", ".join(f'{prefix}"{column}"' for column in columns)
