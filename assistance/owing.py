"""What helpers owe today: asked for one of them by his 待办, for all of a county by the daily digest; one question."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from assistance.models import HelperAssignment, Visit
from assistance.standing import CONTACT, VISIT
from povertyapp.core import clock
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES
from povertyapp.core.verdicts import Asked, missed_by


@dataclass(frozen=True)
class Owed:
    """So many households of a helper that still wait for a duty of a period, and by when; with `entered_until` the
    period is over, and only what was done can still be entered, up to that day."""

    helper_id: int
    code: str
    period: Period
    count: int
    due_on: dt.date
    entered_until: dt.date | None = None


def owed_visits(county, today, helper=None, codes=(VISIT, CONTACT)) -> Iterator[Owed]:
    """Yield what the helpers of a county (or one of them) owe: the visits of this month, the contacts of this
    quarter, and until entry ends those of last month, for the households still in their charge."""
    value = Parameters(county, today)
    month = Period.of(today)
    quarter = month.shift(-month.month % 3)
    asked = [(VISIT, month, None), (CONTACT, quarter, None)]
    last = month.previous
    until = _last_day_of_entry(last, county)
    if today <= until:
        asked.append((VISIT, last, until))
        if last.closes_quarter:
            asked.append((CONTACT, last, until))
    asked = [one for one in asked if one[0] in codes]
    missed = missed_by(
        [_asked(code, period, today, helper) for code, period, _until in asked], county, "helper_id"
    )
    for (code, period, entered_until), counts in zip(asked, missed, strict=True):
        due = period.end if entered_until else deadline(period, today, value)
        for helper_id, count in counts.items():
            yield Owed(helper_id, code, period, count, due, entered_until)


def _last_day_of_entry(period, county):
    ends = period.entry_ends(Parameters(county, period.start)).astimezone(clock.COUNTY_TIME)
    return ends.date() - dt.timedelta(days=1)


def deadline(period, today, value):
    """Return by when a duty is asked for: `visit.remind_day` of its last month, and after it the end of the month."""
    reminded = period.start.replace(day=min(int(value("visit.remind_day")), period.days))
    return reminded if today <= reminded else period.end


def _asked(code, period, today, helper):
    narrow, of_households = Q(until__gte=min(today, period.end)), Q()
    if helper:
        mine = HelperAssignment.objects.primary().filter(helper=helper).touching(period.start, period.end)
        narrow &= Q(helper_id=helper.pk)
        of_households = Q(household__in=mine.values("household"))
    return Asked(RULES[code], period, narrow, of_households)


def promises_near(today, value):
    """Return the open promises that come due within `promise.remind_days` or are past their day, since last month."""
    month = Period.of(today)
    near = today + dt.timedelta(days=int(value("promise.remind_days")))
    return (
        Visit.objects.filter(next_promise_on__range=(month.shift(-1).start, near))
        .filter(household__left_register_on=None, happened_on__gte=month.shift(-3).start)
        .open_promises()
    )
