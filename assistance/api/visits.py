"""Visits: posted once for ever, listed as on the pages."""

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.response import Response

from assistance.choices import Change, Channel, Guarantee, MemberMove, Met, Need, Promise, Satisfaction
from assistance.filters import VisitFilter
from assistance.models import Helper, Visit
from assistance.services import record_visit
from households.models import Household
from povertyapp.core.api import HouseViewSet, ScopedField


class VisitDetailSerializer(serializers.Serializer):
    """The follow-up answers of a visit."""

    member_moves = serializers.ListField(child=serializers.ChoiceField(MemberMove.choices), required=False)
    member_note = serializers.CharField(max_length=200, required=False)
    needs = serializers.ListField(child=serializers.ChoiceField(Need.choices), required=False)
    need_note = serializers.CharField(max_length=200, required=False)
    promise_reason = serializers.CharField(max_length=200, required=False)


class VisitSubmission(serializers.Serializer):
    """A visit as a client sends it. `submission_id` is made by the client, once for each visit."""

    submission_id = serializers.UUIDField()
    household_no = ScopedField(Household, "household_no", source="household")
    happened_on = serializers.DateField()
    channel = serializers.ChoiceField(Channel.choices)
    helper_code = ScopedField(Helper, "code", source="helper", required=False, allow_null=True)
    visitor_name = serializers.CharField(max_length=40, required=False)
    device_at = serializers.DateTimeField(required=False, allow_null=True)
    began_at = serializers.DateTimeField(required=False, allow_null=True)
    ended_at = serializers.DateTimeField(required=False, allow_null=True)
    met = serializers.ChoiceField(Met.choices, required=False)
    people_change = serializers.ChoiceField(Change.choices, required=False)
    guarantees = serializers.ChoiceField(Guarantee.choices, required=False)
    last_promise = serializers.ChoiceField(Promise.choices, required=False)
    satisfaction = serializers.ChoiceField(Satisfaction.choices, required=False)
    detail = VisitDetailSerializer(required=False)
    content = serializers.CharField(max_length=500, required=False, allow_blank=True)
    solved = serializers.CharField(max_length=200, required=False, allow_blank=True)
    next_promise = serializers.CharField(max_length=200, required=False, allow_blank=True)
    next_promise_on = serializers.DateField(required=False, allow_null=True)
    is_signed = serializers.BooleanField(required=False, allow_null=True)

    def save(self, *, by):
        """Record the visit; a helper who says nothing of who went is the visitor himself."""
        facts = dict(self.validated_data)
        if "helper" not in facts and "visitor_name" not in facts:
            facts["helper"] = getattr(by, "helper", None)
        facts["detail"] = dict(facts.get("detail", {}))
        return record_visit(by=by, **facts)


class VisitSerializer(serializers.ModelSerializer):
    """A visit as it stands; `receipt` is what the sender keeps."""

    household_no = serializers.CharField(source="household.household_no")
    helper_code = serializers.CharField(source="helper.code", default=None)
    area_code = serializers.CharField(source="area_id")
    is_late = serializers.BooleanField()

    class Meta:
        model = Visit
        fields = (
            "id",
            "receipt",
            "household_no",
            "area_code",
            "happened_on",
            "channel",
            "helper_code",
            "visitor_name",
            "recorded_at",
            "is_late",
            "met",
            "people_change",
            "guarantees",
            "last_promise",
            "satisfaction",
            "detail",
            "content",
            "solved",
            "next_promise",
            "next_promise_on",
            "is_signed",
            "voided_at",
            "void_kind",
        )
        read_only_fields = fields


class VisitViewSet(mixins.CreateModelMixin, mixins.ListModelMixin, mixins.RetrieveModelMixin, HouseViewSet):
    """Visits and contacts that the user may see."""

    model = Visit
    serializer_class = VisitSerializer
    filterset_class = VisitFilter
    verbs = {
        "list": "assistance.view_visit",
        "retrieve": "assistance.view_visit",
        "create": "assistance.add_visit",
    }

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .with_lateness()
            .select_related("household", "helper")
            .order_by("-happened_on", "-pk")
        )

    @extend_schema(
        request=VisitSubmission,
        responses={
            201: VisitSerializer,
            200: OpenApiResponse(VisitSerializer, description="The same submission again: the same receipt."),
            409: OpenApiResponse(description="The id was used for another body."),
            422: OpenApiResponse(description="The content is wrong: errors by field."),
        },
    )
    def create(self, request, *args, **kwargs):
        """Record a visit. The same `submission_id` with the same body answers the same receipt (200)."""
        sent = VisitSubmission(data=request.data, context=self.get_serializer_context())
        sent.is_valid(raise_exception=True)
        visit = sent.save(by=request.user)
        stored = self.get_queryset().get(pk=visit.pk)
        code = status.HTTP_200_OK if visit.is_repeat else status.HTTP_201_CREATED
        return Response(self.get_serializer(stored).data, status=code)
