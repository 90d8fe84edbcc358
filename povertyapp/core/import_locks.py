"""Two imports into one county must not pass each other: the second is refused, whatever it brings.

An import holds its file from its first byte and its county from the moment that it is known, both until its
transaction ends; a killed process lets go of both. A dry run holds neither: it waits only while somebody writes.
"""

import os
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from povertyapp.core.errors import Conflict

# The names of these kinds of advisory locks in the database.
CONFIRMING, FILES, IMPORTS, WRITING = 20170611, 20190628, 20190629, 20190630


def hold_file(source: Any) -> None:
    """Keep others from taking in the very same file until this transaction ends; refuse while somebody does.

    Something that is no file on this machine (an upload, a missing one) is held by nobody.
    """
    if isinstance(source, str | os.PathLike) and os.path.isfile(source):
        known = os.stat(source)
        _hold(FILES, hash((known.st_dev, known.st_ino)) % 2**31)


def hold_imports(county_code: str) -> None:
    """Keep others from importing into this county until this transaction ends; refuse while somebody does."""
    _hold(IMPORTS, int(county_code))


def wait_to_write(county_code: str) -> None:
    """Wait until nobody, no dry run either, writes rows of an import into this county; then keep others waiting."""
    _wait(WRITING, int(county_code))


def wait_to_confirm(county_code: str) -> None:
    """Wait until nobody confirms an import into this county; then keep others waiting."""
    _wait(CONFIRMING, int(county_code))


def _wait(kind: int, key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [kind, key])


def _hold(kind: int, key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [kind, key])
        if not cursor.fetchone()[0]:
            raise Conflict(_("另一个导入正在进行，请等它完成后再导入。"))
