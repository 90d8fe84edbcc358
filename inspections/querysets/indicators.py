"""Lists of indicators, of their paths and of what their owners reported."""

from django.apps import apps
from django.db.models import Case, DecimalField, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from inspections.choices import Direction
from povertyapp.core.columns import true_or_false
from povertyapp.core.scoping import ScopedQuerySet

HUNDRED = Value(100, output_field=DecimalField())


class IndicatorQuerySet(ScopedQuerySet):
    """Indicators of a county."""

    def in_force(self, day):
        """Indicators that are kept on a day."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=day))


class TargetQuerySet(ScopedQuerySet):
    """Points of paths."""

    def of_month(self, period):
        """What is asked in a month of the indicators that are kept at its end."""
        return self.filter(
            Q(indicator__ended_on=None) | Q(indicator__ended_on__gte=period.end), month=str(period)
        )


class ValueQuerySet(ScopedQuerySet):
    """What owners reported. A later report of a month takes the place of an earlier one, which stays."""

    def known_at(self, moment):
        """The report of each indicator and month that stood at that moment."""
        known = self.model._base_manager.filter(
            indicator=OuterRef("indicator"), month=OuterRef("month"), recorded_at__lte=moment
        )
        return self.filter(
            ~Exists(known.filter(recorded_at__gt=OuterRef("recorded_at"))), recorded_at__lte=moment
        )

    def newest(self):
        """The newest report of each indicator and month, however late."""
        later = self.model._base_manager.filter(
            indicator=OuterRef("indicator"), month=OuterRef("month"), recorded_at__gt=OuterRef("recorded_at")
        )
        return self.filter(~Exists(later))

    def with_path(self):
        """Add `target`, what the path asks in that month (None: nothing), and `is_reached`: the value is at or above
        it, at or below it where less is better (HA-U2). A share is compared exactly, by cross-multiplying."""
        targets = apps.get_model("inspections.IndicatorTarget")._base_manager.filter(
            indicator=OuterRef("indicator"), month=OuterRef("month")
        )
        whole = Coalesce(F("denominator"), Value(1, output_field=DecimalField()))
        given = Case(
            When(denominator__isnull=False, then=F("numerator") * HUNDRED),
            default=F("numerator"),
            output_field=DecimalField(),
        )
        rows = self.annotate(target=Subquery(targets.values("target")[:1])).annotate(
            given=given, asked=F("target") * whole
        )
        higher = Q(indicator__direction=Direction.HIGHER, given__gte=F("asked"))
        lower = Q(indicator__direction=Direction.LOWER, given__lte=F("asked"))
        return rows.annotate(is_reached=true_or_false(higher | lower))
