"""The filters of whole villages, societies and donations."""

import django_filters
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funds.choices.development import DonationKind, DonorKind
from funds.models import Donation, FundSociety, SpecialArea, WholeVillage
from povertyapp.core import clock
from povertyapp.core.filters import HouseFilter, township_choices
from povertyapp.core.parameters import Parameters

ALL = _("全部")


class _OfPlaces(HouseFilter):
    """Rows of townships: people choose one, a link names any place."""

    township = django_filters.ChoiceFilter(method="in_area", label=_("乡镇"), empty_label=ALL)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["township"].extra["choices"] = township_choices(self.request)


def progress_asked(area_code, day):
    """Return the physical progress that a whole village should have reached, in per cent."""
    return Parameters(area_code, day).number("whole_village.progress_min") * 100


class SpecialAreaFilter(HouseFilter):
    """Special areas by name."""

    name = django_filters.CharFilter(lookup_expr="icontains", label=_("片区名称"))

    class Meta:
        model = SpecialArea
        fields = ("name", "area")


class WholeVillageFilter(_OfPlaces):
    """Whole villages by year, how far they are, and place."""

    year = django_filters.NumberFilter(label=_("年度"))
    progress = django_filters.ChoiceFilter(
        choices=[("reached", _("形象进度达到要求")), ("short", _("形象进度没有达到"))],
        method="so_far",
        label=_("形象进度"),
        empty_label=ALL,
    )

    class Meta:
        model = WholeVillage
        fields = ("year", "progress", "township", "area")

    def so_far(self, rows, name, value):
        first = rows.order_by("area_id").values_list("area_id", flat=True).first() or ""
        reached = Q(progress__gte=progress_asked(first, clock.today()))
        return rows.filter(reached if value == "reached" else ~reached)


SOCIETY_STATES = (
    ("lending", _("已放贷"), lambda day: Q(lends_since__isnull=False)),
    ("preparing", _("筹建中"), lambda day: Q(lends_since=None)),
    ("late", _("过了应放贷日期没有放贷"), lambda day: Q(lends_since=None, lending_due_on__lt=day)),
    ("idle", _("放贷后没有借出"), lambda day: Q(lends_since__isnull=False, outstanding=0)),
)


class SocietyFilter(_OfPlaces):
    """Societies by how they stand, and place."""

    state = django_filters.ChoiceFilter(
        choices=[(key, label) for key, label, _where in SOCIETY_STATES],
        method="stands",
        label=_("状态"),
        empty_label=ALL,
    )

    class Meta:
        model = FundSociety
        fields = ("state", "township", "area")

    def stands(self, rows, name, value):
        return rows.filter(next(where for key, _l, where in SOCIETY_STATES if key == value)(clock.today()))


class DonationFilter(_OfPlaces):
    """Donations by kind, donor, year, whether something is left, and place."""

    kind = django_filters.ChoiceFilter(choices=DonationKind.choices, label=_("类别"), empty_label=ALL)
    donor_kind = django_filters.ChoiceFilter(
        choices=DonorKind.choices, label=_("捐赠方类别"), empty_label=ALL
    )
    donor_unit = django_filters.CharFilter(lookup_expr="icontains", label=_("捐赠单位"))
    year = django_filters.NumberFilter(field_name="received_on", lookup_expr="year", label=_("年度"))
    left = django_filters.ChoiceFilter(
        choices=[("true", _("还有结余")), ("false", _("已用完"))],
        method="something_left",
        label=_("结余"),
        empty_label=ALL,
    )

    class Meta:
        model = Donation
        fields = ("kind", "donor_kind", "donor_unit", "year", "left", "township", "area")

    def something_left(self, rows, name, value):
        return rows.filter(amount__gt=F("used")) if value == "true" else rows.filter(amount=F("used"))
