"""The lines against which income is held, by region and year (B9, B10): the nearest region's wins."""

import datetime as dt
from decimal import Decimal

from povertyapp.core.parameters import Parameters


def poverty_line(area_code: str, year: int) -> Decimal:
    """Return the poverty line of a place and year in yuan per head."""
    return Parameters(area_code, dt.date(year, 12, 31)).number("poverty.line")


def monitoring_line(area_code: str, year: int) -> Decimal | None:
    """Return the line below which a household is watched since 2020, or None before there was one."""
    value = Parameters(area_code, dt.date(year, 12, 31))
    return value.number("monitoring.line") if "monitoring.line" in value.rows else None
