"""Notices, by what they are about and by how they stand."""

from django.db.models import Count, DateField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import Coalesce, Least

from povertyapp.core.scoping import ScopedQuerySet

FULL_ON = ExpressionWrapper(F("posted_on") + F("days"), output_field=DateField())
"""The day on which a notice has hung for as long as it was to."""


class NoticeQuerySet(ScopedQuerySet):
    """Notices."""

    def about(self, kind, code):
        """Those about one thing: as a whole, or in one of their lines."""
        lines = self.model._meta.get_field("lines").related_model._base_manager
        named = lines.filter(notice=OuterRef("pk"), subject_kind=kind, subject_code=code)
        return self.filter(Q(subject_kind=kind, subject_code=code) | Q(Exists(named)))

    def with_standing(self, on):
        """Add to each the day on which it is full, the days that it had hung by a day, its pictures and the
        objections without an answer."""
        return self.annotate(
            full_on=FULL_ON,
            hung_until=Least(Coalesce("taken_down_on", on), on),
            photo_count=Count("photos", distinct=True),
            objection_count=Count("objections", distinct=True),
            open_count=Count("objections", filter=Q(objections__answered_on=None), distinct=True),
        )

    def hanging(self, on):
        """Those that hang on a day."""
        return self.filter(Q(taken_down_on=None) | Q(taken_down_on__gt=on), posted_on__lte=on)
