"""History by trigger: every insert, update and delete of a tracked table leaves a row in the same transaction,
bulk writes, COPY and raw SQL included (decisions.md, History). History rows cannot be changed or deleted.
"""

from typing import Any

import pghistory
import pgtrigger
from django.apps import apps
from pghistory.trigger import Event

# The label of a row as it was before a change, where the history did not say so yet (decision 9).
BASE = "base"


class _UpdateTrigger(Event):
    """Writes the history of an update with a plan made for the rows of this very statement.

    PostgreSQL keeps the plan of a trigger's statement for the session: one made for the update of a single row
    compares each old row with each new one, which takes hours when the next update changes 100,000.
    """

    def get_func(self, model):
        statement = str(super().get_func(model).func).removesuffix(" RETURN NULL;").removesuffix(";")
        return pgtrigger.Func(f"EXECUTE $history${self.narrowed(statement, model)}$history$; RETURN NULL;")

    def narrowed(self, statement, model):
        return statement


class _BaseTrigger(_UpdateTrigger):
    """Writes the old rows of an update whose newest event does not show them as they were."""

    def narrowed(self, statement, model):
        events: Any = self.event_model
        said, key = events._meta.db_table, f'"{model._meta.pk.column}"'
        columns = [field.column for field in model._meta.concrete_fields]
        old, last = (", ".join(f'{row}."{column}"' for column in columns) for row in ("old_values", "last"))
        # A lookup a row whatever the statistics say; `+ 0` keeps it from walking the whole history backwards.
        return (
            f"{statement} WHERE (SELECT last.pgh_label <> 'delete' AND ({last}) IS NOT DISTINCT FROM ({old})"
            f' FROM "{said}" AS last WHERE last.pgh_id ='
            f' (SELECT max(pgh_id + 0) FROM "{said}" WHERE pgh_obj_id = old_values.{key})) IS NOT TRUE'
        )


class _Update(pghistory.UpdateEvent):
    """The new row of an update."""

    trigger_class: type[Event] = _UpdateTrigger

    def add_event_trigger(self, event_model):
        pgtrigger.register(
            self.trigger_class(
                event_model=event_model,
                label=self.label,
                name=self.trigger_name,
                row=self.row,
                operation=self.operation,
                condition=self.condition,
                level=self.level,
            )
        )(event_model.pgh_tracked_model)


class _Base(_Update):
    """The old row of an update, unless the history says it already: rows may be older than their history (data
    written in bulk, a new column), and a change of such a row could not be taken back (decision 9)."""

    label = BASE
    row = "OLD"
    trigger_class = _BaseTrigger


def tracked(model):
    """Class decorator: keep the history of a model. An update that changes nothing writes nothing."""
    return pghistory.track(
        pghistory.InsertEvent(),
        # Triggers of one table fire in the order of their names: `base` before `update`.
        _Base(),
        _Update(),
        pghistory.DeleteEvent(),
        obj_field=pghistory.ObjForeignKey(related_name="history"),
        append_only=True,
    )(model)


def kept(model):
    """Class decorator: rows are made once and stay as they are. For records that are a history themselves.

    Only the place of a row that follows another one may change with it (`core.scoping.restamp`).
    """
    moving = ["area"] if getattr(model, "FOLLOWS", None) else []
    stays = pgtrigger.Q()
    for column in model._meta.concrete_fields:
        if column.name not in moving:
            stays |= pgtrigger.Q(**{f"old__{column.name}__df": pgtrigger.F(f"new__{column.name}")})
    pgtrigger.register(
        pgtrigger.Protect(name="row_stays", operation=pgtrigger.Update, condition=stays if moving else None),
        pgtrigger.Protect(name="row_is_kept", operation=pgtrigger.Delete),
    )(model)
    model.IS_KEPT = True
    return model


def is_append_only(model):
    """Say whether nobody changes or deletes a row of this model: history, and what is `kept`."""
    return hasattr(model, "pgh_tracked_model") or getattr(model, "IS_KEPT", False)


def because(*, by=None, reason="", **more):
    """Return a context in which every change is recorded as done by that user for that reason.

    `by` may be None for the system itself (a job, an import on the command line). What the system does on account of
    somebody's act stays his: contexts lie inside each other, and only a name takes another's place.
    """
    facts = more if by is None else {"user": getattr(by, "pk", by), **more}
    if reason:
        facts["reason"] = str(reason)
    return pghistory.context(**facts)


def index_histories(cursor):
    """Index every history by the moment, so that what was written since one is found without reading it from its
    beginning. Its rows come in that order, and such an index costs a write nothing."""
    for model in apps.get_models():
        if hasattr(model, "pgh_tracked_model"):
            table = model._meta.db_table
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {table}_moment ON {table} USING brin (pgh_created_at)"
            )
