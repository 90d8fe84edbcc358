"""The days of a month's calendar (rulebook D5), by the parameters of the county in that month."""

import datetime as dt
from dataclasses import dataclass

from povertyapp.core.parameters import Parameters


@dataclass(frozen=True)
class Days:
    """When what is due: of the month itself the first three, of the next one the others."""

    opens: dt.date
    notice: dt.date
    delivery_ends: dt.date
    entry_ends: dt.datetime
    draft: dt.date
    objections_end: dt.date
    answers_end: dt.date
    close: dt.date
    circular: dt.date
    accountability: dt.date


def days_of(county_code, period):
    """Return the days of a county's month."""
    value = Parameters(county_code, period.start)

    def next_month(name):
        return period.next.start + dt.timedelta(days=int(value(name)) - 1)

    return Days(
        opens=period.start,
        notice=period.start + dt.timedelta(days=int(value("account.notice_day")) - 1),
        delivery_ends=period.end,
        entry_ends=period.entry_ends(value),
        draft=next_month("account.draft_day"),
        objections_end=next_month("objection.until_day"),
        answers_end=next_month("objection.answer_day"),
        close=next_month("account.close_day"),
        circular=next_month("account.circular_day"),
        accountability=next_month("account.accountability_day"),
    )
