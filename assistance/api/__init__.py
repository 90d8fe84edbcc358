"""The API of assistance: a visit is posted once for ever; the lists of the pages as JSON."""

from assistance.api.helpers import HelperViewSet
from assistance.api.visits import VisitSubmission, VisitViewSet

__all__ = ["HelperViewSet", "VisitSubmission", "VisitViewSet"]
