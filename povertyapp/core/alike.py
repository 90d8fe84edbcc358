"""What many users ask for in the same words: written once for all who stand alike, on a day (decision 42)."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from povertyapp.core import clock
from povertyapp.core.reading import counted
from povertyapp.core.scoping import AnyUser, values_of
from povertyapp.core.written import once_written


class Alike:
    """The rows `ask(user, *named)` of a user. They depend on nothing else but the day: `ask` is given whoever stands
    like him, and knows him by `pk` only."""

    def __init__(self, ask: Callable[..., QuerySet[Any]], user, *named):
        self.ask, self.user, self.named = ask, user, named

    def all(self, **given) -> QuerySet[Any]:
        """Return the rows, for what else is `Given` in their query."""
        return self._asked("all", lambda rows: rows, **given)

    def first(self, count: int) -> QuerySet[Any]:
        """Return so many of the rows."""
        return self._asked(count, lambda rows: rows[:count])

    def part(self, begin: int, end: int, **given) -> QuerySet[Any]:
        """Return the rows from one place up to another."""
        return self._asked((begin, end), lambda rows: rows[begin:end], **given)

    def counted(self) -> QuerySet[Any]:
        """Return the queryset of one row that says how many rows there are (`n`)."""
        return self._asked("counted", counted)

    def _asked(self, how, of, **given):
        like = AnyUser.like(self.user)
        asked = (self.ask, how, like, clock.today(), self.named)
        return once_written(asked, lambda: of(self.ask(like, *self.named))).asked(
            **values_of(self.user), **given
        )
