"""What the owner states in the chain after a migration, a generated county or new keys: how things stand now."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from povertyapp.core.chain import hashing
from povertyapp.core.chain.guards import guards
from povertyapp.core.chain.sealing import CHAIN_LOCK, append_batch, known_source, seal_new
from povertyapp.core.chain.sources import SEALED, columns_of, sources, tracked_models
from povertyapp.core.chain.unwritten import PREFIX, as_stated, unwritten
from povertyapp.core.chain.verifying import GUARDS
from povertyapp.core.models import ChainSegment, ChainStatement

# What higher floors put in order before things are stated (each gets a cursor).
_BEFORE: list[Callable[[Any], None]] = []


def before_stating(work: Callable[[Any], None]) -> Callable[[Any], None]:
    """Decorator: let the owner do this before he states how things stand."""
    _BEFORE.append(work)
    return work


def state_all(occasion):
    """State guards and rows without history where they differ from what was stated last; return the batch or None.

    Rows that a migration changed past the triggers get an event of the kind `base` first, so that their history
    says how they are.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
        cursor.execute(hashing.READING)
        _write_drift(cursor)
        for work in _BEFORE:
            work(cursor)
        said = {GUARDS: guards(cursor, settings.APPLICATION_ROLE)}
        before = {
            s.name: s.value for s in ChainStatement.objects.order_by("name", "-batch_id").distinct("name")
        }
        said |= _told(cursor, before)
        return seal_new(occasion, statements={n: v for n, v in said.items() if before.get(n) != v})


def _told(cursor, before):
    """Return what to say of rows without history: of tables that the chain does not know, or knows otherwise."""
    known = {name.removeprefix(PREFIX): value for name, value in before.items() if name.startswith(PREFIX)}
    still = as_stated(cursor, known)
    return {
        PREFIX + table: said
        for table, said in unwritten(cursor).items()
        if table not in known or any(still[table][word] != known[table][word] for word in ("rows", "sums"))
    }


def state_sealed_anew():
    """State the columns again that new keys wrote anew; every other column stays as it was sealed."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
        cursor.execute(hashing.READING)
        segments = [
            made
            for source in sources().values()
            if source.name.endswith(SEALED)
            for made in _anew(cursor, source)
        ]
        return append_batch("restated", segments, {})


def _anew(cursor, source):
    last = (
        ChainSegment.objects.filter(source__name=source.name).order_by("-last").values_list("last", flat=True)
    )
    if not last:
        return
    leaf = hashing.leaf_sql(source.columns)
    cursor.execute(
        f'SELECT count(*), string_agg({leaf}, \'\'::bytea ORDER BY "{source.key}") FROM "{source.table}"'
        f' WHERE "{source.key}" <= %s',
        [last[0]],
    )
    rows, leaves = cursor.fetchone()
    leaves = bytes(leaves or b"")
    yield ChainSegment(
        source=known_source(source), first=1, last=last[0], rows=rows,
        root=hashing.merkle(hashing.split(leaves)), leaves=leaves,
    )  # fmt: skip


def _write_drift(cursor):
    for model, events in tracked_models():
        key, columns = model._meta.pk.column, columns_of(model)
        listed = ", ".join(f'"{column}"' for column in columns)
        now, said = (", ".join(f'{row}."{column}"' for column in columns) for row in ("present", "newest"))
        newest = (
            f'(SELECT DISTINCT ON (pgh_obj_id) * FROM "{events._meta.db_table}"'
            " ORDER BY pgh_obj_id, pgh_id DESC) AS newest"
        )
        head = f'INSERT INTO "{events._meta.db_table}" ({listed}, pgh_obj_id, pgh_label, pgh_created_at)'
        cursor.execute(
            f"{head} SELECT {now}, present.\"{key}\", 'base', now() FROM {newest}"
            f' JOIN "{model._meta.db_table}" AS present ON present."{key}" = newest.pgh_obj_id'
            f" WHERE newest.pgh_label = 'delete' OR ROW({now}) IS DISTINCT FROM ROW({said})"
        )
        cursor.execute(
            f"{head} SELECT {said}, newest.pgh_obj_id, 'delete', now() FROM {newest}"
            f' LEFT JOIN "{model._meta.db_table}" AS present ON present."{key}" = newest.pgh_obj_id'
            f" WHERE newest.pgh_label <> 'delete' AND present.\"{key}\" IS NULL"
        )
