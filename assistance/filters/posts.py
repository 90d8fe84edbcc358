"""The filters of villages by how they are staffed, and of units."""

import django_filters
from django.utils.translation import gettext_lazy as _

from assistance.choices import UnitLevel
from assistance.filters.shared import MonthFilter
from assistance.models import HelpingUnit
from assistance.staffing import GAPS
from households.choices import VillageKind
from households.places import places_of
from povertyapp.core.filters import HouseFilter
from povertyapp.core.models import Area

LACKS = [(gap.key, gap.word) for gap in GAPS]


class StaffingFilter(HouseFilter):
    """Villages by place, kind, what they lack and who is there; `m` is the month whose days are shown."""

    township = django_filters.ChoiceFilter(method="in_area", label=_("乡镇"))
    lacks = django_filters.ChoiceFilter(choices=LACKS, method="lacking", label=_("还缺"))
    m = MonthFilter(method="of_month", label=_("月份"))
    kind = django_filters.ChoiceFilter(choices=VillageKind.choices, label=_("村属性"))
    unit = django_filters.CharFilter(
        field_name="team_unit", lookup_expr="contains", label=_("工作队派出单位")
    )

    class Meta:
        model = Area
        fields = ("township", "lacks", "m", "kind", "unit", "area")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        places = places_of(self.request.user)
        self.filters["township"].extra["choices"] = places.townships
        self.filters["area"].extra["names"] = places.names

    def lacking(self, rows, name, value):
        return rows.filter(**{f"lacks_{value}": True})

    def of_month(self, rows, name, value):
        return rows  # the page has looked at that month already


class UnitFilter(HouseFilter):
    """Helping units by name, level, and whether they have taken over every village given to them."""

    name = django_filters.CharFilter(lookup_expr="contains", label=_("单位名称"))
    level = django_filters.ChoiceFilter(choices=UnitLevel.choices, label=_("隶属关系"))
    claimed = django_filters.ChoiceFilter(
        choices=[("no", _("有村未认领")), ("none", _("没有定点村"))],
        method="by_claims",
        label=_("定点村"),
    )

    class Meta:
        model = HelpingUnit
        fields = ("name", "level", "claimed", "area")

    def by_claims(self, rows, name, value):
        return rows.filter(unclaimed__gt=0) if value == "no" else rows.filter(villages=0)
