"""The digests of the batches outside the database: what is cut off there is missed here.

One line a batch, in `AUDIT_ROOTS`; best a folder that another unit keeps. A file that is not there compares nothing.
"""

import contextlib
import fcntl
import json
import os
from contextvars import ContextVar
from pathlib import Path

from django.conf import settings

_is_elsewhere: ContextVar[bool] = ContextVar("is_elsewhere", default=False)


@contextlib.contextmanager
def of_another_database():
    """Export nothing for the block: the batches of another database are none of ours."""
    token = _is_elsewhere.set(True)
    try:
        yield
    finally:
        _is_elsewhere.reset(token)


def export_root(number, digest, made_at):
    """Add one line; it is on the disk when this returns."""
    if _is_elsewhere.get():
        return
    path = Path(settings.AUDIT_ROOTS)
    path.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps({"number": number, "digest": digest, "made_at": made_at.isoformat()})
    with path.open("a", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())


def exported_roots(path=None):
    """Return number → digest as the file says; a line that was cut short while it was written does not count."""
    path = Path(path or settings.AUDIT_ROOTS)
    if not path.exists():
        return {}
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            said = json.loads(line)
        except ValueError:
            continue
        found[said["number"]] = said["digest"]
    return found
