"""Contact cards."""

from django.apps import apps
from django.db.models import Exists, OuterRef

from povertyapp.core.scoping import ScopedQuerySet


class CardQuerySet(ScopedQuerySet):
    """Contact cards that were posted."""

    def current(self, day):
        """Cards posted by that day that name the household's primary helper of that day."""
        assignments = apps.get_model("assistance", "HelperAssignment").objects
        in_charge = assignments.primary().in_force(day)
        same = in_charge.filter(household=OuterRef("household"), helper=OuterRef("helper"))
        return self.filter(Exists(same), posted_on__lte=day)
