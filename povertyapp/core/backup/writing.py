"""Write a backup while the application runs: one snapshot of the database, then the files."""

import os
import zipfile
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

import povertyapp
from povertyapp.core import clock
from povertyapp.core.backup.archive import close_archive
from povertyapp.core.backup.tables import READING, Measured, migrations, sequences, tables

FORMAT = 1


def back_up(path: Path, *, advance=None) -> dict:
    """Write everything but the keys to `path` and return the manifest.

    The file appears whole or not at all, readable by its owner only. Files lie sealed in it as they lie on the
    disk; a file that the database names is written before its row, so none of the snapshot is missing.
    """
    new = path.with_name(f".{path.name}.new")
    try:
        os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
            manifest = {
                "format": FORMAT,
                "made_at": clock.now().isoformat(),
                "version": povertyapp.__version__,
                **_database(archive, advance),
                "files": _files(archive),
            }
            close_archive(archive, new, manifest)
        _to_disk(new)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    return manifest


def _database(archive, advance):
    found = {}
    with transaction.atomic(), connection.cursor() as cursor:
        if not connection.savepoint_ids:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute(READING)
        kept = {name: value for name, value in sequences(cursor).items()}
        for table in tables(cursor):
            with archive.open(f"tables/{table.name}.copy", "w", force_zip64=True) as into:
                measured = Measured(into)
                table.copy_out(cursor, measured)
            found[table.name] = measured.facts() | {"columns": table.columns}
            if advance:
                advance(1)
        return {"tables": found, "sequences": kept, "migrations": migrations(connection)}


def folders():
    """Return name → folder of what lies beside the database: uploaded and made files, digests of the audit."""
    return {"media": Path(settings.MEDIA_ROOT), "audit": Path(settings.AUDIT_ROOTS).parent}


def _files(archive):
    found = {}
    for name, folder in folders().items():
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                place = f"{name}/{path.relative_to(folder).as_posix()}"
                measured = _store(archive, path, f"files/{place}")
                if measured:
                    found[place] = measured
    return found


def _store(archive, path, place):
    """Store a file as it is (sealed bytes do not shrink); None where it was swept away meanwhile."""
    try:
        source = path.open("rb")
    except FileNotFoundError:
        return None
    how = zipfile.ZipInfo(place)
    with source, archive.open(how, "w", force_zip64=True) as into:
        measured = Measured(into)
        while piece := source.read(1 << 20):
            measured.write(piece)
    return {"bytes": measured.size, "sha256": measured.sha256.hexdigest()}


def _to_disk(path):
    with path.open("rb") as file:
        os.fsync(file.fileno())
