"""History by trigger: every insert, update and delete of a tracked table leaves a row in the same transaction,
bulk writes, COPY and raw SQL included (decisions.md, History). History rows cannot be changed or deleted.
"""

import pghistory


def tracked(model):
    """Class decorator: keep the history of a model. An update that changes nothing writes nothing."""
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        obj_field=pghistory.ObjForeignKey(related_name="history"),
        append_only=True,
    )(model)


def because(*, by=None, reason="", **more):
    """Return a context in which every change is recorded as done by that user for that reason.

    `by` may be None for the system itself (a job, an import on the command line).
    """
    facts = {"user": getattr(by, "pk", by), **more}
    if reason:
        facts["reason"] = str(reason)
    return pghistory.context(**facts)
