"""Relocations by how they stand on a day, sites by what of them is done."""

from django.db.models import Case, Count, DateField, ExpressionWrapper, F, IntegerField, Q, Value, When
from django.db.models.functions import Cast

from funds.choices.relocation import FINISHED, LIVING_THERE, OVER, WITH_KEY, CaseStatus
from povertyapp.core.columns import true_or_false
from povertyapp.core.scoping import ScopedQuerySet


class RelocationQuerySet(ScopedQuerySet):
    """Relocations."""

    def standing(self):
        """Relocations that were not given up."""
        return self.exclude(status=CaseStatus.WITHDRAWN)

    def moved_in(self, day=None):
        """Relocations whose household lives in the new home, by a day: the strict count of LF-30 and LF-31."""
        rows = self.filter(status__in=LIVING_THERE)
        return rows.filter(moved_in_on__lte=day) if day else rows

    def with_key(self, day=None):
        """Relocations whose household has the key, by a day; shown beside those that moved in."""
        rows = self.filter(status__in=WITH_KEY)
        return rows.filter(keys_on__lte=day) if day else rows

    def with_pace(self, day, limits):
        """Add `step_due_on`, by when the next step is to be taken (`limits` are status → days), and `is_late`."""
        days = Case(
            *(When(status=status, then=Value(days)) for status, days in limits.items()),
            default=Value(None),
            output_field=IntegerField(null=True),
        )
        due = ExpressionWrapper(F("state_since") + Cast(days, IntegerField()), output_field=DateField())
        rows = self.annotate(step_due_on=due)
        return rows.annotate(is_late=true_or_false(Q(step_due_on__lt=day) & ~Q(status__in=OVER)))


class RelocationSiteQuerySet(ScopedQuerySet):
    """Sites."""

    def with_cases(self):
        """Add how many households were given to the site, have the key, and live there."""
        standing = ~Q(cases__status=CaseStatus.WITHDRAWN)
        return self.annotate(
            given=Count("cases", filter=standing & Q(cases__isnull=False)),
            keyed=Count("cases", filter=Q(cases__status__in=WITH_KEY)),
            living=Count("cases", filter=Q(cases__status__in=LIVING_THERE)),
        )

    def late(self, day):
        """Sites that were to be built by a day and are not, or that a reason of delay is written for."""
        return self.exclude(state__in=FINISHED).filter(Q(due_on__lt=day) | ~Q(delay_reason=""))
