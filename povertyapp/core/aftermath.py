"""What follows when records of an area changed: apps above register it, services below announce it.

The ground floor knows nobody; an import on the first floor announces, and the findings of the top floor follow.
"""

from collections.abc import Callable
from functools import partial

from django.db import transaction

FOLLOWERS: list[Callable[[str], None]] = []


def when_records_change(function):
    """Register a function of an area's code, called once the change is committed."""
    FOLLOWERS.append(function)
    return function


def records_changed(area_code):
    """Announce that records of an area changed: what follows begins after the commit and never harms it."""
    for follow in FOLLOWERS:
        transaction.on_commit(partial(follow, area_code), robust=True)
