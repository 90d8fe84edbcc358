"""Compare names of villages, townships and units as offices write them: full, short, or shorter."""

import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from .workbooks.cells import word

# Longest first; the last are misspellings that the official list itself carries.
_VILLAGE_ENDINGS = re.compile(
    r"(?:社区居民委员会|社区居委会|社区村民委员会|村村民委员会|村居民委员会|居民委员会|村民委员会"
    r"|村村委会|村村民委会|村委会会|村民委会|村委员会|村委会|居委会|村民委|社区|村)$"
)
_COMMUNITY = re.compile(r"(?:社区.*|居民委员会|居委会)$")
_TOWNSHIP_ENDINGS = re.compile(r"(?:民族乡|街道办事处|街道办|街道|办事处|苏木|镇|乡)$")
_TOWNSHIP_CODE, _VILLAGE_CODE = 9, 12
_COUNTY_ENDINGS = ("自治县", "自治旗", "特区", "林区", "县", "市", "区", "旗")


def base_name(name) -> str:
    """Return a village's name without 村, 社区, 村委会 and the like: 老茶村村民委员会 and 老茶 are 老茶."""
    written = word(name)
    return _VILLAGE_ENDINGS.sub("", written) or written


def base_unit(name, county_name: str) -> str:
    """Return a unit's name with the county's name cut to its rank: 来凤县水利水产局 is 县水利水产局."""
    written = word(name)
    county = word(county_name)
    if not county or not written.startswith(county) or written == county:
        return written
    ending = next((ending for ending in _COUNTY_ENDINGS if county.endswith(ending)), "")
    rest = written[len(county) :]
    return rest if rest.startswith(ending) else ending[-1:] + rest


def base_township(name) -> str:
    """Return a township's name without its rank, which changed over the years: 三仓乡 and 三仓镇 are 三仓."""
    written = word(name)
    return _TOWNSHIP_ENDINGS.sub("", written) or written


class Place(NamedTuple):
    """What a township and a village as written mean: the village's code, or why there is none.

    `problem` is blank, `unknown` (no such village in the county) or `elsewhere` (in another township);
    `expected` is the name that was probably meant.
    """

    code: str | None
    problem: str = ""
    expected: str | None = None


class PlaceIndex:
    """The villages of one county, found by their names as offices write them.

    A village's name is unique only under its township, and a village may share its base with a community
    (新拱桥村, 新拱桥社区): the written ending then decides, and a bare name means the village.
    """

    def __init__(self, areas: Iterable[tuple[str, str, str | None]]):
        rows = list(areas)
        self.names = {code: name for code, name, _parent in rows}
        self._townships: dict[str, list[str]] = defaultdict(list)
        self._villages: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._anywhere: dict[str, list[str]] = defaultdict(list)
        for code, name, parent in rows:
            if len(code) == _TOWNSHIP_CODE:
                self._townships[base_township(name)].append(code)
            elif len(code) == _VILLAGE_CODE and parent:
                self._villages[parent, base_name(name)].append(code)
                self._anywhere[base_name(name)].append(code)
        self._found: dict[tuple[str, str], Place] = {}

    def township(self, name) -> str | None:
        """Return the code of a township by its name, None where there is none of that name."""
        alike = self._townships.get(base_township(name), [])
        exact = [code for code in alike if self.names[code] == word(name)]
        return next(iter(exact or alike), None)

    def find(self, township, village) -> Place:
        """Return the village that these names mean."""
        key = (word(township), word(village))
        if key not in self._found:
            self._found[key] = self._find(*key)
        return self._found[key]

    def _find(self, township: str, village: str) -> Place:
        parent = self.township(township) or ""
        # 中村村 is written 中村 where 村 is left out, so a name may be a base as it stands.
        bases = dict.fromkeys((base_name(village), village))
        here = next(filter(None, (self._villages.get((parent, base)) for base in bases)), [])
        if here:
            return Place(self._best(here, village))
        elsewhere = next(filter(None, (self._anywhere.get(base) for base in bases)), [])
        if elsewhere:
            others = {self.names[code[:_TOWNSHIP_CODE]] for code in elsewhere}
            return Place(None, "elsewhere", others.pop() if len(others) == 1 else None)
        return Place(None, "unknown", self._similar(parent, village))

    def _best(self, codes: list[str], written: str) -> str:
        exact = [code for code in codes if self.names[code] == written]
        is_community = _COMMUNITY.search(written) is not None
        alike = [c for c in codes if (_COMMUNITY.search(self.names[c]) is not None) == is_community]
        return (exact or alike or codes)[0]

    def _similar(self, parent: str, village: str) -> str | None:
        bases = [base for township, base in self._villages if township == parent]
        near = get_close_matches(base_name(village), bases, n=1, cutoff=0.5)
        return f"{near[0]}村" if near else None
