"""What each helper has on his hands this month: households, visits due and done, open promises, measures."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef

from assistance.models import AssistanceMeasure, HelperAssignment, Visit
from assistance.standing import Standing, standings
from households.models import Household
from povertyapp.core.columns import number_of


@dataclass
class Caseload:
    """One helper's households among those that are looked at, and `since` when each of them is his. Counts of people
    are never ranked."""

    helper: Any
    since: dict[int, dt.date] = field(default_factory=dict)
    homes: list[Standing] = field(default_factory=list)
    promises: int = 0
    measures: int = 0

    @property
    def count(self):
        return len(self.homes)

    @property
    def due(self):
        """Return how many households owe a visit this month, or a contact this quarter."""
        return sum(bool(home.owed) for home in self.homes)

    @property
    def left(self):
        return sum(home.is_open for home in self.homes)

    @property
    def done(self):
        return self.due - self.left


@dataclass(frozen=True)
class Total:
    """The sum over several helpers."""

    parts: list[Caseload]

    def __getattr__(self, name):
        return sum(getattr(part, name) for part in self.parts)


def caseloads(rows, charges, period):
    """Return a Caseload for each helper of these assignments, in the order of their codes.

    `rows` applies `visible_to`. The number of queries does not depend on the helpers or the households.
    """
    terms = list(charges.select_related("helper__unit"))
    held = {term.household_id: term.helper_id for term in terms}
    found = {term.helper_id: Caseload(term.helper) for term in terms}
    for term in terms:
        found[term.helper_id].since[term.household_id] = term.from_date
    homes = rows(Household).filter(pk__in=charges.values("household_id"))
    homes = homes.annotate(
        promise_count=_count_of(rows(Visit).open_promises()),
        measure_count=_count_of(rows(AssistanceMeasure).touching(period.start, period.end)),
    )
    for standing in standings(homes, period):
        load = found[held[standing.household.pk]]
        load.homes.append(standing)
        load.promises += standing.household.promise_count
        load.measures += standing.household.measure_count
    return sorted(found.values(), key=lambda load: load.helper.code)


def _count_of(rows):
    return number_of(rows.filter(household=OuterRef("pk")), "household")


def charges_of(rows, today):
    """Return the primary assignments of today that the reader may see."""
    return rows(HelperAssignment).in_care(today)
