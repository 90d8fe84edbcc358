"""What the application may do in the database, in one place, derived from the models (reliability-security H1, A6).

It reads everything. It adds, changes and deletes rows of ordinary tables; adds rows, and no more, to what is kept for
good; and writes neither history, which the triggers write with the rights of the owner, nor what migrations write.
Applied after each migrate, so a new table has its rights as soon as it stands.
"""

import pgtrigger
from django.apps import apps
from django.db import connections
from pghistory.models import Context
from pghistory.trigger import Event

from povertyapp.core.functions import CALLABLE, SEARCHED, OwnersTrigger

READ, ADD, WRITE = "SELECT", "SELECT, INSERT", "SELECT, INSERT, UPDATE, DELETE"
# Tables of Django itself that only migrations write.
FIXED = {"django_migrations"}


def rights_of(table):
    """Return what the application may do with a table of ours, or of Django, by its name."""
    model = _models().get(table)
    if table in FIXED or model is Context or getattr(model, "IS_FIXED", False):
        return READ
    if hasattr(model, "pgh_tracked_model"):
        return READ
    return ADD if getattr(model, "IS_KEPT", False) else WRITE


def moving_column(table):
    """Return the one column that may change in a row that is kept: the place of what it follows; or ""."""
    model = _models().get(table)
    return "area_id" if model and rights_of(table) == ADD and getattr(model, "FOLLOWS", None) else ""


def grant_rights(cursor, role):
    """Give the role its rights and take away all others. One transaction: nobody stands there without any."""
    quoted = connections["default"].ops.quote_name(role)
    for what in ("TABLES", "SEQUENCES"):
        cursor.execute(f"REVOKE ALL ON ALL {what} IN SCHEMA public FROM PUBLIC, {quoted}")
    cursor.execute(f"REVOKE CREATE ON SCHEMA public FROM PUBLIC, {quoted}")
    cursor.execute(f"GRANT USAGE ON SCHEMA public TO {quoted}")
    cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {quoted}")
    tables = _tables(cursor)
    for rights in (READ, ADD, WRITE):
        if named := ", ".join(f'"{table}"' for table in tables if rights_of(table) == rights):
            cursor.execute(f"GRANT {rights} ON {named} TO {quoted}")
    for table in tables:
        if column := moving_column(table):
            cursor.execute(f'GRANT UPDATE ("{column}") ON "{table}" TO {quoted}')
    for function in CALLABLE.values():
        cursor.execute(f"GRANT EXECUTE ON FUNCTION {function.signature} TO {quoted}")


def harden_functions(cursor):
    """Let history be written with the rights of the owner, and no trigger look a table up in a temporary schema."""
    for function in CALLABLE.values():
        cursor.execute(f"REVOKE ALL ON FUNCTION {function.signature} FROM PUBLIC")
    for name in _written_by_migrations(cursor):
        cursor.execute(f"ALTER FUNCTION {name} SET search_path = {SEARCHED}")
    for model, trigger in pgtrigger.registered():
        rights = "SECURITY DEFINER" if isinstance(trigger, (Event, OwnersTrigger)) else "SECURITY INVOKER"
        name = trigger.get_pgid(model)
        cursor.execute(f'ALTER FUNCTION public."{name}"() {rights} SET search_path = {SEARCHED}')


def _written_by_migrations(cursor):
    """Return the trigger functions that migrations made."""
    cursor.execute(
        "SELECT p.oid::regprocedure::text FROM pg_proc AS p WHERE p.prorettype = 'trigger'::regtype"
        " AND p.pronamespace = 'public'::regnamespace AND p.proname NOT LIKE 'pgtrigger%'"
        " AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = p.oid AND d.deptype = 'e')"
    )
    return [name for (name,) in cursor.fetchall()]


def _models():
    return {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}


def _tables(cursor):
    """Return tables and views, without partitions: these are reached through their table alone."""
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind IN ('r', 'p', 'v') AND NOT relispartition ORDER BY relname"
    )
    return [name for (name,) in cursor.fetchall()]
