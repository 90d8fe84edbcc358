"""The conditions of objections and excuses."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.choices.objections import OPEN_OBJECTIONS, ExcuseStatus, ObjectionStatus
from povertyapp.core.filters import HouseFilter

EVERY, OPEN = _("全部"), "open"


class ObjectionFilter(HouseFilter):
    """Objections by month and by how far they have come."""

    status = django_filters.ChoiceFilter(
        method="by_status",
        label=_("状态"),
        choices=[(OPEN, _("待答复")), *ObjectionStatus.choices],
    )
    month = django_filters.CharFilter(
        label=_("月份"), widget=forms.TextInput(attrs={"placeholder": "2017-03"})
    )

    def by_status(self, rows, name, value):
        return rows.filter(status__in=OPEN_OBJECTIONS) if value == OPEN else rows.filter(status=value)


class ExcuseFilter(HouseFilter):
    """Excuses by how far they have come, and whose."""

    status = django_filters.ChoiceFilter(label=_("状态"), choices=ExcuseStatus.choices)
    name = django_filters.CharFilter(lookup_expr="contains", label=_("责任方"))
