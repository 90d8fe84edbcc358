"""`/m/pack/`: what a phone takes along to work without a signal; its owner's households only."""

import datetime as dt

from django.urls import reverse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.authentication import SessionAuthentication, TokenAuthentication
from rest_framework.response import Response

from assistance.api.phones import PhoneAuthentication
from assistance.models import HelperAssignment, Visit
from assistance.packing import PARTS, carried, fact_choices, offered_days, pack_of
from assistance.phone import USE, VISIT
from households.facts import FactField
from households.models import Household, HouseholdMember
from povertyapp.core import clock
from povertyapp.core.api import HouseViewSet
from povertyapp.core.device_auth import DeviceThrottle
from povertyapp.core.devices import owner_key
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.parameters import Parameters


class ChoiceSerializer(serializers.Serializer):
    value = serializers.CharField()
    label = serializers.CharField()


class PackFactSerializer(serializers.Serializer):
    """A fact that a visitor may put right; `base` is its version. The `code` of a telephone stays here."""

    person_no = serializers.CharField(allow_null=True)
    field = serializers.ChoiceField(FactField.choices)
    label = serializers.CharField()
    value = serializers.CharField()
    code = serializers.JSONField(allow_null=True)
    base = serializers.CharField()


class PackMemberSerializer(serializers.Serializer):
    person_no = serializers.CharField()
    name = serializers.CharField()
    relation = serializers.CharField()
    age = serializers.IntegerField(allow_null=True)
    health = serializers.CharField()


class PackHouseholdSerializer(serializers.Serializer):
    """One household as the phone shows it; telephones are masked, ID numbers stay here."""

    no = serializers.CharField()
    name = serializers.CharField()
    place = serializers.CharField()
    size = serializers.IntegerField()
    presence = serializers.CharField()
    status = serializers.CharField()
    cause = serializers.CharField()
    helper = serializers.CharField()
    helper_code = serializers.CharField(allow_null=True)
    state = serializers.CharField()
    word = serializers.CharField()
    note = serializers.CharField()
    last_visit = serializers.DateField(allow_null=True)
    promise = serializers.CharField()
    promise_on = serializers.DateField(allow_null=True)
    facts = PackFactSerializer(many=True)
    members = PackMemberSerializer(many=True)


class PackSerializer(serializers.Serializer):
    """What the phone keeps until `expires_at`, and then forgets."""

    owner = serializers.CharField()
    as_of = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    days = ChoiceSerializer(many=True)
    choices = serializers.DictField(child=ChoiceSerializer(many=True))
    visit_url_form = serializers.CharField()
    asks_visitor = serializers.BooleanField()
    households = PackHouseholdSerializer(many=True)
    # What higher floors give along, by name; and `visits` where the owner records visits.
    parts = serializers.DictField()


class PackView(HouseViewSet):
    """The pack of whoever is signed in, or of the phone's owner."""

    authentication_classes = [PhoneAuthentication, SessionAuthentication, TokenAuthentication]
    throttle_classes = [DeviceThrottle]
    verbs = {"list": USE}
    model = Household
    serializer_class = PackSerializer
    pagination_class = None

    @extend_schema(
        responses={
            200: PackSerializer,
            401: OpenApiResponse(description="Not this phone's any more: forget everything but unsent work."),
            403: OpenApiResponse(description="The same: the rights have ended or the phone is switched off."),
        },
        filters=False,
    )
    def list(self, request, *args, **kwargs):
        """Return one's own households with what the visit form needs, for a phone without a signal."""
        user, now = request.user, clock.now()
        grant = user.main_grant
        hours = Parameters(grant.area_id[:COUNTY_DIGITS] if grant else "", now.date())("device.offline_hours")
        pack = {
            "owner": owner_key(user),
            "as_of": now,
            "expires_at": now + dt.timedelta(hours=hours),
            "days": offered_days(now.date()),
            "choices": fact_choices(),
            "visit_url_form": reverse("assistance:m_visit", args=["0"]).replace("/0/", "/{no}/"),
            "asks_visitor": getattr(user, "helper", None) is None,
            "parts": self.parts(user, now),
            "households": pack_of(
                carried(self.get_queryset(), user),
                self.rows_of(HouseholdMember),
                self.rows_of(Visit),
                self.rows_of(HelperAssignment),
                now.date(),
            ),
        }
        return Response(PackSerializer(pack).data)

    def parts(self, user, now):
        """Return what else this user takes along, by name."""
        found = {
            name: part.make(self.rows_of, user, now)
            for name, part in PARTS.items()
            if user.has_perm(part.verb)
        }
        return found | ({"visits": True} if user.has_perm(VISIT) else {})
