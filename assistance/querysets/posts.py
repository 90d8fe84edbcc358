"""Posts, days on post, and villages given to units."""

from django.db.models import Case, ExpressionWrapper, F, IntegerField, Q, Value, When

from assistance.choices.posts import RESIDENT, PostKind
from assistance.querysets.spans import DaysInPeriod, SpanQuerySet, late
from povertyapp.core.columns import true_or_false
from povertyapp.core.scoping import ScopedQuerySet

# The order in which a list of people names them.
RANKS = {kind: rank for rank, kind in enumerate(PostKind)}


class PostQuerySet(SpanQuerySet):
    """Posts with their time spans."""

    def of_kind(self, *kinds):
        return self.filter(kind__in=kinds)

    def resident(self):
        """Posts whose holders live in the village and whose days are counted."""
        return self.filter(kind__in=RESIDENT)

    def owing_days(self, period, value):
        """Residents of a month with `held`, the days they were on post, and `owed`, the days they had to be there.

        A whole month owes `post.min_days`, a part of it as much less, rounded down; fewer than
        `visit.min_days_assigned` days owe nothing (rulebook D2).
        """
        held = DaysInPeriod(F("from_date"), F("to_date"), Value(period.start), Value(period.end))
        share = ExpressionWrapper(
            Value(value("post.min_days")) * F("held") / Value(period.days), IntegerField()
        )
        owed = Case(
            When(held__lt=value("visit.min_days_assigned"), then=Value(0)),
            default=share,
            output_field=IntegerField(),
        )
        return self.resident().touching(period.start, period.end).annotate(held=held).annotate(owed=owed)

    def in_order(self):
        """Village by village, the leading posts first, the newest holder first."""
        rank = Case(*(When(kind=kind, then=Value(rank)) for kind, rank in RANKS.items()))
        return self.order_by("area_id", rank, "-is_head", "-from_date", "pk")


class AttendanceQuerySet(ScopedQuerySet):
    """Days on post by person and month."""

    def newest(self):
        """What is recorded now; what was corrected since is left out."""
        return self.filter(superseded_at=None)

    def entered_by(self, moment):
        """What had been entered by that moment and was not corrected before it."""
        standing = Q(superseded_at=None) | Q(superseded_at__gte=moment)
        return self.filter(standing, recorded_at__lt=moment)

    def with_lateness(self):
        """Annotate `is_late`: recorded at or after the cut-off of its month."""
        return self.annotate(is_late=true_or_false(late("month")))


class TaskQuerySet(ScopedQuerySet):
    """Villages given to units."""

    def in_force(self, day):
        """Tasks that were given by that day and had not ended before it."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=day), assigned_on__lte=day)

    def claimed_by(self, day):
        """Those that the unit had taken over by that day."""
        return self.filter(claimed_on__lte=day)
