"""What several parts of a page ask of the database alike, and what no page changes: asked once while it is made."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("kept", default=None)


@contextmanager
def while_reading() -> Iterator[None]:
    """Keep what is asked through `once` until the block ends: around one request that only reads."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def once(key: Hashable, ask: Callable[[], Any]) -> Any:
    """Return what `ask` says, asked once for each key while a page is read; outside of that, each time."""
    kept = _kept.get()
    if kept is None:
        return ask()
    if key not in kept:
        kept[key] = ask()
    return kept[key]
