"""Write many rows at once: COPY into a temporary table, then one statement that changes only what differs."""

from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from itertools import islice
from typing import Any

CHUNK_ROWS = 5000
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


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
        lines = ("\t".join(map(_field, row)) for row in chunk)
        cursor.copy_expert(f'COPY "{table}" ({names}) FROM STDIN', StringIO("\n".join(lines) + "\n"))
        count += len(chunk)
    return count


def _field(value: Any) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, list | tuple):
        return _array(value).translate(_ESCAPES)
    return str(value)


def _array(values: Sequence[Any]) -> str:
    quoted = ('"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"' for value in values)
    return "{" + ",".join(quoted) + "}"


def merge(
    cursor, source: str, target: str, key: Sequence[str], columns: Sequence[str], fixed: Sequence[str] = ()
) -> tuple[int, int]:
    """Insert the rows of `source` into `target`, change those whose `columns` differ; return (new, changed).

    `source` is a table or a subquery in brackets that has the key, the columns and the `fixed` columns, which
    only an insert writes. An unchanged row is not touched, so it leaves no history.
    """
    listed = [*key, *columns, *fixed]
    names = ", ".join(f'"{column}"' for column in listed)
    picked = ", ".join(f'incoming."{column}"' for column in listed)
    conflict = ", ".join(f'"{column}"' for column in key)
    sql = f'INSERT INTO "{target}" AS present ({names}) SELECT {picked} FROM {source} AS incoming'
    if columns:
        sets = ", ".join(f'"{column}" = excluded."{column}"' for column in columns)
        old = ", ".join(f'present."{column}"' for column in columns)
        new = ", ".join(f'excluded."{column}"' for column in columns)
        sql += f" ON CONFLICT ({conflict}) DO UPDATE SET {sets} WHERE ({old}) IS DISTINCT FROM ({new})"
    else:
        sql += f" ON CONFLICT ({conflict}) DO NOTHING"
    # xmax is 0 in a row that this statement inserted, and set in one that it updated.
    cursor.execute(
        f"WITH written AS ({sql} RETURNING (present.xmax = 0) AS is_new)"
        " SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM written"
    )
    return cursor.fetchone()
