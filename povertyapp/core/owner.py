"""Who speaks to the database: the application with few rights, or the owner of its tables (decision 27).

Web, worker and most commands connect as the application: it can change no history and no closed month, empties no
table and makes none. What migrates, seals everything anew or fills a whole county connects as the owner, by
`OWNER_DATABASE_URL`. Where only one address is given, `DATABASE_ROLE` names the role that each connection takes.
"""

import contextlib
from contextvars import ContextVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection

_as_owner: ContextVar[bool] = ContextVar("as_owner", default=False)
OWNED = (
    "SELECT pg_has_role(current_user, datdba, 'USAGE') FROM pg_database WHERE datname = current_database()"
)


def take_role(*, connection, **kwargs):
    """Let a new connection take the application's role, where it belongs to somebody with more rights."""
    if settings.DATABASE_ROLE and connection.alias == DEFAULT_DB_ALIAS and not _as_owner.get():
        _set_role(connection, settings.DATABASE_ROLE)


@contextlib.contextmanager
def as_owner():
    """Do something as the owner of the tables. Within a transaction only where one address serves both."""
    if _as_owner.get():
        yield
        return
    token = _as_owner.set(True)
    try:
        with _other_address() if settings.OWNER_DATABASE else _own_rights():
            yield
    finally:
        _as_owner.reset(token)


def is_owner():
    """Say whether this connection has the rights of the owner of the database."""
    with connection.cursor() as cursor:
        cursor.execute(OWNED)
        return cursor.fetchone()[0]


@contextlib.contextmanager
def _other_address():
    if connection.in_atomic_block:
        raise RuntimeError("a transaction of the application cannot go on as the owner")
    known = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(settings.OWNER_DATABASE or {})
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(known)


@contextlib.contextmanager
def _own_rights():
    _set_role(connection, None)
    try:
        yield
    finally:
        # In a transaction that failed nothing runs any more; its rollback brings the role back.
        with contextlib.suppress(DatabaseError):
            if settings.DATABASE_ROLE and connection.connection is not None:
                _set_role(connection, settings.DATABASE_ROLE)


def _set_role(connection, role):
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {connection.ops.quote_name(role)}" if role else "RESET ROLE")
