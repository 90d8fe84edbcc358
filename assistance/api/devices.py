"""Phones: enrolled by whoever is signed in on them, signed off by themselves."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.authentication import SessionAuthentication, TokenAuthentication
from rest_framework.response import Response

from assistance.api.phones import PhoneAuthentication
from assistance.phone import USE
from povertyapp.core import clock
from povertyapp.core.api import HouseViewSet
from povertyapp.core.device_auth import DeviceThrottle
from povertyapp.core.devices import enrol_device, owner_key, switch_off
from povertyapp.core.models import Device
from povertyapp.core.parameters import Parameters


class EnrolmentSerializer(serializers.Serializer):
    """A phone as it makes itself known: a number of its own, and how its owner calls it."""

    device_id = serializers.UUIDField()
    name = serializers.CharField(max_length=60, required=False, allow_blank=True, label=_("手机"))


class EnrolledSerializer(serializers.Serializer):
    """What a phone is told: `secret` is told once, `seal_key` each time, to read what it still keeps."""

    device_id = serializers.UUIDField(source="device.device_id")
    secret = serializers.CharField()
    seal_key = serializers.CharField(source="device.seal_key")
    owner = serializers.CharField()
    hours = serializers.IntegerField()


class DeviceViewSet(mixins.CreateModelMixin, mixins.DestroyModelMixin, HouseViewSet):
    """One's own phones."""

    authentication_classes = [PhoneAuthentication, SessionAuthentication, TokenAuthentication]
    throttle_classes = [DeviceThrottle]
    model = Device
    serializer_class = EnrolmentSerializer
    lookup_field = "device_id"
    lookup_value_regex = "[0-9a-fA-F-]{32,36}"
    verbs = {"create": USE}
    handed_over = ("destroy",)

    def get_authenticators(self):
        """Enrol by signing in only: a phone that goes out of force still sends its header, and proves nothing by it."""
        kinds = super().get_authenticators()
        return kinds[1:] if self.request and self.request.method == "POST" else kinds

    def get_queryset(self):
        return super().get_queryset().filter(owner=self.request.user)

    @extend_schema(
        responses={
            201: EnrolledSerializer,
            200: OpenApiResponse(
                EnrolledSerializer, description="Enrolled before: a new secret, the same key."
            ),
        },
        auth=[{"cookieAuth": []}],
    )
    def create(self, request, *args, **kwargs):
        """Enrol this phone for whoever is signed in. The secret before this one is dead from now on."""
        sent = EnrolmentSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        made = enrol_device(by=request.user, session_key=request.session.session_key, **sent.validated_data)
        answer = {
            "device": made.device,
            "secret": made.secret,
            "owner": owner_key(request.user),
            "hours": Parameters(made.device.area_id, clock.today())("device.offline_hours"),
        }
        code = status.HTTP_201_CREATED if made.is_new else status.HTTP_200_OK
        return Response(EnrolledSerializer(answer).data, status=code)

    @extend_schema(
        responses={204: OpenApiResponse(description="Signed off; unsent work may still be handed over.")}
    )
    def destroy(self, request, *args, **kwargs):
        """Sign this phone off: from now on it only hands over what it still holds, to be looked at."""
        if isinstance(request.auth, Device):
            if str(request.auth.device_id) != str(self.kwargs["device_id"]).lower():
                raise Http404
            device = request.auth
        else:
            device = self.get_object()
        switch_off(by=request.user, device=device)
        return Response(status=status.HTTP_204_NO_CONTENT)
