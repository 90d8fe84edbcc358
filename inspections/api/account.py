"""The hard account for other programs: the parties of a month and their lines, as far as the user may see."""

from django.core.exceptions import ValidationError
from django.http import Http404
from rest_framework import mixins, serializers

from inspections.filters.account import LineFilter, PartyFilter
from inspections.models import AccountLine, PartyAccount
from inspections.months import newest_accounts
from povertyapp.core.api import HouseViewSet
from povertyapp.core.period import Period


class PartySerializer(serializers.ModelSerializer):
    state = serializers.CharField(source="account.state", read_only=True)
    digest = serializers.CharField(source="account.digest", read_only=True)
    version = serializers.IntegerField(source="account.version", read_only=True)

    class Meta:
        model = PartyAccount
        fields = (
            "level",
            "code",
            "name",
            "score",
            "verdict",
            "lines",
            "failed",
            "state",
            "version",
            "digest",
        )


class LineSerializer(serializers.ModelSerializer):
    class Meta:
        model = AccountLine
        fields = (
            "party_level", "party_code", "party_name", "rule", "subject_kind", "subject_code", "required",
            "delivered", "voided", "outcome", "weight",
        )  # fmt: skip


class _OfMonth(mixins.ListModelMixin, HouseViewSet):
    """Rows of one month's account, of the newest version or of `?version=`; what was never computed is 404."""

    verbs = {"list": "inspections.view_account"}
    related: tuple[str, ...] = ()
    order: tuple[str, ...] = ()

    def get_queryset(self):
        rows = super().get_queryset().order_by(*self.order)
        rows = rows.select_related(*self.related) if self.related else rows
        if getattr(self, "swagger_fake_view", False):
            return rows.none()
        try:
            period = Period.parse(self.kwargs["month"])
        except ValidationError:
            raise Http404 from None
        asked = self.request.GET.get("version", "")
        if asked and not (asked.isdecimal() and len(asked) < 4):
            raise Http404
        accounts = newest_accounts(period, int(asked) if asked else None)
        if not accounts:
            raise Http404
        return rows.filter(account__in=accounts)


class PartyViewSet(_OfMonth):
    """Score and verdict of each party of a month."""

    model = PartyAccount
    related = ("account",)
    order = ("area_id", "level", "code")
    serializer_class = PartySerializer
    filterset_class = PartyFilter


class LineViewSet(_OfMonth):
    """Every obligation of a month, by area, party, rule and subject."""

    model = AccountLine
    order = ("area_id", "party_code", "rule", "subject_code")
    serializer_class = LineSerializer
    filterset_class = LineFilter
