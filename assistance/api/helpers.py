"""Helpers as on the pages."""

from rest_framework import mixins, serializers

from assistance.filters import HelperFilter
from assistance.models import Helper
from povertyapp.core import clock
from povertyapp.core.api import HouseViewSet


class HelperSerializer(serializers.ModelSerializer):
    """A helper with the households in his care today, of those that the user may see."""

    unit = serializers.CharField(source="unit.name")
    area_code = serializers.CharField(source="area_id")
    caseload = serializers.IntegerField()

    class Meta:
        model = Helper
        fields = ("code", "name", "unit", "post", "area_code", "caseload")
        read_only_fields = fields


class HelperViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, HouseViewSet):
    """Helpers that the user may see."""

    model = Helper
    serializer_class = HelperSerializer
    filterset_class = HelperFilter
    lookup_field = "code"
    verbs = {"list": "assistance.view_visit", "retrieve": "assistance.view_visit"}

    def get_queryset(self):
        rows = super().get_queryset().with_caseload(self.request.user, clock.today())
        return rows.select_related("unit").order_by("area_id", "code")
