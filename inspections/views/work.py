"""Training of clerks and clean-up of the books: what the county asks, and each township's register."""

from django.db.models import F, OuterRef
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.choices import Topic
from inspections.filters.indicators import WorkRoundFilter
from inspections.forms.work import (
    TrainingForm,
    VillageForm,
    WithdrawForm,
    WorkRoundEditForm,
    WorkRoundForm,
)
from inspections.models import WorkRegister, WorkRound, WorkVillage
from inspections.services.work import untrained_clerks
from povertyapp.core import clock
from povertyapp.core.columns import number_of
from povertyapp.core.statuses import tag
from povertyapp.core.views.pages import Column, DetailPage, FormPage, ListPage, RowFormPage

VIEW, CHANGE, RECORD = (
    "inspections.view_account",
    "inspections.change_workround",
    "inspections.record_workround",
)
MOST_NAMES = 50


def coverage(row):
    """Return how far something is as a tag: of so many, so many done."""
    words = _("%(done)d/%(total)d") % {"done": row.done, "total": row.total}
    if row.total and row.done >= row.total:
        return tag("good", words)
    late = row.due_on < clock.today()
    return tag("bad" if late else "warn", words)


def _progress(row):
    if row.withdrawn_on:
        return tag("none", _("已撤销"))
    return coverage(row) if row.total else ""


def _crumbs(*more):
    return [{"label": _("培训与清理"), "url": reverse("inspections:work_rounds")}, *more]


class WorkRoundList(ListPage):
    """`/work-rounds/`: what was asked of the townships, and how many of them are done."""

    model = WorkRound
    related = ("area",)
    verb = VIEW
    title = gettext_lazy("培训与清理")
    filterset_class = WorkRoundFilter
    order = ("-due_on", "code")
    columns = (
        Column("title", gettext_lazy("名称"), "title", order="title"),
        Column("kind", gettext_lazy("工作"), "get_kind_display", order="kind"),
        Column("from", gettext_lazy("开始日期"), "from_on"),
        Column("due", gettext_lazy("完成时限"), "due_on", order="due_on"),
        Column("done", gettext_lazy("完成的乡镇"), _progress),
    )

    def rows(self, model=None):
        rows = super().rows(model)
        if model is not None:
            return rows
        registers = self.rows(WorkRegister).filter(round=OuterRef("pk"))
        done = registers.with_coverage().filter(total__gt=0, done__gte=F("total"))
        return rows.annotate(total=number_of(registers, "round"), done=number_of(done, "round"))

    def get_question(self):
        return _("布置给乡镇的培训和账表卡册清理，到期完成了没有")

    def get_actions(self):
        if not self.request.user.has_perm(CHANGE):
            return []
        return [{"label": _("布置工作"), "url": reverse("inspections:work_round_add"), "style": "primary"}]


class WorkRoundAdd(FormPage):
    """`/work-rounds/add/`."""

    verb = CHANGE
    form_class = WorkRoundForm
    title = gettext_lazy("布置工作")
    success_message = gettext_lazy("工作已布置，每个乡镇有了登记册。")

    def get_breadcrumbs(self):
        return _crumbs({"label": self.get_title(), "url": ""})

    def get_context(self, **more):
        return super().get_context(cancel_url=reverse("inspections:work_rounds"), **more)


class OfRound:
    """A page of one round, known by its code."""

    model = WorkRound
    related = ("area", "made_by")
    key = url_key = "code"

    def get_breadcrumbs(self):
        return _crumbs({"label": str(self.object), "url": self.object.get_absolute_url()})


class WorkRoundDetail(OfRound, DetailPage):
    """`/work-rounds/<code>/`: what is asked, and how far each township is; for a village, how far it is itself."""

    verb = VIEW
    template_name = "inspections/work_round.html"

    def get_actions(self):
        round = self.object
        if round.withdrawn_on or not self.request.user.has_perm(CHANGE):
            return []
        return [
            {"label": label, "url": reverse(f"inspections:work_round_{name}", args=[round.code]), "style": ""}
            for label, name in ((_("修改"), "edit"), (_("撤销"), "withdraw"))
        ]

    def get_context(self, **more):
        round = self.object
        registers = (
            self.rows(WorkRegister).filter(round=round).with_coverage().annotate(due_on=F("round__due_on"))
        )
        registers = list(registers.select_related("area", "round").order_by("area_id"))
        return super().get_context(
            status_items=self._status(),
            registers=[(row, coverage(row)) for row in registers],
            villages=[] if registers else villages_of(self.rows(WorkVillage).filter(register__round=round)),
            topics="、".join(str(Topic(topic).label) for topic in round.topics),
            untrained=self._untrained(),
            **more,
        )

    def _status(self):
        round = self.object
        items = [
            {"label": _("工作"), "value": round.get_kind_display()},
            {"label": _("开始日期"), "value": round.from_on},
            {"label": _("完成时限"), "value": round.due_on},
            {"label": _("布置人"), "value": str(round.made_by or "")},
        ]
        if round.withdrawn_on:
            items.append({"label": _("撤销"), "value": f"{round.withdrawn_on} {round.withdrawn_reason}"})
        return items

    def _untrained(self):
        """Return the names of accounts that may enter data and were never taught (CB1-17), for who sets rounds up."""
        if not (self.object.is_training and self.request.user.has_perm(CHANGE)):
            return None
        names = [str(user) for user in untrained_clerks(self.object.area_id)]
        return {"count": len(names), "names": names[:MOST_NAMES]}


def villages_of(rows):
    """Return villages with their state, in the official order."""
    found = rows.select_related("area", "register__round", "image", "recorded_by").order_by("area_id")
    return [(row, tag("good", _("完成")) if row.recorded_at else tag("none", _("没有完成"))) for row in found]


class WorkRoundEdit(OfRound, RowFormPage):
    """`/work-rounds/<code>/edit/`."""

    verb = CHANGE
    form_class = WorkRoundEditForm
    row_name = "round"
    success_message = gettext_lazy("已修改。")

    def get_title(self):
        return _("修改：%(round)s") % {"round": self.object}


class WorkRoundWithdraw(OfRound, RowFormPage):
    """`/work-rounds/<code>/withdraw/`."""

    verb = CHANGE
    form_class = WithdrawForm
    row_name = "round"
    submit_label = gettext_lazy("撤销")
    success_message = gettext_lazy("已撤销。")

    def get_title(self):
        return _("撤销：%(round)s") % {"round": self.object}


class OfRegister:
    """A page of one township's register of a round."""

    model = WorkRegister
    related = ("area", "round__area", "sheet")

    @cached_property
    def object(self):
        found = self.rows().filter(round__code=self.kwargs["code"], area=self.kwargs["township"]).first()
        if found is None:
            raise Http404
        return found

    def get_title(self):
        return f"{self.object.area.name} · {self.object.round}"

    def get_breadcrumbs(self):
        round = self.object.round
        return _crumbs({"label": str(round), "url": round.get_absolute_url()})


class WorkRegisterDetail(OfRegister, DetailPage):
    """`/work-rounds/<code>/<township>/`: who was taught, or which villages were gone through."""

    verb = VIEW
    template_name = "inspections/work_register.html"

    def get_actions(self):
        round = self.object.round
        if not round.is_training or round.withdrawn_on or not self.request.user.has_perm(RECORD):
            return []
        url = reverse("inspections:work_training", args=[round.code, self.object.area_id])
        return [{"label": _("登记培训"), "url": url, "style": "primary"}]

    def get_context(self, **more):
        register, round = self.object, self.object.round
        attendees = list(register.attendees.all()) if round.is_training else []
        villages = [] if round.is_training else villages_of(self.rows(WorkVillage).filter(register=register))
        return super().get_context(
            status_items=self._status(attendees or [row for row, _state in villages]),
            attendees=[
                (row, tag("good", _("已参训")) if row.attended_on else tag("none", _("没有参训")))
                for row in attendees
            ],
            villages=villages,
            **more,
        )

    def _status(self, covered):
        register, done = self.object, sum(bool(row.recorded_at) for row in covered)
        items = [
            {"label": _("完成时限"), "value": register.round.due_on},
            {"label": _("完成"), "value": _("%(done)d/%(total)d") % {"done": done, "total": len(covered)}},
        ]
        if register.round.is_training:
            items += [
                {"label": _("培训日期"), "value": register.held_on},
                {"label": _("地点"), "value": register.place},
                {"label": _("授课人"), "value": register.trainer},
            ]
        return items


class WorkTraining(OfRegister, RowFormPage):
    """`/work-rounds/<code>/<township>/training/`: who attended."""

    verb = RECORD
    form_class = TrainingForm
    row_name = "register"
    success_message = gettext_lazy("培训已登记。")

    def get_title(self):
        return f"{super().get_title()} · {_('登记')}"

    @cached_property
    def object(self):
        found = super().object
        if not found.round.is_training:
            raise Http404
        return found


class WorkVillagePage(RowFormPage):
    """`/work-rounds/<code>/villages/<village>/`: how far one village's books were gone through."""

    model = WorkVillage
    related = ("area", "register__round__area", "register__area")
    verb = RECORD
    form_class = VillageForm
    row_name = "village"
    success_message = gettext_lazy("清理已登记。")

    @cached_property
    def object(self):
        rows = self.rows().filter(register__round__code=self.kwargs["code"], area=self.kwargs["village"])
        found = rows.first()
        if found is None:
            raise Http404
        return found

    @property
    def back_url(self):
        register = self.object.register
        seen = self.rows(WorkRegister).filter(pk=register.pk).exists()
        return register.get_absolute_url() if seen else register.round.get_absolute_url()

    def get_title(self):
        return f"{self.object.area.short_name} · {self.object.register.round}"

    def get_breadcrumbs(self):
        round = self.object.register.round
        return _crumbs({"label": str(round), "url": round.get_absolute_url()})
