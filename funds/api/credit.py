"""Loans by the API, to be read: the list as on the page, and what was paid back. People have no names here."""

from rest_framework import mixins, serializers

from funds.api.money import yuan
from funds.credit import standing_days
from funds.filters.credit import LoanFilter, LoanPaymentFilter
from funds.filters.operators import OperatorLoanFilter
from funds.models import LoanPayment, Microloan, OperatorLoan
from povertyapp.core import clock
from povertyapp.core.api import HouseViewSet

VIEW = "funds.view_microloan"


class LoanSerializer(serializers.ModelSerializer):
    """A loan and how it stands today; amounts in yuan, the rate as a share of one. The household by its number."""

    household_no = serializers.CharField(source="household.household_no")
    area_code = serializers.CharField(source="area_id")
    standing = serializers.CharField(
        help_text="running, due_soon or overdue; blank where the loan is not out."
    )
    is_bad = serializers.BooleanField()

    class Meta:
        model = Microloan
        fields = (
            "no", "household_no", "area_code", "purpose", "amount", "term_months", "applied_on", "status",
            "state_since", "rating", "credit_limit", "granted", "refusal_ground", "bank", "contract_no", "rate",
            "disbursed_on", "due_on", "extension_count", "renewal_count", "balance", "interest_owed", "standing",
            "is_bad", "use_checked_on", "diverted_on", "compensated_on", "compensated", "ended_on",
        )  # fmt: skip
        read_only_fields = fields


class LoanPaymentSerializer(serializers.ModelSerializer):
    """What was paid back on a day; one that takes another back says which."""

    loan = serializers.CharField(source="loan.no")
    area_code = serializers.CharField(source="area_id")
    principal = yuan()
    interest = yuan()
    reverses = serializers.IntegerField(source="reverses_id", allow_null=True)

    class Meta:
        model = LoanPayment
        fields = ("id", "loan", "area_code", "paid_on", "principal", "interest", "reverses")
        read_only_fields = fields


class OperatorLoanSerializer(serializers.ModelSerializer):
    """A loan of an operator; `carried` are the registered households that it carries today."""

    enterprise = serializers.CharField(source="enterprise.code")
    area_code = serializers.CharField(source="area_id")
    carried = serializers.IntegerField()

    class Meta:
        model = OperatorLoan
        fields = (
            "no", "enterprise", "area_code", "purpose", "amount", "households", "carried", "term_months", "applied_on",
            "status", "refusal_ground", "decided_on", "bank", "contract_no", "rate", "disbursed_on", "due_on",
            "balance", "ended_on",
        )  # fmt: skip
        read_only_fields = fields


class LoanViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, HouseViewSet):
    """Loans that the user may see."""

    model = Microloan
    serializer_class = LoanSerializer
    filterset_class = LoanFilter
    lookup_field = "no"
    lookup_value_regex = "[0-9A-Z]+"
    verbs = {"list": VIEW, "retrieve": VIEW}

    def get_queryset(self):
        rows = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return rows
        rows = rows.with_standing(clock.today(), *standing_days(self.request.user.county_codes))
        return rows.select_related("household").order_by("area_id", "no")


class LoanPaymentViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, HouseViewSet):
    """What was paid back on loans that the user may see."""

    model = LoanPayment
    serializer_class = LoanPaymentSerializer
    filterset_class = LoanPaymentFilter
    verbs = {"list": VIEW, "retrieve": VIEW}

    def get_queryset(self):
        return super().get_queryset().select_related("loan").order_by("loan_id", "paid_on", "pk")


class OperatorLoanViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, HouseViewSet):
    """Loans of operators that the user may see."""

    model = OperatorLoan
    serializer_class = OperatorLoanSerializer
    filterset_class = OperatorLoanFilter
    lookup_field = "no"
    lookup_value_regex = "[0-9A-Z]+"
    verbs = {"list": VIEW, "retrieve": VIEW}

    def get_queryset(self):
        rows = super().get_queryset().with_carried(clock.today())
        return rows.select_related("enterprise").order_by("area_id", "no")
