"""Populations of enterprises, benefit links and the villages that have them."""

from django.db.models import Q

from assistance.choices import EnterpriseKind
from povertyapp.core.scoping import ScopedQuerySet


class StandingQuerySet(ScopedQuerySet):
    """What was founded on a day and may have ended."""

    def standing(self, day):
        """Those that are there on that day."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), founded_on__lte=day)


class EnterpriseQuerySet(StandingQuerySet):
    """Cooperatives and enterprises."""

    def cooperatives(self):
        return self.filter(kind=EnterpriseKind.COOPERATIVE)


class LinkQuerySet(ScopedQuerySet):
    """Benefit links with their time spans."""

    def in_force(self, day):
        """Links in force on that day, contracts or not."""
        return self.filter(Q(to_date=None) | Q(to_date__gte=day), from_date__lte=day)

    def contracts(self):
        """Links that were signed."""
        return self.filter(signed_on__isnull=False)

    def of_registered(self, day):
        """Links of households that are on the register on that day."""
        gone = Q(household__left_register_on__lte=day)
        return self.exclude(gone).filter(household__registered_on__lte=day)
