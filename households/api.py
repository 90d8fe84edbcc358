"""The register for programs: the same rows, filter and masks as the pages."""

from rest_framework import mixins, serializers

from households.filters import HouseholdFilter
from households.models import Household, HouseholdMember, IncomeStatement, LivingCondition
from povertyapp.core.api import HouseViewSet
from povertyapp.core.masks import mask_account, mask_id, mask_phone

VIEW = "households.view_household"


class MaskedField(serializers.CharField):
    """A sealed column as the pages show it."""

    def __init__(self, mask, **kwargs):
        self.mask = mask
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value):
        return self.mask(value)


class MemberSerializer(serializers.ModelSerializer):
    """A person: birth year instead of birthday, masked numbers."""

    id_number = MaskedField(mask_id)
    birth_year = serializers.IntegerField(source="birth_date.year", read_only=True, default=None)

    class Meta:
        model = HouseholdMember
        fields = [
            "person_no",
            "name",
            "sex",
            "birth_year",
            "id_type",
            "id_number",
            "relation",
            "ethnicity",
            "ethnicity_code",
            "education",
            "school_status",
            "health",
            "labour_capacity",
            "work_region",
            "work_months",
            "is_medical_insured",
            "is_pension_insured",
            "change_kind",
            "changed_on",
        ]


class IncomeSerializer(serializers.ModelSerializer):
    class Meta:
        model = IncomeStatement
        exclude = ["id", "household", "area"]


class LivingSerializer(serializers.ModelSerializer):
    class Meta:
        model = LivingCondition
        exclude = ["id", "household", "area"]


class HouseholdSerializer(serializers.ModelSerializer):
    """A household as a row of the list."""

    village_code = serializers.CharField(source="area_id", read_only=True)
    village = serializers.CharField(source="area.name", read_only=True)
    phone = MaskedField(mask_phone)
    net_income_per_capita = serializers.DecimalField(
        source="newest_income", max_digits=16, decimal_places=2, read_only=True
    )

    class Meta:
        model = Household
        fields = [
            "household_no",
            "village_code",
            "village",
            "group_name",
            "head_name",
            "phone",
            "size",
            "poverty_attribute",
            "poverty_status",
            "main_cause",
            "other_causes",
            "presence",
            "is_labour_capable",
            "is_relocated",
            "registered_on",
            "exited_on",
            "helper_name",
            "net_income_per_capita",
            "updated_at",
        ]


class HouseholdFileSerializer(HouseholdSerializer):
    """A household with its members and statements."""

    bank_account = MaskedField(mask_account)
    members = MemberSerializer(many=True, read_only=True)
    incomes = IncomeSerializer(many=True, read_only=True)
    living = LivingSerializer(many=True, read_only=True)

    class Meta(HouseholdSerializer.Meta):
        fields = [
            *HouseholdSerializer.Meta.fields,
            "bank_name",
            "bank_account",
            "members",
            "incomes",
            "living",
        ]


class HouseholdViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, HouseViewSet):
    """Households that the caller may see, in the official order."""

    model = Household
    verbs = {"list": VIEW, "retrieve": VIEW}
    filterset_class = HouseholdFilter
    lookup_field = "household_no"

    def get_queryset(self):
        rows = super().get_queryset().select_related("area").with_newest_income()
        return rows.order_by("area_id", "household_no")

    def get_serializer_class(self):
        return HouseholdSerializer if self.action == "list" else HouseholdFileSerializer
