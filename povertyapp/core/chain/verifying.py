"""Recompute everything that the chain says, in one snapshot, and name the first place that does not agree."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from povertyapp.core.chain import hashing, roots
from povertyapp.core.chain.guards import changed_guards, guards
from povertyapp.core.chain.sources import SEALED, columns_of, sources, tracked_models
from povertyapp.core.chain.unwritten import PREFIX, as_stated
from povertyapp.core.models import ChainBatch, ChainSegment, ChainStatement

GUARDS = "guards"


@dataclass(frozen=True)
class Broken:
    """A place that does not agree: what kind, in which table, at which row (or batch), and what is wrong."""

    what: str
    place: str
    row: str
    said: str

    def as_dict(self):
        return asdict(self)


Check = Callable[[Any], Iterator[Broken]]
CHECKS: list[Check] = []


def audit_check(check: Check) -> Check:
    """Decorator: register a generator of broken places; higher floors add theirs. It gets a cursor."""
    CHECKS.append(check)
    return check


def first_broken(roots_file=None):
    """Return (the first broken place or None, counts). One read-only snapshot: writing goes on meanwhile."""
    counts: dict[str, int] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        if len(connection.savepoint_ids) == 0:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute(hashing.READING)
        for check in (_chain_checks(roots_file, counts), *(check(cursor) for check in CHECKS)):
            for broken in check:
                return broken, counts
        cursor.execute("SELECT coalesce(sum(rows), 0) FROM core_chainbatch")
        counts["rows"] = int(cursor.fetchone()[0])
    return None, counts


def _chain_checks(roots_file, counts):
    batches = list(ChainBatch.objects.order_by("number"))
    counts["batches"] = len(batches)
    counts["last"] = batches[-1].number if batches else 0
    yield from _links(batches)
    yield from _codes(batches)
    yield from _outside(batches, roots.exported_roots(roots_file), counts)
    yield from _parts(batches)


def _links(batches):
    """Each batch has the next number, the digest of what it says, and that of the one before."""
    if batches and (batches[0].number != 1 or batches[0].previous != hashing.FIRST):
        yield Broken(
            "chain", "core_chainbatch", str(batches[0].number), "the chain does not begin at its beginning"
        )
    for batch in batches:
        if batch.digest != hashing.batch_digest(batch):
            yield Broken(
                "chain", "core_chainbatch", str(batch.number), "the batch is not what its digest says"
            )
    for before, batch in pairwise(batches):
        if batch.number != before.number + 1 or batch.previous != before.digest:
            yield Broken(
                "chain", "core_chainbatch", str(batch.number), "the batch before it is missing or another"
            )


def _codes(batches):
    """Whoever has the database alone cannot make the code; the newest one must be of a key that we hold."""
    for batch in batches:
        holds = hashing.code_holds(batch)
        if holds is False or (holds is None and batch is batches[-1]):
            yield Broken(
                "chain", "core_chainbatch", str(batch.number), "the batch was not written by this program"
            )


def _outside(batches, exported, counts):
    """What was exported must still be there."""
    counts["outside"] = len(exported)
    inside = {batch.number: batch.digest for batch in batches}
    for number, digest in sorted(exported.items()):
        if inside.get(number) != digest:
            said = (
                "the batch is gone" if number not in inside else "the batch is another than the exported one"
            )
            yield Broken("outside", "core_chainbatch", str(number), said)


def _parts(batches):
    """The root of each batch is that of its segments and statements, and each segment's that of its leaves."""
    digests: dict[int, list[str]] = {batch.number: [] for batch in batches}
    for segment in ChainSegment.objects.select_related("source").order_by("batch_id", "pk").iterator(200):
        if segment.root != hashing.merkle(hashing.split(segment.leaves)):
            place = f"{segment.source.name} {segment.first}-{segment.last}"
            yield Broken("chain", place, str(segment.batch_id), "the segment is not what its root says")
        digests.setdefault(segment.batch_id, []).append(hashing.segment_digest(segment.source, segment))
    for statement in ChainStatement.objects.order_by("batch_id", "pk").iterator(200):
        digests.setdefault(statement.batch_id, []).append(hashing.statement_digest(statement))
    for batch in batches:
        if batch.root != hashing.root_of(digests[batch.number]):
            yield Broken(
                "chain", "core_chainbatch", str(batch.number), "its segments are not those that were sealed"
            )


@audit_check
def check_guards(cursor):
    """Triggers, functions, rights, columns and constraints are as the last migrate left them."""
    stated = ChainStatement.objects.filter(name=GUARDS).order_by("-batch_id").first()
    if stated:
        for name, happened in changed_guards(stated.value, guards(cursor, _role_of(stated.value))):
            yield Broken("guard", name, "", happened)


def _role_of(stated):
    """Return the application's role: the one of which was stated how it stood, since the web server, which connects
    as that role, knows of no owner."""
    told = (name.removeprefix("role ") for name in stated if name.startswith("role "))
    return next(told, settings.APPLICATION_ROLE)


@audit_check
def check_rows(cursor):
    """Every sealed row of history and of acts is there, unchanged, and no other stands between them."""
    sealed = set(ChainSegment.objects.order_by().values_list("source__name", flat=True).distinct())
    for name, source in sorted(sources().items()):
        if name not in sealed:
            continue
        segments = _covering(name)
        expected = 1
        for segment in segments:
            if segment.first != expected:
                yield Broken("chain", name, str(expected), "no segment holds the rows from here")
                return
            expected = segment.last + 1
        yield from _compare(cursor, source, segments)


def _covering(name):
    """Return the segments of a source in the order of their keys; where some were stated anew, the newest."""
    rows = ChainSegment.objects.filter(source__name=name).select_related("source").defer("leaves")
    segments = list(rows.order_by("first", "batch_id"))
    if name.endswith(SEALED) or any(a.last >= b.first for a, b in pairwise(segments)):
        newest = max((s for s in segments if s.batch.occasion == "restated"), key=_batch, default=None)
        if newest:
            segments = [
                newest,
                *(s for s in segments if s.first > newest.last and s.batch_id > newest.batch_id),
            ]
    return segments


def _batch(segment):
    return segment.batch_id


def _compare(cursor, source, segments):
    shapes: dict[int, list[ChainSegment]] = {}
    for segment in segments:
        shapes.setdefault(segment.source_id, []).append(segment)
    for same in shapes.values():
        columns = same[0].source.columns
        if not set(columns) <= _columns_there(cursor, source.table):
            yield Broken("chain", source.name, "", "a column that was sealed is gone: state the table anew")
            continue
        leaf = hashing.leaf_sql(columns, "kept")
        cursor.execute(
            "SELECT s.id FROM core_chainsegment AS s LEFT JOIN LATERAL ("
            "SELECT count(*) AS rows,"
            f" coalesce(string_agg({leaf}, ''::bytea ORDER BY kept.\"{source.key}\"), ''::bytea)"
            f' AS leaves FROM "{source.table}" AS kept WHERE kept."{source.key}" BETWEEN s.first AND s.last'
            ") AS found ON true WHERE s.id = ANY (%s) AND (found.rows <> s.rows OR found.leaves <> s.leaves)"
            " ORDER BY s.first LIMIT 1",
            [[segment.pk for segment in same]],
        )
        if found := cursor.fetchone():
            yield _first_row(cursor, source, ChainSegment.objects.get(pk=found[0]))


def _columns_there(cursor, table):
    cursor.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
        [f'"{table}"'],
    )
    return {name for (name,) in cursor.fetchall()}


def _first_row(cursor, source, segment):
    """Name the first row of a broken segment."""
    leaf = hashing.leaf_sql(segment.source.columns)
    cursor.execute(
        f'SELECT "{source.key}", {leaf} FROM "{source.table}" WHERE "{source.key}" BETWEEN %s AND %s'
        f' ORDER BY "{source.key}"',
        [segment.first, segment.last],
    )
    rows, sealed = cursor.fetchall(), hashing.split(segment.leaves)
    for (key, found), kept in zip(rows, sealed, strict=False):
        if bytes(found) != kept:
            said = "a row was added or removed" if len(rows) != len(sealed) else "the row was changed"
            return Broken("history", source.name, str(key), said)
    key = rows[len(sealed)][0] if len(rows) > len(sealed) else segment.last
    return Broken("history", source.name, str(key), "a row was added or removed")


@audit_check
def check_contexts(cursor):
    """Who and why are still what the act said last."""
    cursor.execute(
        "SELECT coalesce(c.id, n.context)::text FROM pghistory_context AS c FULL JOIN"
        " (SELECT DISTINCT ON (context) context, metadata FROM core_contextchange ORDER BY context, id DESC) AS n"
        " ON n.context = c.id WHERE n.context IS NOT NULL AND c.metadata IS DISTINCT FROM n.metadata LIMIT 1"
    )
    if found := cursor.fetchone():
        yield Broken("context", "pghistory_context", found[0], "not what the act said of itself")


@audit_check
def check_current(cursor):
    """Each row that has a history is as its newest event says."""
    for model, events in tracked_models():
        key = model._meta.pk.column
        columns = columns_of(model)
        now, said = (", ".join(f'{row}."{column}"' for column in columns) for row in ("present", "newest"))
        cursor.execute(
            f'SELECT newest.pgh_obj_id::text, newest.pgh_label, present."{key}" IS NULL FROM'
            f' (SELECT DISTINCT ON (pgh_obj_id) * FROM "{events._meta.db_table}"'
            " ORDER BY pgh_obj_id, pgh_id DESC) AS newest"
            f' LEFT JOIN "{model._meta.db_table}" AS present ON present."{key}" = newest.pgh_obj_id'
            f" WHERE (newest.pgh_label = 'delete') <> (present.\"{key}\" IS NULL)"
            f' OR (present."{key}" IS NOT NULL AND ROW({now}) IS DISTINCT FROM ROW({said}))'
            " ORDER BY newest.pgh_id LIMIT 1"
        )
        if found := cursor.fetchone():
            row, label, is_gone = found
            said = (
                "gone without a trace"
                if is_gone
                else "there again"
                if label == "delete"
                else "not as its history says"
            )
            yield Broken("current", model._meta.db_table, row, said)


@audit_check
def check_unwritten(cursor):
    """Rows without history are those that the chain stated."""
    names = ChainStatement.objects.filter(name__startswith=PREFIX).order_by("name", "-batch_id")
    stated = {s.name.removeprefix(PREFIX): s.value for s in names.distinct("name")}
    if not stated:
        return
    now = as_stated(cursor, stated)
    for table, said in sorted(stated.items()):
        found = now.get(table)
        if found and (found["rows"], found["sums"]) != (said["rows"], said["sums"]):
            yield Broken("current", table, "", "rows without history were added, changed or removed")
