"""The conditions of the list of cases."""

import django_filters
from django.utils.translation import gettext_lazy as _

from households.filters import PlacesFilter
from households.steps import ProcedureKind, State
from povertyapp.core import clock

SHOW = (("mine", _("等我办")), ("overdue", _("逾期")), ("running", _("在办")), ("ended", _("已办结")))


class CaseFilter(PlacesFilter):
    """Cases by procedure, state, place, and whether they run, are overdue or wait for the reader."""

    kind = django_filters.ChoiceFilter(choices=ProcedureKind.choices, label=_("程序"))
    state = django_filters.ChoiceFilter(choices=State.choices, label=_("状态"))
    township = django_filters.ChoiceFilter(method="in_area", label=_("乡镇"))
    village = django_filters.ChoiceFilter(method="in_area", label=_("村"))
    show = django_filters.ChoiceFilter(method="shown", choices=SHOW, label=_("办理情况"))
    head = django_filters.CharFilter(field_name="head_name", lookup_expr="contains", label=_("户主"))

    def shown(self, cases, name, value):
        if value == "mine":
            return cases.waiting_for(self.request.user)
        if value == "overdue":
            return cases.overdue(clock.today())
        return cases.running() if value == "running" else cases.exclude(ended_on=None)
