"""Seal everything anew with the newest key while the application runs (reliability-security C1).

Rows are taken in chunks, a transaction each; a row that somebody wrote meanwhile is left to him, who sealed it with
the newest key already. So it can be stopped at any time and started again. The content stays what it was: this is
no change of the record, it leaves no history, and it is the only code that may write a history row again.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from povertyapp.core import crypto
from povertyapp.core.chain.stating import state_all, state_sealed_anew
from povertyapp.core.copying import stage
from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.files import key_of_file, reseal_file
from povertyapp.core.models import StoredFile
from povertyapp.core.owner import as_owner

CHUNK_ROWS = 2000


@dataclass
class Rotated:
    """How many rows and files were sealed anew, by table, and what is still sealed with which key."""

    rows: Counter[str] = field(default_factory=Counter)
    files: int = 0
    keys_in_use: Counter[str] = field(default_factory=Counter)

    @property
    def removable(self) -> list[str]:
        """Return the keys that nothing is sealed with any more."""
        kept = {crypto.sealing_key(), *self.keys_in_use}
        return [name for name in crypto.key_names() if name not in kept]


def rotate_keys(*, hashes: bool = False, advance: Callable[[int], None] | None = None) -> Rotated:
    """Seal every sealed column of every model, history included, and every stored file with the newest key.

    As the owner of the tables: the application itself cannot write a history row again.
    `hashes` works the keyed hashes out anew too: after `HASH_KEY` was changed. Safe to repeat; raises `SealBroken`
    at a text that does not open, with everything before it done.
    """
    with as_owner():
        rotated = _rotate(hashes, advance)
        state_sealed_anew()
        state_all("rotate_field_keys")
    return rotated


def _rotate(hashes: bool, advance: Callable[[int], None] | None) -> Rotated:
    rotated = Rotated()
    for model in sealed_models():
        for chunk in _chunks(model, hashes):
            rotated.rows[model._meta.db_table] += _reseal(model, chunk, hashes)
            if advance:
                advance(len(chunk))
    for file in StoredFile.objects.order_by("pk").iterator():
        if key_of_file(file) not in ("", crypto.sealing_key()):
            reseal_file(file)
            rotated.files += 1
    rotated.keys_in_use = keys_in_use()
    return rotated


def sealed_models() -> list[type[Model]]:
    """Return the models that have sealed columns, history tables included."""
    return [model for model in apps.get_models() if _sealed(model) and model._meta.managed]


def keys_in_use() -> Counter[str]:
    """Count the sealed texts and files by the name of their key."""
    found: Counter[str] = Counter()
    with connection.cursor() as cursor:
        for model in sealed_models():
            for column in _sealed(model):
                cursor.execute(
                    f"SELECT split_part(\"{column.column}\", ':', 1), count(*)"
                    f' FROM "{model._meta.db_table}" WHERE "{column.column}" <> \'\' GROUP BY 1'
                )
                found.update(dict(cursor.fetchall()))
    found.update(name for file in StoredFile.objects.iterator() if (name := key_of_file(file)))
    return found


def _sealed(model: Any) -> list[EncryptedTextField]:
    return [f for f in model._meta.concrete_fields if isinstance(f, EncryptedTextField)]


def _hashed(model: Any) -> dict[str, tuple[Callable, tuple[str, ...]]]:
    """Return what the model says of the hashes of its sealed columns; a history table has its model's."""
    return getattr(getattr(model, "pgh_tracked_model", model), "HASHES", {})


def _written(model: Any, hashes: bool) -> list[str]:
    """Return the columns that are written: the sealed ones and, where asked for, their hashes."""
    columns = [str(column.column) for column in _sealed(model)]
    return columns + [name for _work, names in _hashed(model).values() for name in names if hashes]


def _chunks(model: Any, hashes: bool) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows that must be written, by their keys: what stands in the database, unopened."""
    key, written = model._meta.pk.column, _written(model, hashes)
    bound = [model._meta.get_field(column.bound_to).column for column in _sealed(model)]
    names = list(dict.fromkeys([key, *bound, *written]))
    is_old = "" if hashes else "AND split_part(\"{0}\", ':', 1) <> %(newest)s"
    due = " OR ".join(f"(\"{c.column}\" <> '' {is_old.format(c.column)})" for c in _sealed(model))
    listed = ", ".join(f'"{name}"' for name in names)
    sql = (
        f'SELECT {listed} FROM "{model._meta.db_table}" WHERE "{key}" > %(last)s AND ({due})'
        f' ORDER BY "{key}" LIMIT {CHUNK_ROWS}'
    )
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(sql, {"newest": crypto.sealing_key(), "last": last})
            chunk = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        if not chunk:
            return
        yield chunk
        last = chunk[-1][key]


def _reseal(model: Any, chunk: list[dict[str, Any]], hashes: bool) -> int:
    """Write a chunk in one transaction; leave out rows that changed since they were read. Return how many."""
    key, written = model._meta.pk.column, _written(model, hashes)
    rows = [[row[key], *(row[name] for name in written), *_anew(model, row, hashes)] for row in chunk]
    columns = {key: "bigint"} | {f"{when}_{name}": "text" for when in ("was", "is") for name in written}
    sets = ", ".join(f'"{name}" = staged."is_{name}"' for name in written)
    same = " AND ".join(f'kept."{name}" = staged."was_{name}"' for name in written)
    with transaction.atomic(), pgtrigger.ignore(*_triggers(model)), connection.cursor() as cursor:
        stage(cursor, "resealed", columns, rows)
        cursor.execute(
            f'UPDATE "{model._meta.db_table}" AS kept SET {sets} FROM resealed AS staged'
            f' WHERE kept."{key}" = staged."{key}" AND {same}'
        )
        return cursor.rowcount


def _anew(model: Any, row: dict[str, Any], hashes: bool) -> list[str]:
    """Return the columns of a row as they must be: opened, sealed with the newest key, hashed anew."""
    sealed, hashed = [], []
    for column in _sealed(model):
        bound = row[model._meta.get_field(column.bound_to).column]
        clear = crypto.unseal(row[str(column.column)], column.column_key, bound)
        sealed.append(crypto.seal(clear, column.column_key, bound))
        if hashes and column.name in _hashed(model):
            work, names = _hashed(model)[column.name]
            hashed += work(clear)[: len(names)]
    return sealed + hashed


def _triggers(model: Any) -> list[str]:
    """Return the triggers that an update of the table sets off: its history, or the guard of a history table."""
    return [
        f"{owner._meta.label}:{trigger.name}"
        for owner, trigger in pgtrigger.registered()
        if owner is model and "UPDATE" in str(trigger.operation)
    ]
