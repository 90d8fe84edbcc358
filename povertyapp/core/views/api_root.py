"""`/api/v1/`: what the API offers, as far as it is served here."""

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView

from povertyapp.core.context import reverse_or_none

# What the root names → the URL name that serves it.
ENDPOINTS = {
    "households": "households:household-list",
    "visits": "assistance:api-visit-list",
    "helpers": "assistance:api-helper-list",
    "pack": "assistance:m_pack",
    "schema": "schema",
}


@extend_schema(exclude=True)
class ApiRoot(APIView):
    """List the endpoints with their addresses."""

    permission_classes = [IsAuthenticated]

    def get(self, request):
        found = {name: reverse_or_none(url_name) for name, url_name in ENDPOINTS.items()}
        return Response({name: request.build_absolute_uri(url) for name, url in found.items() if url})
