"""When the last backup was made, for the administrator's page. The cache keeps it: lost, the page says so."""

import datetime as dt

from django.core.cache import cache

KEY = "backup:last"


def note_backup(made_at: str) -> None:
    """Remember the moment of a backup that is whole."""
    cache.set(KEY, made_at, None)


def last_backup() -> dt.datetime | None:
    """Return the moment of the last backup that is known here, or None."""
    made_at = cache.get(KEY)
    return dt.datetime.fromisoformat(made_at) if made_at else None
