"""The townships and villages that a person may choose from, and the county that a workbook is about."""

from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext_lazy

from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS, TOWNSHIP_DIGITS, Level, short_name
from povertyapp.core.scoping import AnyUser, values_of
from povertyapp.core.written import once_written


class Places(NamedTuple):
    """Names of the places under a user, as choices: townships, and villages grouped by township."""

    townships: tuple[tuple[str, str], ...]
    villages: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    names: tuple[tuple[str, str], ...]  # all of them as one list


# Where somebody may bring rows in, as the beginnings of codes; every code begins with nothing.
EVERYWHERE = ("",)
OUT_OF_REACH = gettext_lazy("不在您负责的区域内，请由所在乡镇或县里导入")


def reach_of(user) -> tuple[str, ...]:
    """Return the beginnings of the codes of the places that a user stands on; nobody's reach is everywhere."""
    return EVERYWHERE if user is None or user.is_superuser else tuple(user.area_codes)


def places_of(user, chosen=""):
    """Return the places that the user sees, for two plain selects; one query.

    Above a county the villages of all counties would be thousands: then only those under `chosen` are listed.
    """
    if user.is_superuser or any(len(code) < COUNTY_DIGITS for code in user.area_codes):
        rows = _named(user)
        rows = rows.filter(level=Level.TOWNSHIP) | rows.filter(code__startswith=chosen or "-")
    else:
        like = AnyUser.like(user)
        rows = once_written(("places", like), lambda: _named(like)).asked(**values_of(user))
    return _offered(tuple(rows))


def _named(user):
    seen = Area.objects.visible_to(user).filter(level__in=(Level.TOWNSHIP, Level.VILLAGE), valid_to=None)
    return seen.order_by("code").values_list("code", "name")


@lru_cache(maxsize=256)
def _offered(rows):
    """Return these places as they are offered: the same to all who see the same."""
    names = {code: short_name(name) for code, name in rows}
    townships = tuple((code, name) for code, name in names.items() if len(code) == TOWNSHIP_DIGITS)
    groups: dict[str, list[tuple[str, str]]] = {}
    for code, name in names.items():
        if len(code) > TOWNSHIP_DIGITS:
            groups.setdefault(code[:TOWNSHIP_DIGITS], []).append((code, name))
    villages = tuple((names.get(code, code), tuple(group)) for code, group in groups.items())
    return Places(townships, villages, (*townships, *(one for _name, group in villages for one in group)))


def places_within(user, asked=""):
    """Return the codes of the places that a question about households is about: the place asked for, where it lies
    in the user's reach, else what he stands on, by county where that is more than one."""
    codes = [code for code in user.area_codes if len(code) >= COUNTY_DIGITS] or user.county_codes
    return [asked] if len(asked) >= COUNTY_DIGITS and asked.startswith(tuple(codes)) else codes


def county_meant(titles, townships):
    """Return the county that a workbook is about: the one that its titles name, else the one that has most of
    its townships, for some names are several counties'; None where that is not one."""
    counties = list(Area.objects.filter(level=Level.COUNTY, valid_to=None).order_by("code"))
    named = [county for county in counties if any(county.name in title for title in titles)]
    if len(named) == 1:
        return named[0]
    codes = Area.objects.filter(level=Level.TOWNSHIP, name__in=townships).values_list("code", flat=True)
    found = Counter(code[:COUNTY_DIGITS] for code in codes if len(code) == TOWNSHIP_DIGITS)
    most = max((found[county.code] for county in named or counties), default=0)
    among = [county for county in named or counties if found[county.code] == most > 0]
    return among[0] if len(among) == 1 else None
