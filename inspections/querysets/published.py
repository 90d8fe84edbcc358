"""Lists of published percentages."""

from django.db.models import Case, CharField, DecimalField, ExpressionWrapper, F, Func, Value, When
from django.db.models.lookups import Exact

from povertyapp.core.scoping import ScopedQuerySet


class PublishedQuerySet(ScopedQuerySet):
    """Percentages that units published."""

    def judged(self):
        """Add `exact`, the quotient in percent, and `verdict`: rounded, truncated or mismatch (rulebook A0)."""
        exact = F("numerator") * Value(100, _EXACT) / F("denominator")
        return self.annotate(exact=ExpressionWrapper(exact, _EXACT)).annotate(
            verdict=Case(
                When(Exact(_cut("ROUND"), F("percent")), then=Value("rounded")),
                When(Exact(_cut("TRUNC"), F("percent")), then=Value("truncated")),
                default=Value("mismatch"),
                output_field=CharField(),
            )
        )


_EXACT = DecimalField(max_digits=30, decimal_places=12)


def _cut(function):
    """Return the exact percentage with as many places as were published, by ROUND (half up) or TRUNC."""
    return Func(F("exact"), F("places"), function=function, output_field=_EXACT)
