"""The conditions of the list of cases."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.case_file import waiting_for
from inspections.choices.accountability import ActionKind, CaseState, Trigger
from inspections.models.account import PartyLevel
from povertyapp.core import clock
from povertyapp.core.filters import HouseFilter

SHOW = (("mine", _("等我办")), ("overdue", _("逾期")), ("open", _("在办")), ("ended", _("已办结")))


class ActionFilter(HouseFilter):
    """Cases by state, party level, action, trigger and month, and whether they run or wait for the reader."""

    show = django_filters.ChoiceFilter(method="shown", choices=SHOW, label=_("办理情况"))
    state = django_filters.ChoiceFilter(choices=CaseState, label=_("状态"))
    level = django_filters.ChoiceFilter(choices=PartyLevel, label=_("当事人层级"))
    kind = django_filters.ChoiceFilter(choices=ActionKind, label=_("处理方式"))
    trigger = django_filters.ChoiceFilter(choices=Trigger, label=_("情形"))
    month = django_filters.CharFilter(label=_("月份"))
    q = django_filters.CharFilter(method="by_words", label=_("当事人、编号"))

    def shown(self, cases, name, value):
        user = self.request.user
        if value == "mine":
            return waiting_for(cases, user)
        if value == "overdue":
            return cases.open().filter(due_on__lt=clock.today())
        return cases.open() if value == "open" else cases.exclude(ended_on=None)

    def by_words(self, cases, name, value):
        text = value.strip()
        return cases.filter(Q(name__icontains=text) | Q(no__icontains=text))
