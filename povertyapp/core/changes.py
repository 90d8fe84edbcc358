"""That a table is another than before: noted by whichever statement wrote to it, in its transaction (decision 49).

What is drawn once from many tables (`povertyapp.core.drawn`) need not read them all to know whether it still holds:
it is known by what is noted of each of them. Whoever reads that first and the tables after it never draws from older
rows than its name says.
"""

import pgtrigger
from django.db.models import Sum

from povertyapp.core.functions import OwnersTrigger
from povertyapp.core.models.tally import Tally
from povertyapp.core.once import once
from povertyapp.core.tallies import CHANGED, EVERYTHING, note_change
from povertyapp.core.written import once_written

WATCHED: set[str] = set()


def watch(*models) -> None:
    """Note of these models, as long as the house stands, that a statement wrote to them; once for all who ask."""
    for model in models:
        table = model._meta.db_table
        if table in WATCHED:
            continue
        WATCHED.add(table)
        pgtrigger.register(
            OwnersTrigger(
                name="note_change",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=f"{note_change(table)}; RETURN NULL;",
            )
        )(model)


def changes_told() -> tuple[tuple[str, int], ...]:
    """Return what is noted of every watched table: it is the same as long as nobody writes to any."""
    return once("changes", lambda: tuple(sorted(once_written("changes", _noted).ask())))


def changes_of(*models) -> tuple[int, ...]:
    """Return what is noted of the tables of these models, and of all at once; KeyError for one that is not watched."""
    noted = dict.fromkeys({EVERYTHING, *WATCHED}, 0) | dict(changes_told())
    return tuple(noted[table] for table in (EVERYTHING, *(model._meta.db_table for model in models)))


def _noted():
    rows = Tally.objects.filter(kind=CHANGED, code="").order_by()
    return rows.values("key").annotate(noted=Sum("n")).values_list("key", "noted")
