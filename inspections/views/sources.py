"""Where problems come from: the papers, what they state, and what became of each of their points."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.choices import ANSWER_ORDER, Dimension, StatementVerdict
from inspections.forms.sources import SourceForm
from inspections.models import Checklist, Meeting, NoticeSource, Problem, SourceFigure
from inspections.source_text import marks
from inspections.statements import judge
from povertyapp.core.statuses import tag
from povertyapp.core.views.pages import Column, DetailPage, FormPage, ListPage, RowFormPage, address

VIEW, CHANGE = "inspections.view_problem", "inspections.change_problem"
STATES = {
    StatementVerdict.OK: "good",
    StatementVerdict.TRUNCATED: "good",
    StatementVerdict.MISMATCH: "bad",
    StatementVerdict.COUNT_MISMATCH: "bad",
    StatementVerdict.IMPLIED: "review",
    StatementVerdict.UNDEFINED: "none",
}


def number_or_gap(source):
    """Return the document number as the paper has it; one that was left blank is a gap of its own (LF-09)."""
    text = source.doc_no.strip()
    return text if text and not marks(text) else tag("none", text or _("空缺"))


class SourceList(ListPage):
    """`/sources/`: the papers with how many problems came of each."""

    model = NoticeSource
    related = ("area",)
    verb = VIEW
    title = gettext_lazy("问题来源")
    order = ("-year", "name", "pk")
    columns = (
        Column("name", gettext_lazy("批次"), str, order="year"),
        Column("issuer", gettext_lazy("反馈单位"), "issuer", order="issuer"),
        Column("doc_no", gettext_lazy("文号"), number_or_gap),
        Column("received", gettext_lazy("收到日期"), "received_on", order="received_on"),
        Column("points", gettext_lazy("反馈的问题"), "point_count", numeric=True),
        Column("problems", gettext_lazy("整改问题"), "problem_count", numeric=True),
    )

    def rows(self, model=None):
        rows = super().rows(model)
        if model is not None:
            return rows
        return rows.annotate(
            point_count=Count("points", distinct=True), problem_count=Count("problems", distinct=True)
        )

    def get_question(self):
        return _("问题从哪里来，原文怎么写，改到哪一步")

    def get_row_url(self, row):
        return reverse("inspections:source", args=[row.pk])

    def get_actions(self):
        lists = {"label": _("工作清单"), "url": reverse("inspections:checklists"), "style": ""}
        if not self.request.user.has_perm(CHANGE):
            return [lists]
        add = {"label": _("登记来源"), "url": reverse("inspections:source_add"), "style": "primary"}
        return [lists, add]


class SourceDetail(DetailPage):
    """`/sources/<pk>/`: a paper as it is, with what does not fit in it, and what was made of its points."""

    model = NoticeSource
    related = ("area",)
    verb = VIEW
    template_name = "inspections/source.html"

    def get_breadcrumbs(self):
        return [{"label": _("问题来源"), "url": reverse("inspections:sources")}]

    def get_actions(self):
        if not self.request.user.has_perm(CHANGE):
            return []
        return [{"label": _("修改"), "url": reverse("inspections:source_edit", args=[self.object.pk])}]

    def get_context(self, **more):
        source = self.object
        problems = self.rows(Problem).filter(source=source).annotate(n=Count("measures")).order_by("number")
        return super().get_context(
            status_items=[
                {"label": _("反馈单位"), "value": source.issuer},
                {"label": _("文号"), "value": number_or_gap(source)},
                {"label": _("收到日期"), "value": source.received_on},
                {"label": _("动员部署日期"), "value": source.mobilised_on},
            ],
            points=source.points.all(),
            problems=problems,
            unmeasured=sum(problem.n == 0 for problem in problems),
            ledger_url=address(reverse("inspections:ledger"), source=source.pk),
            figures=[self._figure(row) for row in self.rows(SourceFigure).filter(source=source)],
            answer=self._answer(),
            dimensions=self._dimensions(problems),
            checklists=self.rows(Checklist).filter(source=source),
            **more,
        )

    def _figure(self, figure):
        found = figure.judgement
        said = {"whole": _("按公布数推算的总数"), "part": _("按公布数推算的部分")}
        return {
            "figure": figure,
            "state": tag(STATES[found.verdict], found.verdict.label),
            "value": found.value.normalize() if found.value is not None else None,
            "instead": [(said[name], value.normalize()) for name, value in found.instead.items()],
        }

    def _answer(self):
        """Return the meetings that answered the feedback, how many days they took and whether they came in order."""
        held = self.rows(Meeting).filter(source=self.object, kind__in=ANSWER_ORDER)
        found = sorted(held, key=lambda meeting: (meeting.held_on, ANSWER_ORDER.index(meeting.kind)))
        days = [meeting.held_on for meeting in sorted(found, key=lambda row: ANSWER_ORDER.index(row.kind))]
        return {
            "meetings": found,
            "days": judge("days", [found[0].held_on, found[-1].held_on]).value if len(found) > 1 else None,
            "in_order": judge("order", days).verdict == StatementVerdict.OK if len(days) > 1 else None,
        }

    def _dimensions(self, problems):
        """Return each of the five dimensions with how many problems it has (LF-67): none may be left out."""
        counts = dict(
            self.rows(Problem).filter(~Q(dimension=""), source=self.object).order_by()
            .values_list("dimension").annotate(Count("pk"))
        )  # fmt: skip
        return [(each.label, counts.get(each.value, 0)) for each in Dimension] if counts else []


class SourceForms(FormPage):
    verb = CHANGE
    form_class = SourceForm

    def get_success_url(self, saved):
        return reverse("inspections:source", args=[saved.pk])

    def get_breadcrumbs(self):
        return [{"label": _("问题来源"), "url": reverse("inspections:sources")}]


class SourceAdd(SourceForms):
    """`/sources/add/`."""

    title = gettext_lazy("登记来源")
    success_message = gettext_lazy("来源已登记。")

    def get_context(self, **more):
        return super().get_context(cancel_url=reverse("inspections:sources"), **more)


class SourceEdit(SourceForms, RowFormPage):
    """`/sources/<pk>/edit/`."""

    model = NoticeSource
    row_name = "source"
    success_message = gettext_lazy("来源已更正。")

    @property
    def back_url(self):
        return reverse("inspections:source", args=[self.object.pk])

    def get_title(self):
        return _("更正：%(source)s") % {"source": self.object}
