"""The API of assistance: a visit is posted once for ever; the lists of the pages as JSON; what phones need."""

from assistance.api.devices import DeviceViewSet
from assistance.api.helpers import HelperViewSet
from assistance.api.pack import PackView
from assistance.api.photos import PhotoViewSet
from assistance.api.posts import PostViewSet
from assistance.api.visits import VisitSubmission, VisitViewSet

__all__ = [
    "DeviceViewSet",
    "HelperViewSet",
    "PackView",
    "PhotoViewSet",
    "PostViewSet",
    "VisitSubmission",
    "VisitViewSet",
]
