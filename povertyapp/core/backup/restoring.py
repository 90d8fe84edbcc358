"""Bring a backup back: into an empty installation of the same version, checked row for row before it counts."""

import contextlib
import os
from pathlib import Path

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from povertyapp.core.backup.archive import open_archive
from povertyapp.core.backup.elsewhere import other_database
from povertyapp.core.backup.tables import READING, Measured, migrations, sequences, tables
from povertyapp.core.backup.writing import folders

# A database that has people has something to lose.
INHABITED = ("core.User", "core.Area")
# What a restore must do before rows come in, by higher floors: `work(cursor, manifest)`.
PREPARE: list = []


def restore(path: Path, *, replace=False, into="", beside: Path | None = None, advance=None) -> dict:
    """Restore the backup and return the counts; as the owner of the tables.

    `into` names another, empty database of the same server: ours stays as it is, and so do our files. They are put
    into the folder `beside`, or only compared where there is none.

    Refused with ValidationError, with nothing changed: the file is damaged or of other keys, the migrations are not
    those of the backup, somebody is in the database already (but for `replace`), or what was read back is not what
    the backup says, table by table.
    """
    archive, manifest = open_archive(path)
    with archive, other_database(into) if into else contextlib.nullcontext():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(READING)
            _refuse_others(manifest, replace, into)
            found = tables(cursor)
            _refuse_tables(found, manifest)
            _fill(cursor, archive, found, manifest, advance)
            _check(cursor, found, manifest)
        written = _files(archive, manifest, _targets(into, beside))
    rows = sum(table["rows"] for table in manifest["tables"].values())
    return {"tables": len(manifest["tables"]), "rows": rows, "files": written, "made_at": manifest["made_at"]}


def _refuse_others(manifest, replace, into):
    if manifest["migrations"] != migrations(connection):
        raise ValidationError(
            _("备份是 %(version)s 版做的，表结构与现在的不同。请先装上那一版，恢复以后再升级。")
            % {"version": manifest["version"]}
        )
    if replace or not any(apps.get_model(label).objects.exists() for label in INHABITED):
        return
    if into:
        raise ValidationError(_("数据库“%(name)s”里已经有数据，没有恢复。请另建一个空库。") % {"name": into})
    raise ValidationError(_("数据库里已经有数据。请恢复到新建的空库；确要覆盖时加 --replace。"))


def _refuse_tables(found, manifest):
    if {table.name: table.columns for table in found} != {
        name: table["columns"] for name, table in manifest["tables"].items()
    }:
        raise ValidationError(_("备份中的表与数据库的表不一致，没有恢复；请用做备份时的那一版程序恢复。"))


def _fill(cursor, archive, found, manifest, advance):
    """Empty every table and copy the rows in, past the triggers: their history comes along."""
    names = ", ".join(f'"{table.name}"' for table in found)
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in found:
        cursor.execute(f'ALTER TABLE "{table.name}" DISABLE TRIGGER USER')
    cursor.execute(f"TRUNCATE {names}")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for work in PREPARE:
        work(cursor, lambda name: archive.open(f"tables/{name}.copy"), manifest)
    for table in found:
        with archive.open(f"tables/{table.name}.copy") as source:
            table.copy_in(cursor, source)
        if advance:
            advance(1)
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in found:
        cursor.execute(f'ALTER TABLE "{table.name}" ENABLE TRIGGER USER')
    for name, value in manifest["sequences"].items():
        if value is not None:
            cursor.execute("SELECT setval(%s::regclass, %s)", [f'public."{name}"', value])


def _check(cursor, found, manifest):
    for table in found:
        measured = Measured()
        table.copy_out(cursor, measured)
        said = manifest["tables"][table.name]
        if (measured.rows, measured.sha256.hexdigest()) != (said["rows"], said["sha256"]):
            raise ValidationError(
                _("表 %(table)s 恢复后与备份不一致，没有恢复；请重试，仍不行请另选一份备份。")
                % {"table": table.name}
            )
    kept = sequences(cursor)
    if {name: kept.get(name) for name, value in manifest["sequences"].items() if value is not None} != {
        name: value for name, value in manifest["sequences"].items() if value is not None
    }:
        raise ValidationError(_("编号的序列恢复后与备份不一致，没有恢复；请重试，仍不行请另选一份备份。"))


def _targets(into, beside):
    """Return name → folder for the files of a backup; None where they are only compared."""
    if beside:
        return {name: beside / name for name in folders()}
    return None if into else folders()


def _files(archive, manifest, targets):
    """Write the files, each whole, and return how many; without `targets` compare them, and write none."""
    for place, said in manifest["files"].items():
        name, _slash, rest = place.partition("/")
        with archive.open(f"files/{place}") as source:
            if targets is None:
                _copy(source, Measured(), place, said)
            else:
                _write_whole(source, _inside(targets[name], rest), place, said)
    return len(manifest["files"]) if targets else 0


def _write_whole(source, target, place, said):
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f".{target.name}.new")
    try:
        with new.open("wb") as into:
            _copy(source, Measured(into), place, said)
            into.flush()
            os.fsync(into.fileno())
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)


def _copy(source, measured, place, said):
    while piece := source.read(1 << 20):
        measured.write(piece)
    if measured.sha256.hexdigest() != said["sha256"]:
        raise ValidationError(_("文件 %(place)s 与备份的指纹不一致，请另选一份备份。") % {"place": place})


def _inside(folder, rest):
    target = (folder / rest).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise ValidationError(_("备份中的文件名不对，没有恢复；请另选一份备份。"))
    return target
