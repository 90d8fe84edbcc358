"""What is sealed, derived from the models: every history, and every table whose rows are kept as they were made."""

from dataclasses import dataclass

from django.apps import apps

from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.history import is_append_only
from povertyapp.core.models import ChainBatch, ChainSegment, ChainSource, ChainStatement

CHAIN = (ChainBatch, ChainSegment, ChainSource, ChainStatement)
SEALED = "#sealed"


@dataclass(frozen=True)
class Source:
    """Rows with an ascending key, and the columns that are hashed."""

    name: str
    table: str
    key: str
    columns: tuple[str, ...]


def sources():
    """Return the sources of today, by name.

    Columns that are sealed with a key, and their hashes, are a source of their own: new keys write them again
    (`core.rotation`), and then they alone are stated anew.
    """
    found = {}
    for model in apps.get_models():
        if is_append_only(model) and model not in CHAIN:
            for source in _sources_of(model):
                found[source.name] = source
    return found


def _sources_of(model):
    table, key = model._meta.db_table, model._meta.pk.column
    columns = [field.column for field in model._meta.concrete_fields]
    rewritten = _rewritten(model)
    if getattr(model, "IS_KEPT", False) and getattr(model, "FOLLOWS", None):
        columns.remove("area_id")  # moves with what the row follows
    yield Source(table, table, key, tuple(sorted(set(columns) - rewritten)))
    if rewritten:
        yield Source(table + SEALED, table, key, (key, *sorted(rewritten)))


def _rewritten(model):
    sealed = {f.column for f in model._meta.concrete_fields if isinstance(f, EncryptedTextField)}
    hashes = getattr(getattr(model, "pgh_tracked_model", model), "HASHES", {})
    return sealed | {name for _work, names in hashes.values() for name in names}


def tracked_models():
    """Return (model, its history) for each model that keeps one."""
    return [(m.pgh_tracked_model, m) for m in apps.get_models() if hasattr(m, "pgh_tracked_model")]


def columns_of(model):
    return [field.column for field in model._meta.concrete_fields]
