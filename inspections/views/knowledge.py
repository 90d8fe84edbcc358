"""一口清 (LF-15) on the desktop and the phone's browser: whom to ask, the questions, the verdict."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.choices import Said
from inspections.filters.field import KnowledgeFilter
from inspections.forms.found import KnowledgeForm, KnowledgeStartForm
from inspections.models import KnowledgeCheck, KnowledgeQuestion
from inspections.tables.field import KNOWLEDGE_COLUMNS, verdict
from povertyapp.core.views.pages import DetailPage, FormPage, ListPage, RowFormPage

VIEW, CHECK = "inspections.view_check", "inspections.add_check"
LOOKS = {Said.RIGHT: "met", Said.WRONG: "failed", Said.UNKNOWN: "failed"}


class KnowledgeList(ListPage):
    """`/inspections/knowledge/`: who on a resident post knows his households by heart."""

    model = KnowledgeCheck
    related = ("area__parent", "post__official", "asked_by")
    verb = VIEW
    title = gettext_lazy("一口清抽问")
    filterset_class = KnowledgeFilter
    columns = KNOWLEDGE_COLUMNS
    order = ("-made_at", "-pk")

    def get_question(self):
        return _("驻村工作队员对村里贫困户的情况，能不能一口说清")

    def get_actions(self):
        if not self.request.user.has_perm(CHECK):
            return []
        return [{"label": _("抽问一人"), "url": reverse("inspections:knowledge_add"), "style": "primary"}]


class KnowledgeAdd(FormPage):
    """`/inspections/knowledge/add/`: draw the questions for one person."""

    verb = CHECK
    title = gettext_lazy("一口清：抽问一人")
    form_class = KnowledgeStartForm
    submit_label = gettext_lazy("出题")

    def get_breadcrumbs(self):
        return [{"label": _("一口清抽问"), "url": reverse("inspections:knowledge")}]

    def get_context(self, **more):
        return super().get_context(cancel_url=reverse("inspections:knowledge"), **more)

    def get_success_url(self, saved):
        return reverse("inspections:knowledge_ask", args=[saved.pk])


class KnowledgeAsk(RowFormPage):
    """`/inspections/knowledge/<pk>/ask/`: the questions, by who drew them."""

    model = KnowledgeCheck
    related = ("area", "post__official")
    verb = CHECK
    form_class = KnowledgeForm
    row_name = "knowledge"
    submit_label = gettext_lazy("交卷")
    success_message = gettext_lazy("已记录。")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.filter(asked_by=self.request.user, asked_at=None)

    def get_title(self):
        return _("一口清：%(who)s") % {"who": self.object.post}

    def get_breadcrumbs(self):
        return [{"label": _("一口清抽问"), "url": reverse("inspections:knowledge")}]


class KnowledgeDetail(DetailPage):
    """`/inspections/knowledge/<pk>/`: what was asked, what was answered, and the verdict."""

    model = KnowledgeCheck
    related = ("area__parent", "post__official", "post__area", "asked_by", "round")
    verb = VIEW
    template_name = "inspections/knowledge_check.html"

    def get_title(self):
        return _("一口清：%(who)s") % {"who": self.object.post}

    def get_breadcrumbs(self):
        return [
            {"label": _("一口清抽问"), "url": reverse("inspections:knowledge")},
            {"label": str(self.object.post.official), "url": ""},
        ]

    def get_actions(self):
        check = self.object
        if (
            check.asked_at
            or check.asked_by_id != self.request.user.pk
            or not self.request.user.has_perm(CHECK)
        ):
            return []
        url = reverse("inspections:knowledge_ask", args=[check.pk])
        return [{"label": _("提问"), "url": url, "style": "primary"}]

    @cached_property
    def questions(self):
        return self.rows(KnowledgeQuestion).filter(knowledge=self.object).select_related("household")

    def get_context(self, **more):
        return super().get_context(
            check=self.object,
            verdict=verdict(self.object),
            questions=[
                {
                    "question": question,
                    "state": LOOKS[Said(question.said)] if question.said else "none",
                    "word": question.get_said_display() or _("没问"),
                }
                for question in self.questions
            ],
            pass_percent=f"{self.object.pass_share * 100:.0f}%",
            **more,
        )
