"""The filter of trainings."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assistance.choices import TrainingKind
from assistance.models import TrainingSession
from povertyapp.core.filters import HouseFilter
from povertyapp.core.scoping import within


class TrainingFilter(HouseFilter):
    """Trainings by year, kind, topic, organiser, and the place where they were held or people came from."""

    year = django_filters.NumberFilter(field_name="held_on", lookup_expr="year", label=_("年度"))
    kind = django_filters.ChoiceFilter(choices=TrainingKind.choices, label=_("类别"))
    topic = django_filters.CharFilter(lookup_expr="icontains", label=_("培训内容"))
    organiser = django_filters.CharFilter(lookup_expr="icontains", label=_("主办单位"))
    household = django_filters.CharFilter(method="of_household", label=_("户编号"))

    class Meta:
        model = TrainingSession
        fields = ("year", "kind", "topic", "area", "organiser", "household")

    def in_area(self, rows, name, value):
        """Return the trainings held there, or to which people of that place came."""
        came = self._attendances().filter(within(value))
        return rows.filter(within(value) | Q(pk__in=came.values("session")))

    def of_household(self, rows, name, value):
        came = self._attendances().filter(household__household_no=value)
        return rows.filter(pk__in=came.values("session"))

    def _attendances(self):
        attendances = TrainingSession._meta.get_field("attendances").related_model
        return attendances._default_manager.visible_to(self.request.user)
