"""The filters of plans and reliefs."""

import django_filters
from django.utils.translation import gettext_lazy as _

from assistance.choices import ReliefKind
from assistance.filters.shared import YesNoFilter
from assistance.models import AssistancePlan, Relief
from households.choices import Cause
from povertyapp.core.filters import HouseFilter


class PlanFilter(HouseFilter):
    """Plans by year, cause, signature, place and household."""

    year = django_filters.NumberFilter(label=_("年度"))
    cause = django_filters.ChoiceFilter(method="of_cause", choices=Cause.choices, label=_("致贫原因"))
    signed = YesNoFilter(method="signed_or_not", label=_("农户已签字"))
    household = django_filters.CharFilter(field_name="household__household_no", label=_("户编号"))

    class Meta:
        model = AssistancePlan
        fields = ("year", "cause", "signed", "area", "household")

    def of_cause(self, rows, name, cause):
        return rows.filter(causes__contains=[cause])

    def signed_or_not(self, rows, name, wanted):
        return rows.filter(signed_on__isnull=wanted != "true")


class ReliefFilter(HouseFilter):
    """Reliefs by kind, year, place and household."""

    kind = django_filters.ChoiceFilter(choices=ReliefKind.choices, label=_("救助种类"))
    year = django_filters.NumberFilter(field_name="received_on__year", label=_("年度"))
    household = django_filters.CharFilter(field_name="household__household_no", label=_("户编号"))

    class Meta:
        model = Relief
        fields = ("kind", "year", "area", "household")
