"""Filters of the lists of assistance; pages and API take the same."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.choices import Channel, MeasureClass, MeasureKind
from assistance.models import AssistanceMeasure, Helper, Visit
from povertyapp.core.filters import HouseFilter
from povertyapp.core.period import Period


class MonthField(forms.CharField):
    """A month, `2017-03`."""

    def clean(self, value):
        text = super().clean(value)
        return Period.parse(text) if text else None


class MonthFilter(django_filters.Filter):
    field_class = MonthField


class YesNoFilter(django_filters.ChoiceFilter):
    """Yes, no, or both; in the address and in the API `true` and `false`."""

    def __init__(self, **kwargs):
        choices = (("true", _("是")), ("false", _("否")))
        super().__init__(choices=choices, empty_label=_("全部"), **kwargs)


class VisitFilter(HouseFilter):
    """Visits by month, place, channel, helper, household, and whether they came late or were struck out."""

    m = MonthFilter(method="of_month", label=_("月份"))
    channel = django_filters.ChoiceFilter(choices=Channel.choices, label=_("方式"), empty_label=_("全部"))
    helper = django_filters.CharFilter(field_name="helper__code", label=_("帮扶人编号"))
    late = YesNoFilter(method="late_or_not", label=_("补报"))
    household = django_filters.CharFilter(field_name="household__household_no", label=_("户编号"))
    voided = YesNoFilter(method="voided_or_not", label=_("已核销"))

    class Meta:
        model = Visit
        fields = ("m", "channel", "area", "late", "helper", "household", "voided")

    def of_month(self, rows, name, period):
        return rows.happened(period.start, period.end)

    def late_or_not(self, rows, name, wanted):
        return rows.with_lateness().filter(is_late=wanted == "true")

    def voided_or_not(self, rows, name, wanted):
        return rows.filter(voided_at__isnull=wanted != "true")


class HelperFilter(HouseFilter):
    """Helpers by name, unit and the place where they help."""

    name = django_filters.CharFilter(lookup_expr="icontains", label=_("姓名"))
    unit = django_filters.CharFilter(field_name="unit__name", lookup_expr="icontains", label=_("单位"))

    class Meta:
        model = Helper
        fields = ("name", "unit", "area")

    def in_area(self, rows, name, code):
        """Return the helpers of a county, or those who help households somewhere within a smaller place."""
        return rows.helping_in(code, self.request.user)


class MeasureFilter(HouseFilter):
    """Measures by the month in which they were in force, class, kind and place."""

    m = MonthFilter(method="in_month", label=_("月份"))
    measure_class = django_filters.ChoiceFilter(
        choices=MeasureClass.choices, label=_("归类"), empty_label=_("全部")
    )
    kind = django_filters.ChoiceFilter(choices=MeasureKind.choices, label=_("类别"), empty_label=_("全部"))
    name = django_filters.CharFilter(lookup_expr="icontains", label=_("内容"))
    household = django_filters.CharFilter(field_name="household__household_no", label=_("户编号"))

    class Meta:
        model = AssistanceMeasure
        fields = ("m", "measure_class", "kind", "area", "name", "household")

    def in_month(self, rows, name, period):
        return rows.touching(period.start, period.end)


__all__ = ["HelperFilter", "MeasureFilter", "VisitFilter"]
