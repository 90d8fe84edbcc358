"""Visits: of a month, at home, in time or late."""

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, Value, When

from assistance.choices import Channel, Promise
from assistance.querysets.spans import EntryCutoff, cutoff_day
from povertyapp.core.scoping import ScopedQuerySet


class VisitQuerySet(ScopedQuerySet):
    """Visits and contacts."""

    def happened(self, start, end):
        return self.filter(happened_on__gte=start, happened_on__lte=end)

    def at_home(self):
        return self.filter(channel=Channel.HOME)

    def entered_by(self, moment):
        """Those recorded before that moment; later ones are late (rulebook D2)."""
        return self.filter(recorded_at__lt=moment)

    def late(self):
        """Those recorded at or after the cut-off of the month in which they happened: the one definition."""
        return self.filter(recorded_at__gte=EntryCutoff(F("happened_on"), cutoff_day()))

    def open_promises(self):
        """Those whose promise is still open: no later visit says that it was kept, or made a new one."""
        same_day = Q(happened_on=OuterRef("happened_on"), pk__gt=OuterRef("pk"))
        later = self.model._base_manager.filter(
            Q(happened_on__gt=OuterRef("happened_on")) | same_day,
            household=OuterRef("household"),
            voided_at=None,
        )
        settled = later.filter(~Q(next_promise="") | Q(last_promise=Promise.DONE))
        return self.filter(~Exists(settled), voided_at=None).exclude(next_promise="")

    def with_lateness(self):
        """Annotate `is_late`, by the definition of `late()`."""
        late = Q(recorded_at__gte=EntryCutoff(F("happened_on"), cutoff_day()))
        return self.annotate(
            is_late=Case(When(late, then=Value(True)), default=Value(False), output_field=BooleanField())
        )
