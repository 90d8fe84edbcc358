"""The filters of meetings, of what they decided, and of circulars."""

import django_filters
from django.utils.translation import gettext_lazy as _

from inspections.choices import CircularState, DecisionState, MeetingKind
from inspections.models import Circular, Meeting, MeetingDecision
from povertyapp.core.filters import HouseFilter


class MeetingFilter(HouseFilter):
    """Meetings by kind, year and place."""

    kind = django_filters.ChoiceFilter(choices=MeetingKind.choices, label=_("类别"))
    year = django_filters.NumberFilter(field_name="held_on", lookup_expr="year", label=_("年度"))

    class Meta:
        model = Meeting
        fields = ("kind", "year", "area")


class DecisionFilter(HouseFilter):
    """Decisions by month, state and place."""

    month = django_filters.CharFilter(label=_("月份"))
    state = django_filters.ChoiceFilter(choices=DecisionState.choices, label=_("状态"))
    code = django_filters.CharFilter(label=_("单位代码"))

    class Meta:
        model = MeetingDecision
        fields = ("month", "state", "code", "area")


class CircularFilter(HouseFilter):
    """Circulars by month and state."""

    month = django_filters.CharFilter(label=_("月份"))
    state = django_filters.ChoiceFilter(choices=CircularState.choices, label=_("状态"))

    class Meta:
        model = Circular
        fields = ("month", "state", "area")
