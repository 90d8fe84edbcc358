"""Spare a large reading, and a server, the garbage collector, which would walk all they hold again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.urls import get_resolver

# A page makes thousands of objects and leaves some cycles of its request behind: not worth a walk for each 700, and no
# request should have to clear up after fifty others, as it had at 20,000.
WALKS = (5_000, 20, 20)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keep the cyclic collector still for a while: for work that makes millions of objects and no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def leave_what_is_loaded() -> None:
    """Load all pages, and never walk again what a server has loaded for good: half a million objects, at which one
    request in a hundred would wait. For before it forks: what nobody walks stays shared."""
    _pages = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
    gc.set_threshold(*WALKS)
