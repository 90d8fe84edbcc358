"""What happened on a day and was entered at a moment: in time or late."""

from django.db.models import BooleanField, Case, F, Q, Value, When

from assistance.querysets.spans import EntryCutoff, cutoff_day
from povertyapp.core.scoping import ScopedQuerySet


class EnteredQuerySet(ScopedQuerySet):
    """Rows with a day `happened_on` and a moment `recorded_at`."""

    def happened(self, start, end):
        return self.filter(happened_on__gte=start, happened_on__lte=end)

    def entered_by(self, moment):
        """Those recorded before that moment; later ones are late (rulebook D2)."""
        return self.filter(recorded_at__lt=moment)

    def late(self):
        """Those recorded at or after the cut-off of the month in which they happened: the one definition."""
        return self.filter(recorded_at__gte=EntryCutoff(F("happened_on"), cutoff_day()))

    def with_lateness(self):
        """Annotate `is_late`, by the definition of `late()`."""
        late = Q(recorded_at__gte=EntryCutoff(F("happened_on"), cutoff_day()))
        return self.annotate(
            is_late=Case(When(late, then=Value(True)), default=Value(False), output_field=BooleanField())
        )
