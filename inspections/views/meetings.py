"""Meetings with their minutes, and what was decided at them (LF-57, JZ-16)."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.choices import DecisionState
from inspections.filters.meetings import DecisionFilter, MeetingFilter
from inspections.forms import AnswerDecisionForm, MeetingForm
from inspections.models import Meeting, MeetingDecision
from inspections.services.meetings.decisions import DECIDE
from inspections.services.meetings.minutes import print_meeting
from inspections.tables.meetings import DECISION_COLUMNS, MEETING_COLUMNS, state_of
from povertyapp.core.exports import PDF_FORM
from povertyapp.core.printing import why_not
from povertyapp.core.views.handing import FilePage
from povertyapp.core.views.pages import DetailPage, FormPage, ListPage, RowFormPage

VIEW, CHANGE = "inspections.view_account", DECIDE


def _crumbs(*more):
    return [{"label": _("会议"), "url": reverse("inspections:meetings")}, *more]


class MeetingList(ListPage):
    """`/meetings/`: which meetings were held."""

    model = Meeting
    related = ("area",)
    verb = VIEW
    title = gettext_lazy("会议")
    filterset_class = MeetingFilter
    columns = MEETING_COLUMNS
    order = ("-held_on", "-pk")

    def get_question(self):
        return _("月会、月调度、问责会按月开了没有，定了什么")

    def get_actions(self):
        decisions = {"label": _("会议决定"), "url": reverse("inspections:decisions"), "style": ""}
        if not self.request.user.has_perm(CHANGE):
            return [decisions]
        add = {"label": _("登记会议"), "url": reverse("inspections:meeting_add"), "style": "primary"}
        return [decisions, add]


class MeetingDetail(DetailPage):
    """`/meetings/<pk>/`: the minutes, and what was decided."""

    model = Meeting
    related = ("area", "source", "minutes_file", "recorded_by")
    verb = VIEW
    template_name = "inspections/meeting.html"

    def get_breadcrumbs(self):
        return _crumbs({"label": str(self.object), "url": ""})

    def get_actions(self):
        found = []
        if self.request.user.has_perm(CHANGE):
            url = reverse("inspections:meeting_edit", args=[self.object.pk])
            found.append({"label": _("修改"), "url": url, "style": ""})
        if not why_not():
            url = reverse("inspections:meeting_pdf", args=[self.object.pk])
            found.append({"label": _("纪要 PDF"), "url": url, "style": "", "icon": "print"})
        return found

    def get_context(self, **more):
        meeting = self.object
        found = self.rows(MeetingDecision).filter(meeting=meeting).order_by("code", "pk")
        return super().get_context(
            status_items=[
                {"label": _("会议"), "value": meeting.get_kind_display()},
                {"label": _("召开日期"), "value": meeting.held_on},
                {"label": _("召开单位"), "value": meeting.area.name},
                {"label": _("主持人"), "value": meeting.chair_name},
                {"label": _("到会人数"), "value": meeting.attended},
                *([{"label": _("针对的反馈"), "value": str(meeting.source)}] if meeting.source else []),
                {"label": _("录入"), "value": meeting.recorded_at},
            ],
            decisions=[{"decision": row, "state": state_of(row)} for row in found],
            **more,
        )


class MeetingPdf(FilePage, MeetingDetail):
    """`/meetings/<pk>.pdf`: the minutes to be signed, with what was decided."""

    file_label = gettext_lazy("打印会议纪要")
    form = PDF_FORM

    def count_lines(self):
        return 1

    def make(self):
        meeting = self.object
        context = self.get_context(title=f"{meeting.area.short_name}{meeting}")
        return print_meeting(by=self.request.user, meeting=meeting, context=context)

    def name_of(self, made):
        return f"{self.object}-{made.record.number}.pdf"

    def get_back_url(self):
        return self.object.get_absolute_url()


class MeetingForms(FormPage):
    verb = CHANGE
    form_class = MeetingForm

    def get_breadcrumbs(self):
        return _crumbs({"label": self.get_title(), "url": ""})


class MeetingAdd(MeetingForms):
    """`/meetings/add/`."""

    title = gettext_lazy("登记会议")
    success_message = gettext_lazy("会议已登记。")

    def get_context(self, **more):
        return super().get_context(cancel_url=reverse("inspections:meetings"), **more)


class MeetingEdit(MeetingForms, RowFormPage):
    """`/meetings/<pk>/edit/`."""

    model = Meeting
    row_name = "meeting"
    success_message = gettext_lazy("会议已更正。")

    def get_title(self):
        return _("更正：%(meeting)s") % {"meeting": self.object}


class DecisionList(ListPage):
    """`/decisions/`: what meetings decided, who was to do it by when, and what became of it."""

    model = MeetingDecision
    related = ("area", "meeting")
    verb = VIEW
    title = gettext_lazy("会议决定")
    filterset_class = DecisionFilter
    columns = DECISION_COLUMNS
    order = ("-month", "code", "due_on", "pk")

    def get_question(self):
        return _("会上定的事，谁在什么时候前办，办成了没有")

    def get_breadcrumbs(self):
        return _crumbs({"label": _("会议决定"), "url": ""})


class DecisionAnswer(RowFormPage):
    """`/decisions/<pk>/`: the matter, and the answer of the person named or of who keeps the decisions."""

    model = MeetingDecision
    form_class = AnswerDecisionForm
    row_name = "decision"
    template_name = "inspections/decision.html"
    submit_label = gettext_lazy("答复")
    success_message = gettext_lazy("已答复。")

    @property
    def may_write(self):
        decision, user = self.object, self.request.user
        mine = decision.person_id == user.pk or user.has_perm(CHANGE)
        return mine and decision.state != DecisionState.DONE

    @property
    def back_url(self):
        if self.request.user.has_perm(VIEW):
            return reverse("inspections:decisions")
        return reverse("core:todo")

    def get_breadcrumbs(self):
        return [{"label": _("会议决定"), "url": self.back_url}, {"label": str(self.object), "url": ""}]

    def get_context(self, **more):
        decision = self.object
        answered = {"label": _("结果"), "value": decision.result}
        return super().get_context(
            status_items=[
                {"label": _("单位"), "value": decision.party_name},
                {"label": _("月份"), "value": decision.month},
                {"label": _("责任人"), "value": decision.person_name},
                {"label": _("时限"), "value": decision.due_on},
                {"label": _("状态"), "value": state_of(decision)},
                *([answered] if decision.result else []),
            ],
            may_write=self.may_write,
            **more,
        )
