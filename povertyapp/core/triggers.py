"""Triggers, functions and rights stand on the tables whenever the tables stand."""

import sys

import pgtrigger
from django.conf import settings
from django.db import connections, transaction

from povertyapp.core.chain.stating import state_all
from povertyapp.core.contexts import keep_contexts
from povertyapp.core.functions import CALLABLE
from povertyapp.core.history import index_histories
from povertyapp.core.rights import grant_rights, harden_functions
from povertyapp.core.tallies import recount


def install_after_migrate(*, using, plan=None, **kwargs):
    """Install every trigger that the models declare, the functions, and the rights of the application.

    Kept out of the migrations: there each trigger is a step of its own, hundreds of them, and a trigger always belongs
    to the model as it is now. What stands now is counted anew, as migrations write past the triggers. `flush`, which
    has no plan, changes none of it. How all of it stands then is stated in the chain of the audit.
    """
    if plan is None:
        return
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        pgtrigger.install(database=using)
        index_histories(cursor)
        for function in CALLABLE.values():
            cursor.execute(function.sql)
        keep_contexts(cursor)
        harden_functions(cursor)
        _give_rights(cursor)
        recount(cursor)
        state_all("migrate")


def _give_rights(cursor):
    role = settings.APPLICATION_ROLE
    cursor.execute("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s), current_user = %s", [role, role])
    exists, is_owner = cursor.fetchone()
    if role and exists and not is_owner:
        grant_rights(cursor, role)
    elif role:
        sys.stderr.write(
            f"No rights were given: {role} is missing, or owns the tables (docs/operations.md).\n"
        )
