"""Lists that all units of a county answer."""

from povertyapp.core.scoping import ScopedQuerySet


class CountyWideQuerySet(ScopedQuerySet):
    """Rows of a county that everybody who stands in it sees: they say what is asked, and nothing of anybody."""

    def visible_to(self, user):
        """Rows of the counties in which the user stands, or that lie under him."""
        if not user.is_active or user.is_anonymous:
            return self.none()
        return self if user.is_superuser else self.filter(area__in=user.county_codes)
