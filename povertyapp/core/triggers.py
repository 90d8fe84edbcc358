"""The triggers of history stand on the tables whenever the tables stand."""

import pgtrigger
from django.db import connections

from povertyapp.core.history import index_histories


def install_after_migrate(*, using, plan=(), **kwargs):
    """Install every trigger that the models declare, once, when `migrate` has changed something.

    Kept out of the migrations: there each trigger is a step that renders all models again (45 s instead of 5 for
    a new database), and a trigger always belongs to the model as it is now.
    """
    if plan:
        pgtrigger.install(database=using)
        with connections[using].cursor() as cursor:
            index_histories(cursor)
