"""What a backup holds of the database: each table in the order of its key, as PostgreSQL's own text."""

import hashlib

from django.db.migrations.recorder import MigrationRecorder

TABLES = """
SELECT c.relname, (
    SELECT array_agg(a.attname::text ORDER BY array_position(i.indkey::int2[], a.attnum))
    FROM pg_index AS i JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
    WHERE i.indrelid = c.oid AND i.indisprimary
), (
    SELECT array_agg(a.attname::text ORDER BY a.attname COLLATE "C") FROM pg_attribute AS a
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
)
FROM pg_class AS c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
ORDER BY c.relname COLLATE "C"
"""
READING = "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, MDY'; SET LOCAL extra_float_digits = 1"


class Table:
    """One table of the backup: its columns by name, and the order of its rows."""

    def __init__(self, name, key, columns):
        self.name, self.columns = name, columns
        self.order = key or columns  # a month's tables have no key of their own

    @property
    def listed(self):
        return ", ".join(f'"{column}"' for column in self.columns)

    def copy_out(self, cursor, into):
        order = ", ".join(f'"{column}"' for column in self.order)
        cursor.copy_expert(
            f'COPY (SELECT {self.listed} FROM "{self.name}" ORDER BY {order}) TO STDOUT', into, size=1 << 16
        )

    def copy_in(self, cursor, source):
        cursor.copy_expert(f'COPY "{self.name}" ({self.listed}) FROM STDIN', source, size=1 << 16)


class Measured:
    """A writer that counts rows and works out the SHA-256 of what goes through it."""

    def __init__(self, into=None):
        self.into, self.sha256, self.rows, self.size = into, hashlib.sha256(), 0, 0

    def write(self, data):
        self.sha256.update(data)
        self.rows += data.count(b"\n")
        self.size += len(data)
        if self.into:
            self.into.write(data)
        return len(data)

    def facts(self):
        return {"rows": self.rows, "bytes": self.size, "sha256": self.sha256.hexdigest()}


def tables(cursor):
    """Return the tables of the database in the order of their names."""
    cursor.execute(TABLES)
    return [Table(*row) for row in cursor.fetchall()]


def sequences(cursor):
    """Return sequence → the number that it gives next is after this one; None where it gave none yet."""
    cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1")
    return dict(cursor.fetchall())


def migrations(connection):
    """Return the migrations that the database has, as `app.name`."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
