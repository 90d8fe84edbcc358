"""All doors of povertyapp. Each app lists its own paths in full."""

from django.urls import include, path

urlpatterns = [
    path("", include("povertyapp.core.urls")),
]
