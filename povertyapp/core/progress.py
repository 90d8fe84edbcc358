"""How far the work of this thread is, told from wherever it is done.

Whoever writes rows or lays out pages says so here and need not know whether anybody waits: a job listens
(`povertyapp.core.jobs`), a page that answers at once does not. What is told may end the work, as its job was cancelled.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from povertyapp.core.text import Text

Row = TypeVar("Row")
_listener: ContextVar[Any] = ContextVar("progress", default=None)


@contextmanager
def told_to(progress: Any) -> Iterator[None]:
    """Let `progress` (a `jobs.Progress`) hear what is told while this lasts."""
    token = _listener.set(progress)
    try:
        yield
    finally:
        _listener.reset(token)


def is_told() -> bool:
    """Say whether anybody listens."""
    return _listener.get() is not None


def phase(name: Text, total: int = 0) -> None:
    """Say that a phase of `total` steps begins (0: it cannot be counted), by a name that waits for its reader."""
    if listener := _listener.get():
        listener.phase(name, total)


def advance(steps: int = 1) -> None:
    """Count steps of the phase that are done."""
    if listener := _listener.get():
        listener.advance(steps)


def counted(rows: Sequence[Row], name: Text) -> Iterator[Row]:
    """Yield the rows as a phase of their own, each counted when it is done."""
    phase(name, len(rows))
    for row in rows:
        yield row
        advance()
