"""What a transaction writes is said in Chinese, whatever language its author reads the pages in (decision 46).

The record of an office is read by others than who made it. So a transaction speaks as the source does from where it
opens: reasons of the history, what guards found, what an act is called. What refuses it is said to the one who asked,
in his language.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import activate, get_language

from povertyapp.core.errors import Conflict
from povertyapp.core.sentences import told

AS_WRITTEN = (
    settings.LANGUAGE_CODE,
    None,
)  # none: somebody asks for the messages as they stand in the source
# The language of whoever asked, for each transaction that is open; None where it is that of the record.
_ASKED_IN: ContextVar[tuple[str | None, ...]] = ContextVar("asked_in", default=())


class RecordingAtomic(transaction.Atomic):
    """A transaction whose sentences are those of the record."""

    def __enter__(self):
        super().__enter__()
        _begin()

    def __exit__(self, kind, error, trace):
        try:
            super().__exit__(kind, error, trace)
        finally:
            _end(error)


@contextmanager
def recording() -> Iterator[None]:
    """Say in Chinese what is made inside and leaves or is stored; who asked is refused in his own language."""
    _begin()
    error: BaseException | None = None
    try:
        yield
    except BaseException as raised:
        error = raised
        raise
    finally:
        _end(error)


def install():
    """Let every transaction be of this kind. Before the first service is loaded: `apps.py` calls it."""
    transaction.Atomic = RecordingAtomic  # type: ignore[misc]


def _begin():
    reader = get_language()
    _ASKED_IN.set((*_ASKED_IN.get(), None if reader in AS_WRITTEN else reader))
    if reader not in AS_WRITTEN:
        activate(settings.LANGUAGE_CODE)


def _end(error):
    *open_before, reader = _ASKED_IN.get()
    _ASKED_IN.set(tuple(open_before))
    if reader:
        activate(reader)
        retell(error)


def retell(error: BaseException | None) -> None:
    """Put what an error says into the language of whoever reads; what waits for its reader anyway is left alone."""
    if isinstance(error, ValidationError):
        for one in _each(error):
            one.message = _told(one.message)
    elif isinstance(error, Conflict):
        error.message = _told(error.message)
        error.facts = {name: _told(said) for name, said in error.facts.items()}
    if isinstance(error, Conflict | PermissionDenied | Http404):
        error.args = tuple(_told(said) for said in error.args)


def _each(error):
    if hasattr(error, "error_dict"):
        return [one for found in error.error_dict.values() for one in found]
    return error.error_list


def _told(said):
    return told(said) if isinstance(said, str) and not isinstance(said, Promise) else said
