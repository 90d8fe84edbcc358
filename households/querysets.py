"""Populations of households: querysets that take a period and read as a sentence."""

from django.db.models import Q

from povertyapp.core.scoping import ScopedQuerySet


class HouseholdQuerySet(ScopedQuerySet):
    """Registered households."""

    def on_roll(self, period):
        """Households on the register on at least one day of the period, exited ones too (脱贫不脱政策)."""
        return self.filter(
            Q(left_register_on=None) | Q(left_register_on__gt=period.start), registered_on__lte=period.end
        )
