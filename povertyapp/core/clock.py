"""Today and now, in the county's time. Everything that needs a date takes it from here or is given one."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import timezone

COUNTY_TIME = ZoneInfo("Asia/Shanghai")


def now() -> dt.datetime:
    """Return this moment, aware, in Asia/Shanghai."""
    return timezone.now().astimezone(COUNTY_TIME)


def today() -> dt.date:
    """Return today's date in Asia/Shanghai."""
    return now().date()


def day_of(moment: dt.datetime) -> dt.date:
    """Return the day of an aware moment in Asia/Shanghai, in whatever zone it was read."""
    return moment.astimezone(COUNTY_TIME).date()


def moment(day: dt.date, hour: int = 0, minute: int = 0) -> dt.datetime:
    """Return that local day and hour as an aware moment."""
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=COUNTY_TIME)
