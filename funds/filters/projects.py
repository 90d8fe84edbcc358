"""The conditions of the lists of projects and claims; board, table and export share them."""

import datetime as dt

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funds.choices.board import STAGES_OF_COLUMN, BoardColumn
from funds.choices.projects import ClaimState, ProjectKind, Stage
from funds.flags import same_amount, split_projects
from funds.services.projects.common import owed_by
from povertyapp.core import clock
from povertyapp.core.filters import HouseFilter, township_choices
from povertyapp.core.parameters import value_of_reader
from povertyapp.core.scoping import within

SHOW = (
    ("mine", _("等我办")),
    ("running", _("在办")),
    ("blocked", _("卡住")),
    ("bottleneck", _("肠梗阻")),
    ("doubled", _("疑似重复")),
    ("same_amount", _("户户同额")),
    ("split", _("疑似拆分")),
)


class ProjectFilter(HouseFilter):
    """Projects by place, kind, year, stage, amount, days in the stage, and what is wrong with them."""

    show = django_filters.ChoiceFilter(method="shown", choices=SHOW, label=_("办理情况"))
    stage = django_filters.ChoiceFilter(choices=Stage, label=_("阶段"))
    township = django_filters.ChoiceFilter(method="of_township", choices=[], label=_("乡镇"))
    kind = django_filters.ChoiceFilter(choices=ProjectKind, label=_("项目类别"))
    year = django_filters.NumberFilter(label=_("年度"))
    amount = django_filters.NumberFilter(field_name="budget", lookup_expr="gte", label=_("金额不少于(元)"))
    days = django_filters.NumberFilter(
        method="stuck_for", label=_("在本阶段超过(天)"), min_value=0, max_value=36_500
    )
    q = django_filters.CharFilter(method="by_words", label=_("名称、编号"))
    column = django_filters.ChoiceFilter(method="in_column", choices=BoardColumn, label=_("看板列"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["township"].extra["choices"] = township_choices(self.request)

    def shown(self, projects, name, value):
        today = clock.today()
        if value == "mine":
            return projects.filter(owed_by(self.request.user))
        if value == "running":
            return projects.running()
        if value == "doubled":
            return projects.doubled()
        parameters = value_of_reader(self.request.user)
        if value == "same_amount":
            return same_amount(projects, parameters)
        if value == "split":
            return split_projects(projects, parameters)
        stuck = projects.in_bottleneck if value == "bottleneck" else projects.blocked
        return stuck(today, parameters)

    def of_township(self, projects, name, value: str):
        return projects.filter(within(value))

    def in_column(self, projects, name, value: str):
        return projects.filter(stage__in=STAGES_OF_COLUMN[value])

    def stuck_for(self, projects, name, value):
        return projects.running().filter(stage_since__lt=clock.today() - dt.timedelta(days=int(value)))

    def by_words(self, projects, name, value):
        text = value.strip()
        return projects.filter(Q(name__icontains=text) | Q(number__icontains=text))


class BoardFilter(ProjectFilter):
    """The conditions of the board: its columns say the stage, and what is asked first stands first."""

    FIRST = ("township", "kind", "amount", "days", "show")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.filters["stage"], self.filters["column"]

    @property
    def form(self):
        form = super().form
        form.order_fields(self.FIRST)
        return form


class BenefitFilter(HouseFilter):
    """What projects bring, by project and by household."""

    project = django_filters.CharFilter(field_name="project__number", label=_("项目编号"))
    household = django_filters.CharFilter(field_name="household__household_no", label=_("户编号"))


class ClaimFilter(HouseFilter):
    """Claims by state, and those that are late."""

    state = django_filters.ChoiceFilter(choices=ClaimState, label=_("状态"))
    late = django_filters.ChoiceFilter(method="are_late", choices=[("1", _("逾期"))], label=_("办理情况"))
    project = django_filters.CharFilter(
        field_name="project__number", label=_("项目编号"), widget=forms.HiddenInput
    )
    standing = django_filters.ChoiceFilter(
        method="not_returned", choices=[("1", _("没有退回的"))], label=_("办理情况"), widget=forms.HiddenInput
    )

    def are_late(self, claims, name, value):
        return claims.late(clock.today())

    def not_returned(self, claims, name, value):
        return claims.standing()
