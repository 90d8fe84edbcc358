"""Several processes share the tests: one migrates its database and keeps a copy, the others begin with that."""

from django.conf import settings
from django.db import ProgrammingError, connection

LOCK = 20170317  # of PostgreSQL: whoever holds it makes the copy, or finds it made


def take(run):
    """Give this process its database, migrated as the migrations stand; `run` names the run of all of them."""
    creation, own, kept = connection.creation, connection.creation._get_test_db_name(), _kept(run)
    with creation._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [kept])
        if cursor.fetchone():
            _copy(cursor, kept, own)
            connection.close()
            settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = own
        else:
            creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            connection.close()
            _copy(cursor, own, kept)


def leave(run):
    """Remove what `take` made, whoever still has a connection to it."""
    own = connection.settings_dict["NAME"]
    connection.close()
    with connection.creation._nodb_cursor() as cursor:
        for name in (own, _kept(run)):
            drop(cursor, name)


def _kept(run):
    return f"test_as_migrated_{run[:12]}"


def _copy(cursor, source, name):
    drop(cursor, name)
    cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')


def drop(cursor, name):
    """Remove a database, whoever still has a connection to it.

    The server's own vacuum cannot be sent away by force, since it is not ours; it goes by itself before a plain DROP.
    """
    try:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    except ProgrammingError:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
