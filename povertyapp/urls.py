"""All doors of povertyapp. Each app lists its own paths in full."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

urlpatterns = [
    path("", include("povertyapp.core.urls")),
    # The top floor first: its pages under /households/ stand beside those of single households.
    path("", include("inspections.urls")),
    path("", include("funds.urls")),
    path("", include("households.urls")),
    path("", include("assistance.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerView.as_view(), name="docs"),
]
