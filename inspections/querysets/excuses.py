"""Excuses from the account (rulebook D2)."""

from django.db.models import Q

from inspections.choices.objections import ExcuseStatus
from povertyapp.core.scoping import ScopedQuerySet


class ExcuseQuerySet(ScopedQuerySet):
    """Excuses of helpers, villages, townships and units."""

    def holding(self, county, period, cutoff_at):
        """Excuses that a month of a county takes: approved before its cut-off, their days touch the month."""
        return self.in_area(county).filter(
            Q(to_date__gte=period.start) | Q(to_date=None),
            from_date__lte=period.end,
            status=ExcuseStatus.APPROVED,
            decided_at__lt=cutoff_at,
        )
