"""Visits: at home, in time or late, with promises that are still open."""

from django.db.models import Exists, OuterRef, Prefetch, Q

from assistance.choices import Channel, Promise
from assistance.querysets.entered import EnteredQuerySet
from povertyapp.core.columns import true_or_false


class VisitQuerySet(EnteredQuerySet):
    """Visits and contacts."""

    def at_home(self):
        return self.filter(channel=Channel.HOME)

    def with_homes_named(self):
        """Let each know the number and the name of its household, read for a page of them."""
        homes = self.model._meta.get_field("household").related_model
        return self.prefetch_related(
            Prefetch("household", homes._base_manager.only("household_no", "head_name"))
        )

    def with_voided(self):
        """Annotate `is_voided`: a check struck the visit out."""
        return self.annotate(is_voided=true_or_false(Q(voided_at__isnull=False)))

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
