"""Photos of visits: announced after the record, sent in pieces that may be resumed, never handed out here."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.authentication import SessionAuthentication, TokenAuthentication
from rest_framework.parsers import BaseParser, JSONParser
from rest_framework.response import Response

from assistance.api.phones import PhoneAuthentication
from assistance.api.submissions import PhotoFactsSerializer
from assistance.models import VisitPhoto
from assistance.phone import USE
from assistance.services import announce_photo, receive_piece
from assistance.services.photos import PIECE_BYTES, own_photos
from povertyapp.core.api import HouseViewSet
from povertyapp.core.device_auth import DeviceThrottle

OFFSET = "Upload-Offset"


class PhotoSubmission(PhotoFactsSerializer):
    """A photo of a visit that was recorded, or is held, under `submission_id`."""

    submission_id = serializers.UUIDField()


class PhotoSerializer(serializers.ModelSerializer):
    """How much of a photo is here, and whether it was kept; of one that was refused, why."""

    detail = serializers.CharField(source="refusal_words")

    class Meta:
        model = VisitPhoto
        fields = ("photo_id", "offset", "size", "state", "detail")
        read_only_fields = fields


class Bytes(BaseParser):
    """The bytes of a piece as they are, whatever they call themselves; no more than a piece may have."""

    media_type = "*/*"

    def parse(self, stream, media_type=None, parser_context=None):
        return stream.read(PIECE_BYTES + 1)


class PhotoViewSet(mixins.CreateModelMixin, mixins.RetrieveModelMixin, HouseViewSet):
    """One's own photos, while they are being sent."""

    authentication_classes = [PhoneAuthentication, SessionAuthentication, TokenAuthentication]
    throttle_classes = [DeviceThrottle]
    model = VisitPhoto
    serializer_class = PhotoSerializer
    lookup_field = "photo_id"
    lookup_value_regex = "[0-9a-fA-F-]{32,36}"
    verbs = {
        "create": USE,
        "retrieve": USE,
        "partial_update": USE,
    }
    handed_over = ("create", "retrieve", "partial_update")

    def get_queryset(self):
        # His own, whatever he may see now: a photo is handed over like the visit that it belongs to.
        return own_photos(self.request.user)

    def get_parsers(self):
        return [Bytes()] if self.request and self.request.method == "PATCH" else [JSONParser()]

    @extend_schema(
        request=PhotoSubmission,
        responses={
            201: PhotoSerializer,
            200: OpenApiResponse(PhotoSerializer, description="Announced before: go on at `offset`."),
            409: OpenApiResponse(description="The number is another photo's."),
            422: OpenApiResponse(description="Too large, too many, or the record is not here yet."),
        },
    )
    def create(self, request, *args, **kwargs):
        """Announce a photo. Announcing it again answers where it stands."""
        sent = PhotoSubmission(data=request.data)
        sent.is_valid(raise_exception=True)
        known = self.get_queryset().filter(photo_id=sent.validated_data["photo_id"]).exists()
        photo = announce_photo(by=request.user, **sent.validated_data)
        code = status.HTTP_200_OK if known else status.HTTP_201_CREATED
        return Response(PhotoSerializer(photo).data, status=code)

    @extend_schema(
        request={"application/octet-stream": OpenApiTypes.BINARY},
        parameters=[OpenApiParameter(OFFSET, int, OpenApiParameter.HEADER, required=True)],
        responses={
            200: PhotoSerializer,
            409: OpenApiResponse(
                PhotoSerializer, description="The photo stands elsewhere: go on at `offset`."
            ),
            422: OpenApiResponse(description="More than 64 KB, or more than announced."),
        },
    )
    def partial_update(self, request, *args, **kwargs):
        """Send the bytes that follow at `Upload-Offset`, at most 64 KB."""
        asked = request.headers.get(OFFSET, "")
        if not asked.isascii() or not asked.isdigit() or len(asked) > 10:
            raise ValidationError({OFFSET: _("缺少 Upload-Offset：这一段从第几个字节开始。")})
        before = self.get_object()
        photo = receive_piece(
            by=request.user, photo_id=before.photo_id, offset=int(asked), content=request.data
        )
        told = PhotoSerializer(photo).data
        moved = photo.offset != before.offset or photo.state != before.state
        is_past = photo.state != "receiving"
        return Response(told, status=status.HTTP_200_OK if moved or is_past else status.HTTP_409_CONFLICT)
