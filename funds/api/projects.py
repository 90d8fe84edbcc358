"""Projects by the API, to be read: the list as on the page, and who gains."""

from rest_framework import mixins, serializers

from funds.api.money import yuan
from funds.filters.projects import BenefitFilter, ProjectFilter
from funds.models import Benefit, Project
from povertyapp.core.api import HouseViewSet
from povertyapp.core.parameters import value_of_reader

VIEW = "funds.view_project"


class ProjectSerializer(serializers.ModelSerializer):
    """A project, where it stands, since when and how long it may stand there; amounts in yuan."""

    area_code = serializers.CharField(source="area_id")
    unit = serializers.CharField(source="unit.name", default=None, allow_null=True)
    limit_on = serializers.DateField(allow_null=True)
    households = serializers.IntegerField()

    class Meta:
        model = Project
        fields = (
            "number", "name", "area_code", "year", "kind", "nature", "uses", "budget", "approved_amount", "stage",
            "stage_since", "limit_on", "responsible_unit", "unit", "households", "in_library_on", "approved_on",
            "started_on", "completed_on", "accepted_on",
        )  # fmt: skip
        read_only_fields = fields


class BenefitSerializer(serializers.ModelSerializer):
    """What a project brings to a household: planned, and received in the end; amounts in yuan."""

    project = serializers.CharField(source="project.number")
    household_no = serializers.CharField(source="household.household_no")
    area_code = serializers.CharField(source="area_id")
    amount = yuan()
    got_amount = yuan(allow_null=True)

    class Meta:
        model = Benefit
        fields = ("id", "project", "household_no", "area_code", "what", "amount", "got_on", "got_amount")
        read_only_fields = fields


class ProjectViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, HouseViewSet):
    """Projects that the user may see."""

    model = Project
    serializer_class = ProjectSerializer
    filterset_class = ProjectFilter
    lookup_field = "number"
    lookup_url_kwarg = "no"
    lookup_value_regex = "[0-9A-Za-z-]+"
    verbs = {"list": VIEW, "retrieve": VIEW}

    def get_queryset(self):
        rows = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return rows
        rows = rows.with_limit(value_of_reader(self.request.user)).with_households()
        return rows.select_related("unit").order_by("area_id", "number")


class BenefitViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, HouseViewSet):
    """What projects bring to households that the user may see."""

    model = Benefit
    serializer_class = BenefitSerializer
    filterset_class = BenefitFilter
    verbs = {"list": VIEW, "retrieve": VIEW}

    def get_queryset(self):
        return super().get_queryset().select_related("project", "household").order_by("project_id", "pk")
