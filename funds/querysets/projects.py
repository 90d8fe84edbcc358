"""Populations of projects and what hangs on them."""

from funds.choices.projects import IN_LIBRARY, OVER, STANDING_CLAIMS, Stage
from povertyapp.core.scoping import ScopedQuerySet


class ProjectQuerySet(ScopedQuerySet):
    """Projects, as they stand."""

    def running(self):
        """Projects on which somebody has still to act."""
        return self.exclude(stage__in=OVER)

    def in_stage(self, *stages):
        return self.filter(stage__in=stages)

    def in_library(self):
        """Projects that wait in the library for an approval."""
        return self.filter(stage=Stage.IN_LIBRARY)


class BenefitQuerySet(ScopedQuerySet):
    """What projects bring to households."""

    def counted(self):
        """Benefits of projects that are in the library or beyond."""
        return self.filter(project__stage__in=IN_LIBRARY)


class ClaimQuerySet(ScopedQuerySet):
    """Claims of townships."""

    def standing(self):
        """Claims that count against what may still be claimed."""
        return self.filter(state__in=STANDING_CLAIMS)
