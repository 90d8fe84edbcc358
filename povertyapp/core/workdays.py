"""Working days: weekends and holidays are passed over, working days moved to a weekend are not."""

import datetime as dt

DAY = dt.timedelta(days=1)
FRIDAY = 4


def is_workday(day, value):
    """Say whether offices work on a day, by `calendar.holidays` and `calendar.workdays` of the parameters."""
    text = day.isoformat()
    if text in value("calendar.workdays"):
        return True
    return day.weekday() <= FRIDAY and text not in value("calendar.holidays")


def workday_after(day, count, value):
    """Return the so-many-th working day after a day, that day not counted; the day itself for none."""
    left = int(count)
    while left > 0:
        day += DAY
        left -= is_workday(day, value)
    return day


def unlisted_years(days, value):
    """Return the years of these days whose holidays nobody has entered: there only weekends are passed over."""
    listed = {text[:4] for text in value("calendar.holidays")}
    return sorted({day.year for day in days if day is not None and str(day.year) not in listed})
