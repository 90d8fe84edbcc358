"""Money by the API: lists as on the pages, and the same acts. Each act brings its `Idempotency-Key` (contract.md)."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from funds.filters.as_of import AsOf
from funds.filters.money import AllotmentFilter, EntryFilter, LineFilter, PaymentFilter
from funds.models import Allotment, Claim, FundEntry, FundLine, Payment, Project
from funds.services import money
from households.models import Household
from povertyapp.core.api import HouseViewSet, ScopedField

VIEW, CHANGE = "funds.view_fundline", "funds.change_fundline"
SEE, ALLOT, PAY, REVERSE = (
    "funds.view_allotment",
    "funds.add_allotment",
    "funds.add_payment",
    "funds.reverse_fundentry",
)
KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="Made by the client, once for each act. Sent again with the same content it moves nothing more.",
)
REFUSALS = {
    409: OpenApiResponse(
        description="Less is there than was asked for (`asked`, `available`), or the key was used for another act."
    ),
    422: OpenApiResponse(description="The content is wrong: errors by field. The key may be used again."),
}
MOST = 80


def yuan(**more):
    """Return a field for an amount: a text with two decimals, exact both ways."""
    return serializers.DecimalField(max_digits=18, decimal_places=2, **more)


def act_schema(sent, told):
    """Return the schema of an act: what is sent, what is told the first time and again, how it is refused."""
    again = OpenApiResponse(
        told, description="The same key with the same content again: nothing more was moved."
    )
    return extend_schema(parameters=[KEY], request=sent, responses={201: told, 200: again, **REFUSALS})


class FundLineSerializer(serializers.ModelSerializer):
    """A line of money with what became of it, in yuan."""

    area_code = serializers.CharField(source="area_id")
    arrived = yuan()
    held = yuan()
    integrated = yuan()
    unallotted = yuan()
    allotted = yuan()
    unpaid = yuan()
    paid = yuan()
    balance = yuan()

    class Meta:
        model = FundLine
        fields = (
            "code", "area_code", "year", "name", "level", "document_no", "arrived_on", "origin", "in_scope", "kind",
            "purpose", "owner_unit", "planned", "arrived", "held", "integrated", "unallotted", "allotted", "unpaid",
            "paid", "balance",
        )  # fmt: skip
        read_only_fields = fields


class EntrySerializer(serializers.ModelSerializer):
    """A movement of money."""

    line = serializers.CharField(source="line.code")
    reverses = serializers.IntegerField(source="reverses_id", allow_null=True)

    class Meta:
        model = FundEntry
        fields = (
            "id",
            "line",
            "kind",
            "amount",
            "happened_on",
            "document_no",
            "reverses",
            "reason",
            "made_at",
        )
        read_only_fields = fields


class AllotmentSerializer(serializers.ModelSerializer):
    """An allotment of a line to a project. `entry` is the movement, by which it is taken back."""

    line = serializers.CharField(source="line.code")
    project = serializers.CharField(source="project.number")
    area_code = serializers.CharField(source="area_id")
    entry = serializers.IntegerField(source="entry_id")

    class Meta:
        model = Allotment
        fields = ("id", "line", "project", "area_code", "amount", "allotted_on", "document_no", "entry")
        read_only_fields = fields


class AllotmentMoneySerializer(AllotmentSerializer):
    """An allotment with what of it stands, is paid and is not."""

    allotted = yuan()
    paid = yuan()
    unpaid = yuan()

    class Meta(AllotmentSerializer.Meta):
        fields = (*AllotmentSerializer.Meta.fields, "allotted", "paid", "unpaid")
        read_only_fields = fields


class PaymentSerializer(serializers.ModelSerializer):
    """A payment out of an allotment, to a household or a unit."""

    allotment = serializers.IntegerField(source="allotment_id")
    area_code = serializers.CharField(source="area_id")
    household_no = serializers.CharField(source="household.household_no", default=None, allow_null=True)
    claim = serializers.IntegerField(source="claim_id", allow_null=True)
    entry = serializers.IntegerField(source="entry_id")

    class Meta:
        model = Payment
        fields = (
            "id", "allotment", "area_code", "amount", "paid_on", "household_no", "payee", "claim", "document_no",
            "entry",
        )  # fmt: skip
        read_only_fields = fields


class MoveSubmission(serializers.Serializer):
    """An amount of a line, on a day, by a document."""

    amount = yuan()
    on = serializers.DateField()
    document = serializers.CharField(max_length=100)


class AllotSubmission(MoveSubmission):
    """Integrated money of a line for a project."""

    line = ScopedField(FundLine, "code")
    project = ScopedField(Project, "number")


class PaySubmission(serializers.Serializer):
    """Money of an allotment for a household or a unit."""

    allotment = ScopedField(Allotment, "id")
    amount = yuan()
    on = serializers.DateField()
    household = ScopedField(Household, "household_no", required=False, allow_null=True)
    payee = serializers.CharField(max_length=120, required=False, allow_blank=True)
    claim = ScopedField(Claim, "id", required=False, allow_null=True)
    document = serializers.CharField(max_length=100, required=False, allow_blank=True)


class ReverseSubmission(serializers.Serializer):
    """Why a movement is taken back."""

    reason = serializers.CharField(max_length=200)


class MoneyViewSet(AsOf, mixins.ListModelMixin, mixins.RetrieveModelMixin, HouseViewSet):
    """A list of money with its acts; with `?on=` as of the end of that day."""

    def act(self, service, sent, told, **facts):
        """Do what was sent, once for its key: 201, and 200 with the same answer for a repeat."""
        key = self.request.headers.get("Idempotency-Key", "").strip()
        if not 0 < len(key) <= MOST:
            raise serializers.ValidationError(
                {"Idempotency-Key": [f"A header of 1 to {MOST} characters is required."]}
            )
        form = sent(data=self.request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        made: Any = service(by=self.request.user, key=key, **facts, **form.validated_data)
        code = status.HTTP_200_OK if getattr(made, "is_repeat", False) else status.HTTP_201_CREATED
        return Response(told(made, context=self.get_serializer_context()).data, status=code)


class LineViewSet(MoneyViewSet):
    """Lines of money that the user may see."""

    model = FundLine
    serializer_class = FundLineSerializer
    filterset_class = LineFilter
    lookup_field = "code"
    lookup_value_regex = "[0-9-]+"
    verbs = {"list": VIEW, "retrieve": VIEW, "receive": CHANGE, "integrate": CHANGE}

    def get_queryset(self):
        return super().get_queryset().with_money(self.on).order_by("-year", "code")

    @act_schema(MoveSubmission, EntrySerializer)
    @action(detail=True, methods=["post"])
    def receive(self, request, *args, **kwargs):
        """Enter that more of the line arrived."""
        return self.act(money.receive, MoveSubmission, EntrySerializer, line=self.get_object())

    @act_schema(MoveSubmission, EntrySerializer)
    @action(detail=True, methods=["post"])
    def integrate(self, request, *args, **kwargs):
        """Put money that arrived into the pool."""
        return self.act(money.integrate, MoveSubmission, EntrySerializer, line=self.get_object())


class EntryViewSet(MoneyViewSet):
    """Movements of money that the user may see."""

    model = FundEntry
    serializer_class = EntrySerializer
    filterset_class = EntryFilter
    verbs = {"list": VIEW, "retrieve": VIEW, "reverse": REVERSE}

    def get_queryset(self):
        return super().get_queryset().select_related("line").order_by("-happened_on", "-pk")

    @act_schema(ReverseSubmission, EntrySerializer)
    @action(detail=True, methods=["post"])
    def reverse(self, request, *args, **kwargs):
        """Take a movement back by another one."""
        return self.act(money.reverse, ReverseSubmission, EntrySerializer, entry=self.get_object())


class AllotmentViewSet(MoneyViewSet):
    """Allotments that the user may see."""

    model = Allotment
    serializer_class = AllotmentMoneySerializer
    filterset_class = AllotmentFilter
    verbs = {"list": SEE, "retrieve": SEE, "create": ALLOT}

    def get_queryset(self):
        rows = super().get_queryset().with_money(self.on).select_related("line", "project")
        return rows.order_by("-allotted_on", "-pk")

    @act_schema(AllotSubmission, AllotmentSerializer)
    def create(self, request, *args, **kwargs):
        """Allot integrated money of a line to a project."""
        return self.act(money.allot, AllotSubmission, AllotmentSerializer)


class PaymentViewSet(MoneyViewSet):
    """Payments that the user may see."""

    model = Payment
    serializer_class = PaymentSerializer
    filterset_class = PaymentFilter
    verbs = {"list": SEE, "retrieve": SEE, "create": PAY}

    def get_queryset(self):
        return super().get_queryset().select_related("household").order_by("-paid_on", "-pk")

    @act_schema(PaySubmission, PaymentSerializer)
    def create(self, request, *args, **kwargs):
        """Pay out of an allotment."""
        return self.act(money.pay, PaySubmission, PaymentSerializer)
