"""The filters of indicators and of rounds of work."""

import django_filters
from django.utils.translation import gettext_lazy as _

from inspections.choices import WorkKind
from inspections.models import Indicator, WorkRound
from povertyapp.core.filters import HouseFilter


class IndicatorFilter(HouseFilter):
    """Indicators by name and owner."""

    name = django_filters.CharFilter(lookup_expr="icontains", label=_("指标"))
    unit = django_filters.CharFilter(
        field_name="owner_unit__name", lookup_expr="icontains", label=_("责任单位")
    )

    class Meta:
        model = Indicator
        fields = ("name", "unit", "area")


class WorkRoundFilter(HouseFilter):
    """Rounds of work by kind and year."""

    kind = django_filters.ChoiceFilter(choices=WorkKind.choices, label=_("工作"))
    year = django_filters.NumberFilter(field_name="due_on", lookup_expr="year", label=_("年度"))

    class Meta:
        model = WorkRound
        fields = ("kind", "year", "area")
