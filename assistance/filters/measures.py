"""The filter of measures."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.choices import MeasureClass, MeasureKind
from assistance.filters.shared import MonthFilter
from assistance.models import AssistanceMeasure
from assistance.rules.helpers import in_care_of
from povertyapp.core import clock
from povertyapp.core.filters import HouseFilter


class MeasureFilter(HouseFilter):
    """Measures by the month in which they were in force, class, kind and place."""

    m = MonthFilter(method="in_month", label=_("月份"))
    measure_class = django_filters.ChoiceFilter(
        choices=MeasureClass.choices, label=_("归类"), empty_label=_("全部")
    )
    kind = django_filters.ChoiceFilter(choices=MeasureKind.choices, label=_("类别"), empty_label=_("全部"))
    name = django_filters.CharFilter(lookup_expr="icontains", label=_("内容"))
    household = django_filters.CharFilter(field_name="household__household_no", label=_("户编号"))

    care = django_filters.CharFilter(method="in_care_of", label=_("现任帮扶人编号"), widget=forms.HiddenInput)

    class Meta:
        model = AssistanceMeasure
        fields = ("m", "measure_class", "kind", "area", "name", "household")

    def in_care_of(self, rows, name, code):
        return rows.filter(in_care_of(code, clock.today()))

    def in_month(self, rows, name, period):
        return rows.touching(period.start, period.end)
