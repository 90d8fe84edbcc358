"""By when a check is recorded and a round reported (C6); late is said, never refused."""

import datetime as dt

from inspections.choices import CheckState, RoundState


def due_at(check, value):
    """Return by when the next step of a check is due, or None: recorded so many hours after it began on site."""
    if check.voided_at is not None or check.state != CheckState.ON_SITE:
        return None
    return check.started_at + dt.timedelta(hours=value("check.record_hours"))


def report_due_on(round, last_recorded_at, value):
    """Return the day by which a round is to be reported, or None while nothing was recorded or once it is."""
    if round.state != RoundState.OPEN or last_recorded_at is None:
        return None
    return (last_recorded_at + dt.timedelta(days=value("check.report_days"))).date()
