"""Compare names of villages, townships and units as offices write them: full, short, or shorter."""

import re

from .workbooks.cells import word

# Longest first; the last are misspellings that the official list itself carries.
_VILLAGE_ENDINGS = re.compile(
    r"(?:社区居民委员会|社区居委会|社区村民委员会|村村民委员会|村居民委员会|居民委员会|村民委员会"
    r"|村村委会|村委会会|村民委会|村委员会|村委会|居委会|村民委|社区|村)$"
)
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
