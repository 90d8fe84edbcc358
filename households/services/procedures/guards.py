"""The guards of the moves: each looks at what is on record and says in a sentence what was found or what lacks.

A need of `households.steps.MOVES` names its guard, with an argument after a colon. The database asks the same of
its rows (`households_has`); a guard says it in words and names the rows. Guards over facts of higher floors
register themselves from there.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from households.models import ProcedureCase, Transition
from households.services.procedures.common import parameters
from households.steps import Move

DAY = dt.timedelta(days=1)


@dataclass
class Step:
    """A step that somebody wants to take: the case, the move, who, on what day, why."""

    case: ProcedureCase
    move: Move
    by: Any
    on: dt.date
    reason: str = ""

    @cached_property
    def last(self) -> Transition | None:
        return self.case.transitions.filter(number=self.case.step).first()

    @property
    def entered(self) -> dt.date:
        """Return the day on which the case came into its present state."""
        return self.last.decided_on if self.last else self.case.opened_on

    @cached_property
    def value(self):
        return parameters(self.case.area_id, self.on)


@dataclass
class Result:
    """What a guard found: in words, and the rows that it went by as `label:pk`."""

    is_met: bool
    text: str
    rows: list[str] = field(default_factory=list)


Guard = Callable[[Step, str], Result]
GUARDS: dict[str, Guard] = {}


def guard(name: str):
    """Register the guard of a need; used on higher floors, too."""

    def register(function: Guard) -> Guard:
        GUARDS[name] = function
        return function

    return register


def results_of(step: Step) -> list[tuple[str, Result]]:
    """Return what every guard of the move finds, each with the need that it looks after."""
    found = []
    for need in step.move.needs:
        name, _colon, argument = need.partition(":")
        found.append((need, GUARDS[name](step, argument)))
    return found


def row_of(row) -> str:
    """Return what names a row among the evidence of a transition."""
    return f"{row._meta.model_name}:{row.pk}"


def found(text, *rows):
    """Return a met result with the rows that it goes by."""
    return Result(True, text, [row_of(row) for row in rows])


def lacking(text):
    """Return a result that says what is missing."""
    return Result(False, text)


def day_words(day):
    return day.isoformat() if day else _("未填")
