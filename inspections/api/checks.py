"""The record of a check as a phone sends it: once for ever, like a visit (docs/sync.md)."""

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.authentication import SessionAuthentication, TokenAuthentication
from rest_framework.response import Response

from assistance.api.phones import PhoneAuthentication
from assistance.api.submissions import PHOTOS_MAX, HeldSerializer, PhotoFactsSerializer, PlaceSerializer
from assistance.api.visits import held_answer
from assistance.choices import Satisfaction
from inspections.choices import (
    SIX,
    Accepts,
    Compared,
    Found,
    Judged,
    Kept,
    Known,
    ProblemKind,
    Real,
    Times,
)
from inspections.models import CheckRecord
from inspections.services.field import take_check
from povertyapp.core.api import HouseViewSet
from povertyapp.core.device_auth import DeviceThrottle
from povertyapp.core.models import Device

VERB = "inspections.add_check"


def _one_of(choices):
    return serializers.ChoiceField(choices.choices, required=False)


def _words(length=200):
    return serializers.CharField(max_length=length, required=False, allow_blank=True)


def _number():
    return serializers.DecimalField(max_digits=6, decimal_places=2, min_value=0, required=False)


class CheckSubmission(serializers.Serializer):
    """The record of one check. `token` are the facts of the record as the pack told them, signed.

    `device_at` is the phone's clock at the press, `sent_at` while it sends, `began_at` when the form was begun: where
    the seal is still closed, that is the arrival on site.
    """

    submission_id = serializers.UUIDField()
    check = serializers.UUIDField()
    token = serializers.CharField(max_length=4000)
    found = serializers.ChoiceField(Found.choices)
    size = _one_of(Compared)
    size_actual = _number()
    land = _one_of(Compared)
    land_actual = _number()
    measures = _one_of(Compared)
    measures_false = serializers.ListField(child=serializers.IntegerField(), required=False, max_length=50)
    measures_actual = _words()
    last_visit = _one_of(Compared)
    visit_actual = _words()
    helper_known = _one_of(Known)
    times_told = _one_of(Times)
    policy_known = _one_of(Known)
    satisfaction = _one_of(Satisfaction)
    accepts = _one_of(Accepts)
    judged = _one_of(Judged)
    wrong_persons = serializers.IntegerField(min_value=1, max_value=99, required=False)
    six = _one_of(Kept)
    six_broken = serializers.ListField(child=serializers.ChoiceField(list(SIX.items())), required=False)
    problem_kind = _one_of(ProblemKind)
    problem_text = _words()
    real = serializers.ListField(child=serializers.ChoiceField(Real.choices), required=False)
    device_at = serializers.DateTimeField(required=False, allow_null=True)
    sent_at = serializers.DateTimeField(required=False, allow_null=True)
    began_at = serializers.DateTimeField(required=False, allow_null=True)
    reason = _words()
    place = PlaceSerializer(required=False, allow_null=True)
    photos = PhotoFactsSerializer(many=True, required=False, max_length=PHOTOS_MAX)


class CheckReceiptSerializer(serializers.ModelSerializer):
    """What the sender of a record is told, the first time and each time again."""

    submission_id = serializers.UUIDField(source="submission.pk")
    check = serializers.UUIDField(source="site_check.key")

    class Meta:
        model = CheckRecord
        fields = ("receipt", "submission_id", "check", "version", "recorded_at", "fixed_at")
        read_only_fields = fields


class CheckRecordViewSet(HouseViewSet):
    """Records of checks, sent by their inspectors."""

    authentication_classes = [PhoneAuthentication, SessionAuthentication, TokenAuthentication]
    throttle_classes = [DeviceThrottle]
    model = CheckRecord
    serializer_class = CheckReceiptSerializer
    verbs = {"create": VERB}
    handed_over = ("create",)

    @extend_schema(
        request=CheckSubmission,
        responses={
            201: CheckReceiptSerializer,
            200: OpenApiResponse(
                CheckReceiptSerializer, description="The same submission again: the same receipt."
            ),
            202: OpenApiResponse(HeldSerializer, description="Taken into the review box: a person decides."),
            409: OpenApiResponse(description="The id was used for another body, which is kept for a person."),
            422: OpenApiResponse(
                description="The content is wrong: errors by field. The id may be used again."
            ),
        },
    )
    def create(self, request, *args, **kwargs):
        """Record a check. The same `submission_id` with the same body answers the same receipt (200)."""
        sent = CheckSubmission(data=request.data)
        sent.is_valid(raise_exception=True)
        device = request.auth if isinstance(request.auth, Device) else None
        taken = take_check(by=request.user, sent=sent.validated_data, device=device)
        if taken.record is None:
            answer, code = held_answer(taken, str(sent.validated_data["submission_id"]))
            return Response(answer, status=code)
        code = status.HTTP_200_OK if taken.is_repeat else status.HTTP_201_CREATED
        return Response(CheckReceiptSerializer(taken.record).data, status=code)
