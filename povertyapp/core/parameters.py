"""The numbers that rules need, by area and date (RuleParameter)."""

import datetime as dt
import json
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q

from povertyapp.core import clock
from povertyapp.core.models import RuleParameter
from povertyapp.core.models.area import COUNTY_DIGITS, LEVEL_BY_LENGTH
from povertyapp.core.once import once
from povertyapp.core.reading import Reading
from povertyapp.core.written import Given, Written


def ancestors(area_code: str) -> list[str]:
    """Return the codes of the places around a place and its own, the widest first."""
    return [area_code[:n] for n in LEVEL_BY_LENGTH if n <= len(area_code)]


class Parameters:
    """The parameters in force for one area on one day; call it with a name: `value("visit.min_per_month")`."""

    def __init__(self, area_code: str, on: dt.date):
        self.area_code, self.on = area_code, on
        self.asked: set[str] = set()  # what the rules read: a computed month says which numbers it rests on
        self.values: dict[str, Any] = once(("parameters", area_code, on), lambda: _in_force(area_code, on))

    def __call__(self, name):
        """Return the value in force. A parameter that nobody has set is a mistake of the installation."""
        self.asked.add(name)
        try:
            return self.values[name]
        except KeyError:
            raise ImproperlyConfigured(f"no RuleParameter {name} for {self.area_code} on {self.on}") from None

    def number(self, name) -> Decimal:
        """Return the value as an exact decimal."""
        return Decimal(str(self(name)))

    def as_dict(self):
        """Return name → value of all parameters in force, to be stored with a computed month."""
        return dict(sorted(self.values.items()))

    def as_text(self) -> str:
        """Return all of them as one text, by which it is known whether any of them is another."""
        return json.dumps(self.values, sort_keys=True)


def value_of_reader(user) -> Parameters:
    """Return the parameters of today in the county of a user; above the counties, in the first of them."""
    return Parameters(next(iter(user.county_codes), ""), clock.today())


def parameters_told(area_code: str) -> str:
    """Return all parameters of a county and around it, whenever they hold, as one text: by it is known whether any of
    them is another."""
    return _told(area_code)


def limit_for(user, name: str) -> int:
    """Return a limit as it stands today for a user."""
    return int(value_of_reader(user)(name))


def spells(area_code: str, name: str) -> list[tuple[Any, dt.date, dt.date | None]]:
    """Return (value, from, until) of a parameter in an area whenever; of those in force on a day the last one wins."""
    return [(value, since, until) for known, value, since, until in _around(area_code) if known == name]


def _in_force(area_code: str, on: dt.date) -> dict[str, Any]:
    """Return name → value on a day, not to be changed."""
    return _in_force_of(_told(area_code), area_code, on)


# What is read the same was understood before: a county has hundreds of parameters, and hardly a page does without them.
@lru_cache(maxsize=64)
def _in_force_of(told: str, area_code: str, on: dt.date) -> dict[str, Any]:
    """Return name → value on a day: the nearest and newest comes last and stays."""
    return {
        name: value
        for name, value, since, until in _around_of(told, area_code)
        if since <= on and (until is None or until >= on)
    }


def _around(area_code: str) -> list[tuple[str, Any, dt.date, dt.date | None]]:
    """Return (name, value, from, until) of all parameters of a place, the nearest last, of one place the newest."""
    return _around_of(_told(area_code), area_code)


def _around_of(told, area_code):
    around = {None, *ancestors(area_code)}
    found = [row for row in _understood(told) if row[2] in around]
    found.sort(key=lambda row: (len(row[2] or ""), row[3]))
    return [(name, value, since, until) for name, value, _area, since, until in found]


@lru_cache(maxsize=8)
def _understood(told: str) -> list[tuple[str, Any, str | None, dt.date, dt.date | None]]:
    """Return (name, value, place, from, until) of the parameters that the database told."""
    rows = [row.values() for row in json.loads(told or "[]")]
    day = dt.date.fromisoformat
    return [(name, value, area, day(since), until and day(until)) for name, value, area, since, until in rows]


def _told(area_code: str) -> str:
    """Return all parameters of a county, of the places around it and in it, as the database tells them: a page asks
    for several places and days."""
    county = area_code[:COUNTY_DIGITS]
    return once(("parameters", county), lambda: _same(Reading(_asked(county)).told[0]))


@lru_cache(maxsize=8)
def _same(told: str) -> str:
    """Return one and the same object for the same text: whoever keeps something by it does not keep it again."""
    return told


def _asked(county):
    codes = ancestors(county)
    places = {f"place{n}": code for n, code in enumerate(codes)}
    return _written(len(codes), len(county) == COUNTY_DIGITS).asked(county=county, **places)


@cache
def _written(places: int, is_county: bool) -> Written:
    """Return the query for it, written once: each page asks it."""
    reach = Q(area=None)
    for n in range(places):
        reach |= Q(area=Given(f"place{n}"))
    if is_county:
        reach |= Q(area__gt=Given("county"), area__lt=Given("county", ":"))
    rows = RuleParameter.objects.filter(reach).order_by("pk")
    return Written(rows.values_list("name", "value", "area_id", "effective_from", "effective_to"))
