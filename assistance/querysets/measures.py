"""Measures of help in force."""

from django.db.models import Q

from povertyapp.core.scoping import ScopedQuerySet


class MeasureQuerySet(ScopedQuerySet):
    """Measures of help with their time spans."""

    def in_force(self, day):
        """Measures in force on that day."""
        return self.filter(Q(to_date=None) | Q(to_date__gte=day), from_date__lte=day)

    def touching(self, start, end):
        """Measures in force on at least one day from start to end."""
        return self.filter(Q(to_date=None) | Q(to_date__gte=start), from_date__lte=end)
