"""Helping units: the villages given to them, their teams and helpers."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.filters import UnitFilter
from assistance.forms import AssignVillageForm, ClaimForm, TaskEndForm, UnitForm
from assistance.models import Helper, HelpingUnit, Post, ResidentTeam, VillageTask
from assistance.staffing import with_units_work
from assistance.tables import UNIT_COLUMNS
from assistance.views.posts import VIEW, RowForm
from povertyapp.core import clock
from povertyapp.core.statuses import tag
from povertyapp.core.text import labelled
from povertyapp.core.views.pages import DetailPage, FormPage, ListPage

ASSIGN = "assistance.change_villagetask"


class UnitList(ListPage):
    """`/assistance/units/`: helping units, their villages, and whether they have taken them over."""

    model = HelpingUnit
    verb = VIEW
    title = gettext_lazy("帮扶单位")
    filterset_class = UnitFilter
    columns = UNIT_COLUMNS
    order = ("area_id", "level", "name")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else with_units_work(rows, self.request.user, clock.today())

    def get_question(self):
        return _("哪个单位帮哪些村，认领了没有")

    def get_actions(self):
        if not self.request.user.has_perm(ASSIGN):
            return []
        return [{"label": _("登记单位"), "url": reverse("assistance:unit_add"), "style": ""}]

    def get_row_url(self, row):
        return reverse("assistance:unit", args=[row.pk])


class UnitDetail(DetailPage):
    """`/assistance/units/<pk>/`: the unit's villages, its teams with their first secretaries, its helpers."""

    model = HelpingUnit
    verb = VIEW
    template_name = "assistance/unit_detail.html"

    def get_breadcrumbs(self):
        return [
            {"label": _("帮扶单位"), "url": reverse("assistance:units")},
            {"label": self.object.name, "url": ""},
        ]

    def get_actions(self):
        load = reverse("assistance:assign_unit", args=[self.object.pk])
        actions = [{"label": _("结对情况"), "url": load, "style": ""}]
        if self.request.user.has_perm(ASSIGN):
            url = reverse("assistance:unit_assign", args=[self.object.pk])
            actions.append({"label": _("交办定点村"), "url": url, "style": ""})
        return actions

    def get_context(self, **more):
        unit, today = self.object, clock.today()
        tasks = self.rows(VillageTask).filter(unit=unit).select_related("area__parent").order_by("area_id")
        teams = self.rows(ResidentTeam).filter(unit=unit).in_force(today).select_related("area__parent")
        people = self.rows(Post).in_force(today).filter(team__in=teams).select_related("official").in_order()
        helpers = self.rows(Helper).with_caseload(self.request.user, today).filter(unit=unit).order_by("code")
        return super().get_context(
            status_items=[
                {"label": _("隶属关系"), "value": unit.get_level_display()},
                {"label": _("帮扶的县"), "value": unit.area.short_name},
            ],
            tasks=[self._task(task, today) for task in tasks],
            teams=self._teams(teams, people),
            helpers=list(helpers),
            may_assign=self.request.user.has_perm(ASSIGN),
            **more,
        )

    def _task(self, task, today):
        if task.ended_on and task.ended_on < today:
            state = tag("none", _("已结束"))
        elif task.claimed_on:
            state = tag("good", _("已认领"), plain=True)
        else:
            state = tag("bad", _("未认领"))
        url = reverse("assistance:place_posts", args=[task.area_id])
        return {"task": task, "state": state, "url": url, "is_open": task.ended_on is None}

    def _teams(self, teams, people):
        by_team = {}
        for post in people:
            by_team.setdefault(post.team_id, []).append(post)
        return [
            {
                "team": team,
                "url": reverse("assistance:place_posts", args=[team.area_id]),
                "people": by_team.get(team.pk, []),
            }
            for team in teams
        ]


class UnitForms(FormPage):
    """A form about units; it leads to the unit."""

    verb = ASSIGN
    success_message = gettext_lazy("已保存。")

    def get_breadcrumbs(self):
        return [
            {"label": _("帮扶单位"), "url": reverse("assistance:units")},
            {"label": self.title, "url": ""},
        ]

    def get_context(self, **more):
        return super().get_context(cancel_url=self.back_url, **more)

    @property
    def back_url(self):
        return reverse("assistance:units")


class UnitAdd(UnitForms):
    """`/assistance/units/add/`: put a unit on the county's list."""

    title = gettext_lazy("登记单位")
    form_class = UnitForm

    def get_success_url(self, saved):
        return reverse("assistance:unit", args=[saved.pk])


class UnitAssign(UnitForms, UnitDetail):
    """`/assistance/units/<pk>/assign/`: give the unit a village to help."""

    title = gettext_lazy("交办定点村")
    template_name = "generic/form.html"
    form_class = AssignVillageForm

    def get_title(self):
        return labelled(self.object.name, self.title)

    def get_actions(self):
        return []

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "unit": self.object}

    @property
    def back_url(self):
        return reverse("assistance:unit", args=[self.object.pk])

    def get_success_url(self, saved):
        return self.back_url


class TaskForm(RowForm):
    """A form about one village of a unit; it leads back to the unit."""

    model = VillageTask
    related = ("area", "unit")
    verb = ASSIGN

    @property
    def back_url(self):
        return reverse("assistance:unit", args=[self.object.unit_id])

    def get_breadcrumbs(self):
        return [
            {"label": _("帮扶单位"), "url": reverse("assistance:units")},
            {"label": self.object.unit.name, "url": self.back_url},
            {"label": self.title, "url": ""},
        ]


class TaskClaim(TaskForm):
    """`/assistance/tasks/<pk>/claim/`: the unit has taken the village over."""

    title = gettext_lazy("认领")
    form_class = ClaimForm


class TaskEnd(TaskForm):
    """`/assistance/tasks/<pk>/end/`: the unit no longer has this village."""

    title = gettext_lazy("结束定点帮扶")
    form_class = TaskEndForm
