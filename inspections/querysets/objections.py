"""Objections to the account."""

from inspections.choices.objections import OPEN_OBJECTIONS
from povertyapp.core.scoping import ScopedQuerySet


class ObjectionQuerySet(ScopedQuerySet):
    """Objections of parties to their months."""

    def open(self):
        """Objections that nobody has answered yet."""
        return self.filter(status__in=OPEN_OBJECTIONS)

    def of_month(self, county, month):
        """Objections to any version of a county's month."""
        return self.filter(account__area=county, month=month)
