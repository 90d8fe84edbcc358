"""The filter of measures."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.choices import Batch, MeasureClass, MeasureKind, MeasureState
from assistance.filters.shared import MonthFilter, YesNoFilter
from assistance.matrix import Families
from assistance.models import AssistanceMeasure
from assistance.rules.helpers import in_care_of
from povertyapp.core import clock
from povertyapp.core.filters import HouseFilter


class MeasureFilter(HouseFilter):
    """Measures by the month in which they were in force, batch, class, kind, state, year of plan and place."""

    m = MonthFilter(method="in_month", label=_("月份"))
    state = django_filters.ChoiceFilter(method="in_state", choices=MeasureState.choices, label=_("状态"))
    batch = django_filters.ChoiceFilter(method="in_batch", choices=Batch.choices, label=_("五个一批"))
    measure_class = django_filters.ChoiceFilter(choices=MeasureClass.choices, label=_("归类"))
    kind = django_filters.ChoiceFilter(choices=MeasureKind.choices, label=_("类别"))
    name = django_filters.CharFilter(lookup_expr="icontains", label=_("内容"))
    effect = YesNoFilter(method="with_effect", label=_("成效已签字"))
    year = django_filters.NumberFilter(method="in_year", label=_("计划年度"))
    household = django_filters.CharFilter(field_name="household__household_no", label=_("户编号"))

    care = django_filters.CharFilter(method="in_care_of", label=_("现任帮扶人编号"), widget=forms.HiddenInput)

    class Meta:
        model = AssistanceMeasure
        fields = (
            *("m", "state", "batch", "measure_class", "kind", "area", "name", "effect", "year", "household"),
        )

    def in_care_of(self, rows, name, code):
        return rows.filter(in_care_of(code, clock.today()))

    def in_month(self, rows, name, period):
        return rows.touching(period.start, period.end)

    def in_state(self, rows, name, state):
        return rows.in_state(state, clock.today())

    def in_batch(self, rows, name, batch):
        return rows.filter(Families().in_batch(batch))

    def with_effect(self, rows, name, wanted):
        return rows.confirmed().filter(signed_on__isnull=wanted != "true")

    def in_year(self, rows, name, year):
        return rows.in_year(int(year))
