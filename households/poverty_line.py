"""The lines against which income is held, by region and year (B9, B10): the nearest region's wins."""

import datetime as dt
from decimal import Decimal

from povertyapp.core.parameters import Parameters, spells


def poverty_line(area_code: str, year: int) -> Decimal:
    """Return the poverty line of a place and year in yuan per head."""
    return Parameters(area_code, dt.date(year, 12, 31)).number("poverty.line")


def poverty_lines(area_code: str, last_year: int) -> list[tuple[int, int, Decimal]]:
    """Return the poverty lines of a place up to a year as (from year, to year, yuan per head); one query."""
    rows = spells(area_code, "poverty.line")
    found: list[tuple[int, int, Decimal]] = []
    for year in range(min((since.year for _value, since, _until in rows), default=last_year), last_year + 1):
        day = dt.date(year, 12, 31)
        in_force = [value for value, since, until in rows if since <= day and (until or day) >= day]
        if not in_force:
            continue
        line = Decimal(str(in_force[-1]))
        begun = found.pop()[0] if found and found[-1][1:] == (year - 1, line) else year
        found.append((begun, year, line))
    return found


def monitoring_line(area_code: str, year: int) -> Decimal | None:
    """Return the line below which a household is watched since 2020, or None before there was one."""
    value = Parameters(area_code, dt.date(year, 12, 31))
    return value.number("monitoring.line") if "monitoring.line" in value.values else None
