"""The filter of who helps whom on a day."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.rules.helpers import has_supporter, helped_by, lacks_helper, was_left
from households.filters import HouseholdFilter
from povertyapp.core import clock
from povertyapp.core.filters import A_DAY, HouseFilter, township_choices
from povertyapp.core.models import Area

STATES = (
    ("none", _("无帮扶责任人")),
    ("helped", _("有帮扶责任人")),
    ("support", _("有协助帮扶人")),
    ("ended", _("结对已结束，无人接续")),
)
CONDITIONS = {
    "none": lacks_helper,
    "helped": lambda day: ~lacks_helper(day),
    "support": has_supporter,
    "ended": was_left,
}
FIRST = ("q", "township", "village", "state", "unit", "day")


class AssignmentFilter(HouseholdFilter):
    """Households on the register on a day, by who helps them then."""

    state = django_filters.ChoiceFilter(choices=STATES, method="in_state", label=_("结对情况"))
    unit = django_filters.CharFilter(method="of_unit", label=_("帮扶单位"))
    day = django_filters.DateFilter(method="on_day", label=_("哪一天"), widget=A_DAY)
    helper = django_filters.CharFilter(method="of_helper", label=_("帮扶人编号"), widget=forms.HiddenInput)
    unit_id = django_filters.NumberFilter(method="of_unit_id", label=_("单位编号"), widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        first = {name: self.filters.pop(name) for name in FIRST if name in self.filters}
        self.filters = first | dict(self.filters)

    @property
    def as_of(self):
        """Return the day that is asked about: today unless another is named."""
        data = self.form.cleaned_data if self.form.is_valid() else {}
        return data.get("day") or clock.today()

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset.on_register(self.as_of))

    def on_day(self, rows, name, value):
        return rows  # the day says when all other conditions are asked

    def in_state(self, rows, name, value):
        return rows.filter(CONDITIONS[value](self.as_of))

    def of_unit(self, rows, name, value):
        return rows.filter(helped_by(self.as_of, helper__unit__name__icontains=value))

    def of_unit_id(self, rows, name, value):
        return rows.filter(helped_by(self.as_of, helper__unit=int(value)))

    def of_helper(self, rows, name, value):
        return rows.filter(helped_by(self.as_of, helper__code=value))


class CoverageFilter(HouseFilter):
    """Villages by township, and those with gaps only."""

    area = django_filters.ChoiceFilter(method="in_area", label=_("乡镇"))
    gaps = django_filters.ChoiceFilter(
        choices=[("1", _("只看有缺口的村"))], method="with_gaps", label=_("缺口"), empty_label=_("全部村")
    )

    class Meta:
        model = Area
        fields = ("area", "gaps")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["area"].extra["choices"] = township_choices(self.request)

    def with_gaps(self, rows, name, value):
        return rows.filter(uncovered__gt=0)
