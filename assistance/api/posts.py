"""People on posts as on the pages."""

import django_filters
from django.utils.translation import gettext_lazy as _
from rest_framework import mixins, serializers

from assistance.models import Post
from povertyapp.core.api import HouseViewSet
from povertyapp.core.filters import HouseFilter


class PostFilter(HouseFilter):
    """Posts by kind, place, and the day on which they were held."""

    on = django_filters.DateFilter(method="held_on", label=_("在岗日期"))

    class Meta:
        model = Post
        fields = ("kind", "area", "on")

    def held_on(self, rows, name, value):
        return rows.in_force(value)


class PostSerializer(serializers.ModelSerializer):
    """A person on a post from a day to a day. Telephones are not handed out."""

    area_code = serializers.CharField(source="area_id")
    official_code = serializers.CharField(source="official.code")
    name = serializers.CharField(source="official.name")
    unit = serializers.CharField(source="official.unit.name", default="")
    kind_label = serializers.CharField(source="get_kind_display")

    class Meta:
        model = Post
        fields = (
            "id",
            "area_code",
            "kind",
            "kind_label",
            "is_head",
            "official_code",
            "name",
            "unit",
            "from_date",
            "to_date",
        )
        read_only_fields = fields


class PostViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, HouseViewSet):
    """People on posts that the user may see."""

    model = Post
    serializer_class = PostSerializer
    filterset_class = PostFilter
    verbs = {"list": "assistance.view_visit", "retrieve": "assistance.view_visit"}

    def get_queryset(self):
        return super().get_queryset().select_related("official__unit").order_by("area_id", "from_date", "pk")
