"""Completeness: documents present, current and readable, by documents required on a day (rulebook B19, E-34)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q
from django.utils.functional import cached_property

from households.models import ArchivePaper, ChecklistItem, Household
from households.models.archive import ArchiveLevel
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS, TOWNSHIP_DIGITS
from povertyapp.core.parameters import Parameters

DIGITS = {
    ArchiveLevel.VILLAGE: 12,
    ArchiveLevel.TOWNSHIP: TOWNSHIP_DIGITS,
    ArchiveLevel.COUNTY: COUNTY_DIGITS,
}


@dataclass(frozen=True)
class HouseholdDocument:
    """What tells that a household's document is there; `required` says of whom it is asked (None: of all)."""

    present: Callable[[dt.date, Parameters], Q]
    required: Callable[[dt.date], Q] | None = None


HOUSEHOLD_DOCUMENTS: dict[str, HouseholdDocument] = {}


@dataclass(frozen=True)
class AreaDocument:
    """What tells which places hold a document; `required` says of which it is asked (None: of all)."""

    holding: Callable[[list[str], dt.date], set[str]]
    required: Callable[[list[str], dt.date], set[str]] | None = None


AREA_DOCUMENTS: dict[tuple[str, str], AreaDocument] = {}


def household_document(code: str, *, required: Callable[[dt.date], Q] | None = None):
    """Register a function of (day, value) whose condition is true for a household that has the document."""

    def register(present):
        HOUSEHOLD_DOCUMENTS[code] = HouseholdDocument(present, required)
        return present

    return register


def area_document(level: ArchiveLevel, code: str, *, required=None):
    """Register a function of (codes, day) that returns the codes of the places that have the document.

    `required`, of the same kind, returns those that must have it.
    """

    def register(holding):
        AREA_DOCUMENTS[level, code] = AreaDocument(holding, required)
        return holding

    return register


def checklist(area_code: str, day: dt.date) -> dict[str, list[ChecklistItem]]:
    """Return the documents required in a place on a day, by level: the nearest region's word on each."""
    in_force = ChecklistItem.objects.filter(Q(to_date=None) | Q(to_date__gte=day), from_date__lte=day)
    nearest: dict[tuple[str, str], ChecklistItem] = {}
    for item in in_force.order_by("from_date"):
        known = nearest.get((item.level, item.code))
        if area_code.startswith(item.region) and (known is None or len(item.region) >= len(known.region)):
            nearest[item.level, item.code] = item
    found: dict[str, list[ChecklistItem]] = {level: [] for level in ArchiveLevel.values}
    for item in sorted(nearest.values(), key=lambda one: one.position):
        found[item.level].append(item)
    return found


@dataclass
class Tally:
    """How many documents are required and how many are there."""

    required: int = 0
    present: int = 0

    def add(self, required: int, present: int) -> None:
        self.required += required
        self.present += present

    @property
    def missing(self) -> int:
        return self.required - self.present


class Archive:
    """The records of a place and of the places and households in it, on a day, as far as the reader sees them.

    `rows` applies `visible_to`. The number of queries depends on the checklist, never on the households.
    """

    def __init__(self, rows, area: Area, day: dt.date):
        self.rows, self.area, self.day = rows, area, day
        self.items = checklist(area.code, day)
        self.value = Parameters(area.county_code, day)

    @property
    def levels(self) -> list[ArchiveLevel]:
        """Return the levels that are looked at: the place's own and those below it."""
        return [level for level in ArchiveLevel if len(self.area.code) <= DIGITS.get(level, 12)]

    @property
    def households(self):
        return self.rows(Household).in_area(self.area.code).filter(left_register_on=None)

    def conditions(self, item: ChecklistItem) -> tuple[Q, Q]:
        """Return (required, present) of a household's document; a paper on file always counts."""
        own = HOUSEHOLD_DOCUMENTS.get(item.code)
        papers = ArchivePaper.objects.holding(item, self.day).filter(household__isnull=False)
        present = Q(pk__in=papers.values("household"))
        if own:
            present |= own.present(self.day, self.value)
        return (own.required(self.day) if own and own.required else Q(pk__isnull=False)), present

    def of_household(self, household) -> list[tuple[ChecklistItem, bool, bool]]:
        """Return, for each document of one household, whether it is required and whether it is there."""
        items = self.items[ArchiveLevel.HOUSEHOLD]
        asked: dict[str, Any] = {}
        for n, item in enumerate(items):
            required, present = self.conditions(item)
            asked[f"r{n}"] = ExpressionWrapper(required, BooleanField())
            asked[f"p{n}"] = ExpressionWrapper(present, BooleanField())
        found = self.rows(Household).filter(pk=household.pk).annotate(**asked).values(*asked).first()
        return [(item, found[f"r{n}"], found[f"p{n}"]) for n, item in enumerate(items)] if found else []

    @cached_property
    def by_village(self) -> dict[str, dict[str, tuple[int, int]]]:
        """Return, by village and document, how many households must hold it and how many do; one query."""
        counts: dict[str, Any] = {"all_": Count("pk")}
        for n, item in enumerate(self.items[ArchiveLevel.HOUSEHOLD]):
            required, present = self.conditions(item)
            counts[f"r{n}"] = Count("pk", filter=required)
            counts[f"p{n}"] = Count("pk", filter=required & present)
        found = {}
        for row in self.households.order_by().values("area_id").annotate(**counts):
            found[row["area_id"]] = {
                item.code: (row[f"r{n}"], row[f"p{n}"])
                for n, item in enumerate(self.items[ArchiveLevel.HOUSEHOLD])
            }
        return found

    def units(self, level: ArchiveLevel) -> list[str]:
        """Return the codes of the places of a level that have registered households, in order."""
        return sorted({code[: DIGITS[level]] for code in self.by_village})

    def asked(self, level: ArchiveLevel, item: ChecklistItem) -> list[str]:
        """Return the codes of the places that must hold a document."""
        return [code for code in self.units(level) if code in self.demands[level, item.code]]

    @cached_property
    def demands(self) -> dict[tuple[str, str], set[str]]:
        """Return, by level and document, the places that must hold it."""
        found: dict[tuple[str, str], set[str]] = {}
        for level in self.levels:
            codes = self.units(level) if level != ArchiveLevel.HOUSEHOLD else []
            for item in self.items[level]:
                known = AREA_DOCUMENTS.get((level, item.code))
                asked = known.required(codes, self.day) if known and known.required and codes else set(codes)
                found[level, item.code] = asked
        return found

    @cached_property
    def holdings(self) -> dict[tuple[str, str], set[str]]:
        """Return, by level and document, the places that hold it."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for level in self.levels[1:] if ArchiveLevel.HOUSEHOLD in self.levels else self.levels:
            codes = self.units(level)
            for item in self.items[level]:
                tell = AREA_DOCUMENTS.get((level, item.code))
                if tell and codes:
                    found[level, item.code] |= tell.holding(codes, self.day) & set(codes)
        current = {
            (level, item.code): item.period_of(self.day)
            for level in self.levels
            for item in self.items[level]
        }
        for level, code, area, period in self._papers():
            if current.get((level, code)) == period:
                found[level, code].add(area)
        return found

    def _papers(self):
        papers = self.rows(ArchivePaper).in_area(self.area.code).filter(household=None)
        return papers.values_list("level", "item", "area_id", "period").distinct()

    def tally(self, level: ArchiveLevel, item: ChecklistItem, within: str = "") -> Tally:
        """Return how many are required and present of a document, in the place or in one under it."""
        tally = Tally()
        if level == ArchiveLevel.HOUSEHOLD:
            for village, counts in self.by_village.items():
                if village.startswith(within):
                    tally.add(*counts[item.code])
            return tally
        units = [code for code in self.asked(level, item) if code.startswith(within)]
        tally.add(len(units), len(self.holdings[level, item.code] & set(units)))
        return tally

    def total(self, level: ArchiveLevel, within: str = "") -> Tally:
        """Return the completeness of a level: all its documents together."""
        whole = Tally()
        for item in self.items[level]:
            part = self.tally(level, item, within)
            whole.add(part.required, part.present)
        return whole

    def lacking_households(self, item: ChecklistItem):
        """Return the households that lack a document."""
        required, present = self.conditions(item)
        return self.households.filter(required).exclude(present)

    def lacking_areas(self, level: ArchiveLevel, item: ChecklistItem) -> list[str]:
        """Return the codes of the places that lack a document."""
        return [code for code in self.asked(level, item) if code not in self.holdings[level, item.code]]
