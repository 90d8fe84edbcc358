"""Files that come in and files that are made here: sealed at rest, and handed out only by `core:file`.

The bytes are sealed in pieces, each bound to the file, its place in it and whether it is the last one, so that
a piece cannot be altered, exchanged, repeated or cut off. No clear byte lies on the disk.
"""

import datetime as dt
import hashlib
import os
import secrets
import struct
import time
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from povertyapp.core import clock, crypto
from povertyapp.core.models import StoredFile
from povertyapp.core.parameters import Parameters

PIECE = 1024 * 1024
COLUMN = "core_storedfile.bytes"
LENGTH = struct.Struct(">I")
ORPHAN_SECONDS = 24 * 3600
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def store_file(
    *,
    by,
    area,
    kind: str,
    name: str,
    content: bytes | BinaryIO,
    media_type: str = XLSX,
    verb: str = "",
    days: int | None = None,
) -> StoredFile:
    """Keep a file sealed and return its row; `name` is what it is called when fetched, without personal data.

    It is kept for `days`, else as long as the county keeps result files (`file.result_days`).
    """
    if days is None:
        days = Parameters(area.code, clock.today())("file.result_days")
    stored = StoredFile(
        owner=by,
        area=area,
        kind=kind,
        name=name[:150],
        media_type=media_type,
        verb=verb,
        place=secrets.token_hex(16),
        expires_on=clock.today() + dt.timedelta(days=days),
    )
    source = BytesIO(content) if isinstance(content, bytes) else content
    stored.size, stored.sha256 = _write(stored.path, stored.place, source)
    stored.save()
    return stored


def openable(files: Iterable[StoredFile], user) -> set[int]:
    """Return the ids of those files that a user may open: a link to any other would lead nowhere."""
    granted = [file.pk for file in files if not file.verb or user.has_perm(file.verb)]
    return set(StoredFile.objects.visible_to(user).filter(pk__in=granted).values_list("pk", flat=True))


def read_file(file: StoredFile) -> bytes:
    """Return the clear bytes of a file; raises SealBroken where they were touched."""
    return b"".join(pieces(file))


def pieces(file: StoredFile) -> Iterator[bytes]:
    """Yield the clear bytes of a file piece by piece."""
    with file.path.open("rb") as stored:
        frame, number = _frame(stored), 0
        while frame is not None:
            following = _frame(stored)
            yield crypto.unseal_bytes(frame, *_bound(file.place, number, following is None))
            frame, number = following, number + 1
        if number == 0:
            raise crypto.SealBroken(f"{COLUMN} of {file.pk} is empty")


def key_of_file(file: StoredFile) -> str:
    """Return the name of the key that a file is sealed with; blank where its bytes are gone."""
    try:
        with file.path.open("rb") as stored:
            return (_frame(stored) or b"").partition(b":")[0].decode("ascii", "replace")
    except FileNotFoundError:
        return ""


def reseal_file(file: StoredFile) -> None:
    """Seal a file's bytes with the newest key; whoever reads it meanwhile sees the old or the new ones, whole."""
    _write(file.path, file.place, BytesIO(read_file(file)))  # in memory: clear bytes may not touch the disk


def drop_file(file: StoredFile) -> None:
    """Delete a file, its row first: bytes without a row are swept, a row without bytes would be a broken link."""
    path = file.path
    file.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def sweep_files(today: dt.date | None = None) -> int:
    """Delete the files whose time is over, and bytes to which no row belongs, half written too; return how many."""
    today = today or clock.today()
    dropped = 0
    for file in StoredFile.objects.filter(expires_on__lt=today):
        with transaction.atomic():
            drop_file(file)
        dropped += 1
    known = set(StoredFile.objects.values_list("place", flat=True))
    old = time.time() - ORPHAN_SECONDS  # younger ones may belong to a transaction that has not ended
    for path in (Path(settings.MEDIA_ROOT) / "sealed").glob("??/*"):
        if path.name not in known and path.stat().st_mtime < old:
            path.unlink(missing_ok=True)
            dropped += 1
    return dropped


def _write(path: Path, place: str, source: BinaryIO) -> tuple[int, str]:
    """Write the sealed pieces under a name of their own first: whoever sees the file sees all of it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{place}.{secrets.token_hex(4)}.part")  # a killed process leaves its own behind
    size, digest, number = 0, hashlib.sha256(), 0
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        piece = source.read(PIECE)
        while True:  # a file without a byte is one empty piece
            following = source.read(PIECE)
            size += len(piece)
            digest.update(piece)
            sealed = crypto.seal_bytes(piece, *_bound(place, number, not following))
            target.write(LENGTH.pack(len(sealed)) + sealed)
            if not following:
                break
            piece, number = following, number + 1
        target.flush()
        os.fsync(target.fileno())
    draft.replace(path)
    return size, digest.hexdigest()


def _frame(stored: BinaryIO) -> bytes | None:
    head = stored.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    return stored.read(LENGTH.unpack(head)[0])


def _bound(place: str, number: int, is_last: bool) -> tuple[str, ...]:
    return (COLUMN, place, str(number), "last" if is_last else "more")
