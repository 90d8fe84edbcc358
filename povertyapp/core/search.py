"""One search over everything (ux 1): each floor registers what can be found, the ground floor asks them all.

A finder is given `rows`, which applies `visible_to`, so that nobody finds what he may not see.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet, Window
from django.utils.translation import gettext as _

from povertyapp.core.models import Area
from povertyapp.core.text import Text
from povertyapp.core.workbooks.cells import word

# A whole ID number, of 18 or of 15 digits: it would stand in the address of the page.
WHOLE_ID = re.compile(r"\d{17}[\dXx]|[1-8]\d{14}")
SHOWN = 10  # hits of one kind on the page; the rest are behind its link
LONGEST = 60
STEP = " › "


@dataclass(frozen=True)
class Hit:
    """One thing found: its name, its page, why it matched, and the place it lies in."""

    title: str
    url: str
    why: str
    area_code: str = ""
    note: str = ""


@dataclass(frozen=True)
class Found:
    """What one finder found: the first hits, how many there are, and the list that shows all of them."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    more_url: str = ""


@dataclass(frozen=True)
class Finder:
    """A kind of thing that can be found, for who has the verb."""

    key: str
    label: Text
    verb: str
    order: int
    find: Callable[[Callable[[Any], Any], str], Found]


@dataclass(frozen=True)
class Group:
    """The hits of one kind, with the path of each place."""

    key: str
    label: Text
    found: Found
    paths: dict[str, str]

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [{"hit": hit, "path": self.paths.get(hit.area_code, "")} for hit in self.found.hits]


FINDERS: dict[str, Finder] = {}


def finder(key: str, label: Text, *, verb: str, order: int):
    """Register `find(rows, text)` as the search for one kind of thing; kinds stand in the order of `order`."""

    def register(find):
        FINDERS[key] = Finder(key, label, verb, order, find)
        return find

    return register


def search(text: str, user, rows) -> list[Group]:
    """Return what the text means to this user, grouped by kind; kinds without a hit are left out."""
    asked = sorted(FINDERS.values(), key=lambda one: one.order)
    found = [(one, one.find(rows, text)) for one in asked if user.has_perm(one.verb)]
    paths = paths_of(hit.area_code for _one, result in found for hit in result.hits)
    return [Group(one.key, one.label, result, paths) for one, result in found if result.total]


def first_of(wanted: QuerySet) -> tuple[list[Any], int]:
    """Return the rows that are shown of those found, and how many were found, in one query."""
    rows = list(wanted.annotate(found_count=Window(Count("*")))[:SHOWN])
    return rows, rows[0].found_count if rows else 0


def clean_words(text: str) -> str:
    """Return what somebody typed as one searches for it; a whole ID number raises ValidationError."""
    words = word(text)[:LONGEST]
    if WHOLE_ID.fullmatch(words):
        raise ValidationError(_("请只输入身份证后六位，不要输入整个号码。"))
    return words


def paths_of(codes: Iterable[str]) -> dict[str, str]:
    """Return for each area its path from the county down: 来凤县 › 绿水镇 › 老寨村. One query."""
    areas = {code: Area(code=code) for code in codes if code}
    names = Area.objects.in_bulk({step for area in areas.values() for step in area.path_codes})
    return {
        code: STEP.join(names[step].short_name for step in area.path_codes if step in names)
        for code, area in areas.items()
    }
