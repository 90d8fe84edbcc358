"""Visits: at home, in time or late, with promises that are still open."""

from django.db.models import DateTimeField, Exists, Func, OuterRef, Prefetch, Q

from assistance.choices import Channel, Promise
from assistance.querysets.entered import EnteredQuerySet
from povertyapp.core import clock
from povertyapp.core.columns import true_or_false


class MonthsEnd(Func):
    """The first moment after the month of a day, as the index `visit_entered_after_its_month` says it."""

    template = "((date_trunc('month', (%(expressions)s)::timestamp) + interval '1 month') AT TIME ZONE 'Asia/Shanghai')"
    output_field = DateTimeField()


class VisitQuerySet(EnteredQuerySet):
    """Visits and contacts."""

    def entered_since(self, moment, period):
        """Those of a month that were entered from a moment on; the few after the month's end are found in an index."""
        rows = self.happened(period.start, period.end).filter(recorded_at__gte=moment)
        if moment < clock.moment(period.next.start):
            return rows
        return rows.filter(recorded_at__gte=MonthsEnd("happened_on"))

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
