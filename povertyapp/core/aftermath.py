"""What follows when records of an area changed: apps above register it, services below announce it.

The ground floor knows nobody; an import on the first floor announces, and the findings of the top floor follow.
"""

from collections.abc import Callable

from django.db import connection, transaction

FOLLOWERS: list[Callable[[str], None]] = []


def when_records_change(function):
    """Register a function of an area's code, called once the change is committed."""
    FOLLOWERS.append(function)
    return function


def records_changed(area_code):
    """Announce that records of an area changed: what follows begins after the commit, once, and never harms it."""
    waiting = [getattr(told, "about", None) for _savepoints, told, *_rest in connection.run_on_commit]
    for follow in FOLLOWERS:
        if (follow, area_code) not in waiting:
            transaction.on_commit(_telling(follow, area_code), robust=True)


def _telling(follow, area_code):
    def tell():
        follow(area_code)

    setattr(tell, "about", (follow, area_code))  # noqa: B010 - functions have no such attribute for a type checker
    return tell
