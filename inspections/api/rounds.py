"""Rounds and draws for other programs, to be read and drawn again; before the circular they exist for no one else."""

from django.http import Http404
from rest_framework import mixins, serializers

from inspections.filters.checks import DrawFilter, RoundFilter
from inspections.models import CheckRound, PopulationUnit, SampleDraw, SampleUnit
from povertyapp.core.api import HouseViewSet

VIEW = "inspections.view_check"


class RoundSerializer(serializers.ModelSerializer):
    class Meta:
        model = CheckRound
        fields = (
            "id", "area", "month", "name", "kind", "groups", "villages_per_group", "registered_per_village",
            "other_per_village", "state", "reported_at", "published_at", "circular_no",
        )  # fmt: skip


class DrawSerializer(serializers.ModelSerializer):
    number = serializers.CharField(read_only=True)

    class Meta:
        model = SampleDraw
        fields = (
            "id", "number", "area", "round", "purpose", "kind", "conditions", "words", "population_size",
            "fingerprint", "frozen_at", "method", "algorithm", "size", "spare", "seed", "seed_kind", "seed_note",
            "drawn_at", "redraw_of", "reason", "published_at",
        )  # fmt: skip


class UnitSerializer(serializers.ModelSerializer):
    state = serializers.CharField(source="site_check.state", default="", read_only=True)
    is_unannounced = serializers.BooleanField(
        source="site_check.is_unannounced", default=None, read_only=True
    )

    class Meta:
        model = SampleUnit
        fields = (
            "order", "kind", "code", "area", "stratum", "weight", "is_spare", "use", "reason", "state",
            "is_unannounced",
        )  # fmt: skip


class PopulationSerializer(serializers.ModelSerializer):
    class Meta:
        model = PopulationUnit
        fields = ("code", "area", "stratum", "weight")


class RoundViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, HouseViewSet):
    """Rounds of checks, the newest first."""

    model = CheckRound
    verbs = {"list": VIEW, "retrieve": VIEW}
    lookup_url_kwarg = "round"
    serializer_class = RoundSerializer
    filterset_class = RoundFilter

    def get_queryset(self):
        return super().get_queryset().order_by("-month", "area_id", "name")


class DrawViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, HouseViewSet):
    """Draws with their seed: with the population and `inspections.sampling` anybody finds the same sample."""

    model = SampleDraw
    verbs = {"list": VIEW, "retrieve": VIEW}
    serializer_class = DrawSerializer
    filterset_class = DrawFilter

    def get_queryset(self):
        return super().get_queryset().order_by("-pk")


class _OfDraw(mixins.ListModelMixin, HouseViewSet):
    """What belongs to one draw. A named inspector who does not see the draw yet is not told of what is sealed."""

    verbs = {"list": VIEW}
    order = "code"

    def get_queryset(self):
        rows = super().get_queryset().order_by(self.order)
        if getattr(self, "swagger_fake_view", False):
            return rows.none()
        draw = self.rows_of(SampleDraw).filter(pk=self.kwargs["pk"]).first()
        if draw is None:
            raise Http404
        return rows.filter(draw=draw)


class DrawUnitViewSet(_OfDraw):
    """The sample of a draw with its spare units, in the order in which they were drawn."""

    model = SampleUnit
    order = "order"
    serializer_class = UnitSerializer

    def get_queryset(self):
        return super().get_queryset().select_related("site_check")


class DrawPopulationViewSet(_OfDraw):
    """The frozen population of a draw in the order of codes, as far as the user may see it."""

    model = PopulationUnit
    serializer_class = PopulationSerializer
