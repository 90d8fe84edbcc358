"""Visits: posted once for ever, singly or in a batch, corrected within the month, listed as on the pages."""

import logging
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.authentication import SessionAuthentication, TokenAuthentication
from rest_framework.decorators import action
from rest_framework.response import Response

from assistance.api.phones import PhoneAuthentication
from assistance.api.submissions import (
    BatchAnswerSerializer,
    BatchSerializer,
    CorrectionSubmission,
    FactResultSerializer,
    HeldSerializer,
    PhotoOffsetSerializer,
    VisitSubmission,
    lacks_version,
)
from assistance.choices import HeldStatus
from assistance.filters import VisitFilter
from assistance.models import Visit, VisitCorrection
from assistance.services import is_late, own_visit, take_correction, take_submission
from povertyapp.core.api import HouseViewSet, answer_error
from povertyapp.core.device_auth import DeviceThrottle
from povertyapp.core.models import Device

log = logging.getLogger(__name__)
PRECONDITION = status.HTTP_428_PRECONDITION_REQUIRED


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


class ReceiptSerializer(VisitSerializer):
    """What the sender of a visit is told, the first time and each time again."""

    is_late = serializers.SerializerMethodField()
    submission_id = serializers.UUIDField(source="submission.pk")
    facts = FactResultSerializer(source="submission.facts", many=True)
    skew_seconds = serializers.IntegerField(source="submission.skew_seconds", allow_null=True)
    photos = PhotoOffsetSerializer(source="photos.all", many=True)

    class Meta(VisitSerializer.Meta):
        fields = (*VisitSerializer.Meta.fields, "submission_id", "facts", "skew_seconds", "photos")
        read_only_fields = fields

    def get_is_late(self, visit) -> bool:
        return is_late(visit)


class CorrectionSerializer(serializers.ModelSerializer):
    """A correction as it stands: what the visit said before and says now."""

    visit = serializers.IntegerField(source="visit_id")
    receipt = serializers.CharField(source="visit.receipt")

    class Meta:
        model = VisitCorrection
        fields = ("visit", "receipt", "number", "submission_id", "before", "after", "reason", "corrected_at")
        read_only_fields = fields


@cache
def shape_of_a_visit():
    """Return the checker of a visit's shape: it keeps nothing of what it checks, and building it takes a while."""
    return VisitSubmission()


@cache
def answer_to_a_visit():
    """Return the writer of receipts, which keeps nothing either."""
    return ReceiptSerializer()


def held_answer(taken, submission_id):
    """Return the answer for work that waits for a person, or that a person refused."""
    if taken.is_conflict:
        detail = _("这个提交编号已经用过，内容与这次不同。这次的内容已留给工作人员核对。")
        return {"submission_id": submission_id, "detail": detail}, status.HTTP_409_CONFLICT
    refused = taken.held.status == HeldStatus.REFUSED
    told = _("工作人员核对后没有采纳：%(reason)s") % {"reason": taken.held.reason}
    answer = {
        "submission_id": submission_id,
        "state": "refused" if refused else "held",
        "detail": told if refused else _("已收到，正在等工作人员核对。"),
    }
    return answer, status.HTTP_202_ACCEPTED


class VisitViewSet(mixins.CreateModelMixin, mixins.ListModelMixin, mixins.RetrieveModelMixin, HouseViewSet):
    """Visits and contacts that the user may see."""

    authentication_classes = [PhoneAuthentication, SessionAuthentication, TokenAuthentication]
    throttle_classes = [DeviceThrottle]
    model = Visit
    serializer_class = VisitSerializer
    filterset_class = VisitFilter
    verbs = {
        "list": "assistance.view_visit",
        "retrieve": "assistance.view_visit",
        "create": "assistance.add_visit",
        "batch": "assistance.add_visit",
        "corrections": "assistance.add_visit",
    }
    handed_over = ("create", "batch", "corrections")

    def get_queryset(self):
        rows = super().get_queryset().select_related("household", "helper").order_by("-happened_on", "-pk")
        # Whoever writes the schema asks for the kind of the rows only; lateness is worked out from parameters.
        return rows if getattr(self, "swagger_fake_view", False) else rows.with_lateness()

    @property
    def device(self):
        """Return the phone that sends, or None."""
        return self.request.auth if isinstance(self.request.auth, Device) else None

    @extend_schema(
        request=VisitSubmission,
        responses={
            201: ReceiptSerializer,
            200: OpenApiResponse(
                ReceiptSerializer, description="The same submission again: the same receipt."
            ),
            202: OpenApiResponse(HeldSerializer, description="Taken into the review box: a person decides."),
            409: OpenApiResponse(description="The id was used for another body, which is kept for a person."),
            422: OpenApiResponse(
                description="The content is wrong: errors by field. The id may be used again."
            ),
            428: OpenApiResponse(description="A fact without the version (`base`) that its sender had read."),
            429: OpenApiResponse(description="Too many requests from this phone: `Retry-After`."),
        },
    )
    def create(self, request, *args, **kwargs):
        """Record a visit. The same `submission_id` with the same body answers the same receipt (200)."""
        answer, code = self._take(request.data)
        return Response(answer, status=code)

    @extend_schema(request=BatchSerializer, responses={200: BatchAnswerSerializer}, filters=False)
    @action(detail=False, methods=["post"], pagination_class=None)
    def batch(self, request):
        """Record up to 50 visits, each on its own: `results` tells of each what a single post would have answered."""
        sent = BatchSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        results = [self._one_of_many(one) for one in sent.validated_data["submissions"]]
        return Response({"results": results})

    @extend_schema(
        request=CorrectionSubmission,
        responses={
            201: CorrectionSerializer,
            200: OpenApiResponse(CorrectionSerializer, description="The same correction again."),
            202: OpenApiResponse(HeldSerializer, description="Taken into the review box: a person decides."),
            409: OpenApiResponse(description="The id was used for another body, which is kept for a person."),
            422: OpenApiResponse(
                description="The content is wrong, or the month takes no corrections any more."
            ),
        },
    )
    @action(detail=True, methods=["post"])
    def corrections(self, request, pk=None):
        """Write a new version of a visit: by its author, within the month, before its lock."""
        # His own work, whatever he sees now: a correction is taken over or held like a visit.
        visit = own_visit(request.user, pk)
        if visit is None:
            raise Http404
        sent = CorrectionSubmission(data=request.data)
        sent.is_valid(raise_exception=True)
        done = take_correction(by=request.user, visit=visit, sent=sent.validated_data, device=self.device)
        if not isinstance(done, VisitCorrection):
            answer, code = held_answer(done, str(sent.validated_data["submission_id"]))
            return Response(answer, status=code)
        code = status.HTTP_200_OK if done.is_repeat else status.HTTP_201_CREATED
        return Response(CorrectionSerializer(done).data, status=code)

    def _take(self, data) -> tuple[Any, int]:
        """Return the answer to one submission and its status."""
        sent = shape_of_a_visit().run_validation(data)
        submission_id = str(sent["submission_id"])
        if lacks_version(sent):
            told = {"facts": [_("这一项缺少读到时的版本，请重新下载后再填。")]}
            return {"submission_id": submission_id, "errors": told}, PRECONDITION
        taken = take_submission(by=self.request.user, sent=sent, device=self.device)
        if taken.visit is None:
            return held_answer(taken, submission_id)
        taken.visit.submission = taken.receipt
        if not taken.is_repeat and not sent.get("photos"):
            taken.visit._prefetched_objects_cache = {"photos": []}  # there can be none yet
        code = status.HTTP_200_OK if taken.is_repeat else status.HTTP_201_CREATED
        return answer_to_a_visit().to_representation(taken.visit), code

    def _one_of_many(self, data):
        """Return what became of one submission of a batch; what goes wrong with it touches no other."""
        try:
            answer, code = self._take(data)
        except (ValidationError, serializers.ValidationError) as error:
            told = answer_error(error, {})
            answer, code = told.data, told.status_code
        except Exception:  # noqa: BLE001 - the phone sends it again; the others of the batch are not lost with it
            log.exception("a submission of a batch failed")
            answer, code = {}, status.HTTP_500_INTERNAL_SERVER_ERROR
        number = data.get("submission_id")
        return {"submission_id": str(number) if number else None, "status": code, **answer}
