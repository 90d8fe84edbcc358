"""Lists of meetings, circulars and what meetings decided."""

from django.db.models import Q

from inspections.choices import CircularState, DecisionState
from povertyapp.core.scoping import ScopedQuerySet


class RecordedQuerySet(ScopedQuerySet):
    """Rows that say when they were entered."""

    def entered_by(self, moment):
        """Those that had been entered at that moment: what comes later counts for no closed month."""
        return self.filter(recorded_at__lte=moment)


class DecisionQuerySet(ScopedQuerySet):
    """What meetings decided."""

    def open(self):
        return self.filter(state=DecisionState.OPEN)

    def of_parties(self, month, parties):
        """Those about the account of a month of some parties, given as (level, code)."""
        wanted = Q(pk__in=[])
        for level, code in parties:
            wanted |= Q(level=level, code=code)
        return self.filter(wanted, month=str(month))


class CircularQuerySet(RecordedQuerySet):
    """Monthly circulars."""

    def issued(self):
        return self.filter(state=CircularState.ISSUED)

    def drafts(self):
        return self.filter(state=CircularState.DRAFT)
