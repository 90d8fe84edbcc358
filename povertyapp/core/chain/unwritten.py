"""Rows that are older than their history: a county written in bulk, the parameters of a migration (decision 9).

The chain states how many a table has and the sum of their hashes. Each such row stays as it is, or its first event
says how it was; so the sum of the rows without history and of those first events is always the one stated.
"""

from povertyapp.core.chain.hashing import leaf_sql
from povertyapp.core.chain.sources import columns_of, tracked_models

PREFIX = "rows without history "
LANES = 4
# A lane is 60 bits of the hash, so that sums stay exact.
_LANE = "sum(('x' || substr(encode({leaf}, 'hex'), {first}, 15))::bit(60)::bigint)"


def unwritten(cursor, columns=None, since=None):
    """Return table → {columns, rows, sums, since}: the statement of now, or with `since` what it must still be.

    `columns` and `since` (table → greatest event of the statement) are those of the statement to compare with.
    """
    found = {}
    for model, events in tracked_models():
        table = model._meta.db_table
        named = (columns or {}).get(table) or sorted(columns_of(model))
        rows, sums = _without_events(cursor, model, events, named)
        if since is None:
            cursor.execute(f'SELECT coalesce(max(pgh_id), 0) FROM "{events._meta.db_table}"')
            last = cursor.fetchone()[0]
        else:
            last = since.get(table, 0)
            more, their_sums = _first_events(cursor, events, named, last)
            rows, sums = rows + more, [a + b for a, b in zip(sums, their_sums, strict=True)]
        found[table] = {"columns": named, "rows": rows, "sums": [str(s) for s in sums], "since": last}
    return found


def as_stated(cursor, stated):
    """Return what the tables of these statements say now; what was stated must still be."""
    columns = {table: said["columns"] for table, said in stated.items()}
    return unwritten(cursor, columns, {table: said["since"] for table, said in stated.items()})


def _summed(cursor, leaf, source, params=()):
    lanes = ", ".join(f"coalesce({_LANE.format(leaf='leaf', first=1 + 15 * n)}, 0)" for n in range(LANES))
    cursor.execute(f"SELECT count(*), {lanes} FROM (SELECT {leaf} AS leaf FROM {source}) AS hashed", params)
    rows, *sums = cursor.fetchone()
    return rows, [int(s) for s in sums]


def _without_events(cursor, model, events, columns):
    source = (
        f'"{model._meta.db_table}" AS row WHERE NOT EXISTS (SELECT FROM "{events._meta.db_table}" AS event'
        f' WHERE event.pgh_obj_id = row."{model._meta.pk.column}")'
    )
    return _summed(cursor, leaf_sql(columns, "row"), source)


def _first_events(cursor, events, columns, since):
    """Sum what the first events since the statement say of rows that had none before."""
    table = events._meta.db_table
    source = (
        f'(SELECT DISTINCT ON (pgh_obj_id) * FROM "{table}" AS e WHERE pgh_id > %s AND NOT EXISTS'
        f' (SELECT FROM "{table}" AS known WHERE known.pgh_obj_id = e.pgh_obj_id AND known.pgh_id <= %s)'
        " ORDER BY pgh_obj_id, pgh_id) AS first WHERE pgh_label IN ('base', 'delete')"
    )
    return _summed(cursor, leaf_sql(columns, "first"), source, [since, since])
