"""The rows of an act, found in the history and put back with one statement a table and kind of change."""

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection

from povertyapp.core.history import BASE
from povertyapp.core.scoping import ScopedModel, restamp


@dataclass
class TableChanges:
    """What an act did to one table. The rows stand in temporary tables until the end of the transaction."""

    model: type[Any]
    events: str
    created: int = 0
    updated: int = 0
    deleted: int = 0
    acted: str = ""  # pk, first and last event of the act, whether the row was there before and after
    before: str = field(default="")  # the rows that were there before, as they were

    @property
    def table(self):
        return f'"{self.model._meta.db_table}"'

    @property
    def key(self):
        return f'"{self.model._meta.pk.column}"'

    def changed_since(self, own=None):
        """Count the rows of the act that another act changed later; `own` is the context of the undoing."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(DISTINCT acted.obj) FROM {self.acted} AS acted JOIN {self.events} AS event"
                " ON event.pgh_obj_id = acted.obj AND event.pgh_id > acted.last"
                " WHERE %(own)s::uuid IS NULL OR event.pgh_context_id IS DISTINCT FROM %(own)s::uuid",
                {"own": own},
            )
            return cursor.fetchone()[0]

    def made(self):
        """Return the keys of the rows that the act made."""
        return self._keys(f"SELECT obj FROM {self.acted} WHERE is_there AND NOT was_there")

    def moved(self, column):
        """Return the keys of the rows in which the act changed a column."""
        return self._keys(
            f"SELECT before.restored_key FROM {self.before} AS before JOIN {self.table} AS present"
            f' ON present.{self.key} = before.restored_key WHERE before."{column}" IS DISTINCT FROM present."{column}"'
        )

    def spare(self, keys):
        """Leave rows as they are: what the act did to them is taken back in another way."""
        if not keys:
            return
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self.acted} WHERE obj = ANY(%s)", [list(keys)])
            cursor.execute(f"DELETE FROM {self.before} WHERE restored_key = ANY(%s)", [list(keys)])
            self.count(cursor)

    def count(self, cursor):
        """Count what there is to put back."""
        cursor.execute(
            "SELECT count(*) FILTER (WHERE is_there AND NOT was_there),"
            " count(*) FILTER (WHERE is_there AND was_there), count(*) FILTER (WHERE was_there AND NOT is_there)"
            f" FROM {self.acted}"
        )
        self.created, self.updated, self.deleted = cursor.fetchone()

    @staticmethod
    def _keys(question):
        with connection.cursor() as cursor:
            cursor.execute(question)
            return {key for (key,) in cursor.fetchall()}


def changes_of_act(context_id):
    """Return the changes of a context, a table each; for use inside one transaction."""
    with connection.cursor() as cursor:
        found = [_changes(cursor, model, context_id) for model in apps.get_models() if _has_history(model)]
    return [changes for changes in found if changes]


def _has_history(model):
    return hasattr(model, "pgh_tracked_model")


def _changes(cursor, event_model, context_id):
    model = event_model.pgh_tracked_model
    events = f'"{event_model._meta.db_table}"'
    cursor.execute(f"SELECT EXISTS (SELECT FROM {events} WHERE pgh_context_id = %s)", [context_id])
    if not cursor.fetchone()[0]:
        return None
    changes = TableChanges(model, events)
    changes.acted, changes.before = f'"acted_{model._meta.db_table}"', f'"before_{model._meta.db_table}"'
    _find_acted(cursor, changes, context_id)
    _find_before(cursor, changes)
    changes.count(cursor)
    return changes


def _find_acted(cursor, changes, context_id):
    cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{changes.acted}, pg_temp.{changes.before}")
    cursor.execute(
        f"CREATE TEMPORARY TABLE {changes.acted} ON COMMIT DROP AS"
        " SELECT pgh_obj_id AS obj, min(pgh_id) AS first, max(pgh_id) AS last,"
        " (array_agg(pgh_label ORDER BY pgh_id))[1] <> 'insert' AS was_there,"
        " (array_agg(pgh_label ORDER BY pgh_id DESC))[1] <> 'delete' AS is_there"
        f" FROM {changes.events} WHERE pgh_context_id = %s GROUP BY pgh_obj_id",
        [context_id],
    )
    cursor.execute(f"ANALYZE {changes.acted}")


def _find_before(cursor, changes):
    """Keep the rows as they were: what the act's first event shows of the old row, else the event before it."""
    columns = ", ".join(f'event."{name}"' for name in _columns(changes.model))
    cursor.execute(
        f"CREATE TEMPORARY TABLE {changes.before} ON COMMIT DROP AS"
        f" SELECT acted.obj AS restored_key, acted.is_there, {columns} FROM {changes.acted} AS acted"
        f" JOIN {changes.events} AS opening ON opening.pgh_id = acted.first"
        f" JOIN {changes.events} AS event ON event.pgh_id = CASE WHEN opening.pgh_label IN (%s, 'delete')"
        f" THEN acted.first ELSE (SELECT max(pgh_id + 0) FROM {changes.events} AS earlier"
        " WHERE earlier.pgh_obj_id = acted.obj AND earlier.pgh_id < acted.first) END"
        " WHERE acted.was_there",
        [BASE],
    )
    cursor.execute(f"ANALYZE {changes.before} (restored_key)")


def _columns(model):
    return [model_field.column for model_field in model._meta.concrete_fields]


def restore(cursor, changes):
    """Remove what came, bring back what went, and give changed rows every column as it was."""
    moved = [row for part in changes for row in _moved(cursor, part)]
    _drop_derived(cursor, {part.model: part for part in changes})
    for part in reversed(changes):
        cursor.execute(
            f"DELETE FROM {part.table} WHERE {part.key} IN"
            f" (SELECT obj FROM {part.acted} WHERE is_there AND NOT was_there)"
        )
    for part in changes:
        columns = _columns(part.model)
        sets = ", ".join(f'"{name}" = before."{name}"' for name in columns)
        cursor.execute(
            f"UPDATE {part.table} AS present SET {sets} FROM {part.before} AS before"
            f" WHERE present.{part.key} = before.restored_key AND before.is_there"
        )
        names = ", ".join(f'"{name}"' for name in columns)
        cursor.execute(
            f"INSERT INTO {part.table} ({names}) SELECT {names} FROM {part.before} WHERE NOT is_there"
        )
    for model, key in moved:  # what keeps no history of its own goes back along with it
        restamp(model._base_manager.get(pk=key))


def _moved(cursor, part):
    """Return (model, key) of the rows that go back to another place."""
    if not part.updated or not issubclass(part.model, ScopedModel) or part.model.FOLLOWS:
        return []
    cursor.execute(
        f"SELECT present.{part.key} FROM {part.table} AS present JOIN {part.before} AS before"
        f" ON before.restored_key = present.{part.key} WHERE before.is_there AND present.area_id <> before.area_id"
    )
    return [(part.model, key) for (key,) in cursor.fetchall()]


def _drop_derived(cursor, parts):
    """Remove what was worked out meanwhile from rows that go: a model says `DERIVED` when all of it is made anew."""
    for model in apps.get_models():
        if not getattr(model, "DERIVED", False):
            continue
        for link in model._meta.concrete_fields:
            part = parts.get(link.related_model) if link.many_to_one or link.one_to_one else None
            if part and part.created:
                cursor.execute(
                    f'DELETE FROM "{model._meta.db_table}" WHERE "{link.column}" IN'
                    f" (SELECT obj FROM {part.acted} WHERE is_there AND NOT was_there)"
                )


def references_broken(cursor, changes):
    """Yield (kind of row, count) of the rows that would refer to something that is not there."""
    parts = {part.model: part for part in changes}
    for model in apps.get_models():
        if _has_history(model) or not model._meta.managed:
            continue
        for link in model._meta.concrete_fields:
            if link.many_to_one or link.one_to_one:
                count = _broken(cursor, model, link, parts)
                if count:
                    yield model._meta.verbose_name, count


def _broken(cursor, model, link, parts):
    """Count the rows of a model whose link leads to a row that the undoing removed, or never brought back."""
    target, own = parts.get(link.related_model), parts.get(model)
    count = 0
    if target and target.created and link.target_field.primary_key:
        cursor.execute(
            f'SELECT count(*) FROM "{model._meta.db_table}" WHERE "{link.column}" IN'
            f" (SELECT obj FROM {target.acted} WHERE is_there AND NOT was_there)"
        )
        count += cursor.fetchone()[0]
    if own and own.updated + own.deleted:
        other = f'"{link.related_model._meta.db_table}"'
        cursor.execute(
            f'SELECT count(*) FROM {own.before} AS restored WHERE "{link.column}" IS NOT NULL AND NOT EXISTS'
            f' (SELECT FROM {other} WHERE "{link.target_field.column}" = restored."{link.column}")'
        )
        count += cursor.fetchone()[0]
    return count
