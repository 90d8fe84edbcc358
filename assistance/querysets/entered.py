"""What happened on a day and was entered at a moment: in time or late."""

from assistance.querysets.spans import late
from povertyapp.core.columns import true_or_false
from povertyapp.core.scoping import ScopedQuerySet


class EnteredQuerySet(ScopedQuerySet):
    """Rows with a day `happened_on` and a moment `recorded_at`."""

    def happened(self, start, end):
        return self.filter(happened_on__gte=start, happened_on__lte=end)

    def entered_by(self, moment):
        """Those recorded before that moment; later ones are late (rulebook D2)."""
        return self.filter(recorded_at__lt=moment)

    def late(self):
        """Those recorded at or after the cut-off of the month in which they happened."""
        return self.filter(late("happened_on"))

    def with_lateness(self):
        """Annotate `is_late`, by the definition of `late()`."""
        return self.annotate(is_late=true_or_false(late("happened_on")))
