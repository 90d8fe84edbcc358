"""Seal what is new. Nobody waits for it: it takes no lock that a writer needs, and leaves out for the next time what
a running transaction may still add to."""

import time
from functools import partial

from django.db import connection, transaction
from django.db.models import Max

from povertyapp.core import clock
from povertyapp.core.chain.hashing import (
    FIRST,
    READING,
    batch_digest,
    code_of,
    leaf_sql,
    merkle,
    root_of,
    segment_digest,
    split,
    statement_digest,
)
from povertyapp.core.chain.roots import export_root
from povertyapp.core.chain.sources import sources
from povertyapp.core.models import ChainBatch, ChainSegment, ChainSource, ChainStatement

# The name of this kind of advisory lock: one link at a time.
CHAIN_LOCK = 20171128
# How long running writers are waited for; what they hold is sealed the next time.
PATIENCE_SECONDS = 3.0
SEGMENT_KEYS = 100_000

WRITERS = """
SELECT l.relation::regclass::text, l.virtualtransaction FROM pg_locks AS l
WHERE l.locktype = 'relation' AND l.mode = 'RowExclusiveLock' AND l.pid <> pg_backend_pid()
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND l.relation = ANY (%s::regclass[])
"""


def seal_new(occasion="minute", *, patience=PATIENCE_SECONDS, statements=None):
    """Append a batch with every row that is not sealed yet, and return it; None where there is nothing new.

    Safe to run twice and at the same time: whoever comes second leaves it to the first.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [CHAIN_LOCK])
        if not cursor.fetchone()[0]:
            return None
        cursor.execute(READING)
        segments = []
        for source, first, last in _settled(cursor, patience):
            segments += _segments(cursor, source, first, last)
        return append_batch(occasion, segments, statements or {})


def append_batch(occasion, segments, statements):
    """Append a batch of these parts, inside a transaction that holds the chain; None for no part at all."""
    if not segments and not statements:
        return None
    before = ChainBatch.objects.order_by("-number").first()
    said = [ChainStatement(name=name, value=value) for name, value in statements.items()]
    parts = [segment_digest(segment.source, segment) for segment in segments]
    batch = ChainBatch(
        number=before.number + 1 if before else 1,
        made_at=clock.now(),
        occasion=occasion,
        rows=sum(segment.rows for segment in segments),
        root=root_of([*parts, *(statement_digest(one) for one in said)]),
        previous=before.digest if before else FIRST,
    )
    batch.digest = batch_digest(batch)
    batch.key_name, batch.code = code_of(batch.digest)
    batch.save(force_insert=True)
    for part in (*segments, *said):
        part.batch = batch
    ChainSegment.objects.bulk_create(segments)
    ChainStatement.objects.bulk_create(said)
    transaction.on_commit(partial(export_root, batch.number, batch.digest, batch.made_at))
    return batch


def known_source(source):
    """Return the stored source of these very columns, made when the columns are new."""
    facts = {"name": source.name, "table": source.table, "key": source.key}
    known = ChainSource.objects.filter(**facts).order_by("-pk").first()
    if known is None or tuple(known.columns) != source.columns:
        known = ChainSource.objects.create(**facts, columns=list(source.columns))
    return known


def _settled(cursor, patience):
    """Yield (source, first, last) of the keys to which no running transaction adds any more."""
    tails = dict(ChainSegment.objects.values_list("source__name").annotate(last=Max("last")).order_by())
    heads = _heads(cursor)
    due = [s for s in sources().values() if heads.get(s.table) and heads[s.table] > tails.get(s.name, 0)]
    busy = _busy(cursor, sorted({source.table for source in due}), patience)
    for source in due:
        if source.table not in busy:
            yield source, tails.get(source.name, 0) + 1, heads[source.table]


def _heads(cursor):
    """Return table → its greatest key, as one statement sees them."""
    keys = sorted({(source.table, source.key) for source in sources().values()})
    cursor.execute(
        " UNION ALL ".join(f'SELECT \'{table}\', (SELECT max("{key}") FROM "{table}")' for table, key in keys)
    )
    return dict(cursor.fetchall())


def _busy(cursor, tables, patience):
    """Return the tables to which somebody who was writing at the time of the heads is writing still.

    Who takes a number from the table's sequence holds this lock before he does; so a number below the head that
    is not seen yet belongs to one of these. Those who come later take greater numbers.
    """
    if not tables:
        return set()
    quoted = [f'"{table}"' for table in tables]
    cursor.execute(WRITERS, [quoted])
    seen = set(cursor.fetchall())
    deadline = time.monotonic() + patience
    while seen and time.monotonic() < deadline:
        time.sleep(0.02)
        cursor.execute(WRITERS, [quoted])
        seen &= set(cursor.fetchall())
    return {table.strip('"') for table, _writer in seen}


def _segments(cursor, source, first, last):
    """Return unsaved segments of the rows of these keys."""
    stored = known_source(source)
    found = []
    for start in range(first, last + 1, SEGMENT_KEYS):
        end = min(start + SEGMENT_KEYS - 1, last)
        cursor.execute(
            f"SELECT count(*), string_agg({leaf_sql(source.columns)}, ''::bytea ORDER BY \"{source.key}\")"
            f' FROM "{source.table}" WHERE "{source.key}" BETWEEN %s AND %s',
            [start, end],
        )
        rows, leaves = cursor.fetchone()
        leaves = bytes(leaves or b"")
        found.append(
            ChainSegment(
                source=stored, first=start, last=end, rows=rows, root=merkle(split(leaves)), leaves=leaves
            )
        )
    return found
