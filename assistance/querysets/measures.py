"""Measures: in force on a day, in a state, without effect."""

import datetime as dt

from assistance.choices import MeasureState
from assistance.querysets.spans import SpanQuerySet


class MeasureQuerySet(SpanQuerySet):
    """Measures of help with their time spans. What is only proposed, or was struck out, is in force on no day."""

    def confirmed(self):
        """Measures that count: not those which wait for the township, were refused by it or struck out by a check."""
        return self.filter(is_proposed=False, voided_at=None)

    def claimed_on(self, day):
        """Measures in force on that day as they were recorded, those included that a check has struck out since."""
        return super().in_force(day).filter(is_proposed=False)

    def in_force(self, day):
        """Measures in force on that day."""
        return super(MeasureQuerySet, self.confirmed()).in_force(day)

    def touching(self, start, end):
        """Measures in force on at least one day from start to end."""
        return super(MeasureQuerySet, self.confirmed()).touching(start, end)

    def in_year(self, year):
        """Measures in force on a day of that year."""
        return self.touching(dt.date(year, 1, 1), dt.date(year, 12, 31))

    def in_state(self, state, day):
        """Measures that stand so on that day, as `AssistanceMeasure.state_on` says of one."""
        if state == MeasureState.VOIDED:
            return self.filter(voided_at__isnull=False)
        if state in (MeasureState.PROPOSED, MeasureState.REFUSED):
            waits = self.filter(is_proposed=True, voided_at=None)
            refused = state == MeasureState.REFUSED
            return waits.exclude(stop_reason="") if refused else waits.filter(stop_reason="")
        if state == MeasureState.PLANNED:
            return self.confirmed().filter(from_date__gt=day)
        if state == MeasureState.IN_FORCE:
            return self.in_force(day)
        over = self.confirmed().filter(to_date__lt=day, from_date__lte=day)
        return over.filter(stop_reason="") if state == MeasureState.DONE else over.exclude(stop_reason="")
