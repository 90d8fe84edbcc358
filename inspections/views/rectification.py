"""Writing on the ledger: a new problem, what is known of it, whom it concerns, what is to be done (ux P9)."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.forms.rectification import (
    MeasureForm,
    MendForm,
    NewProblemForm,
    ProblemForm,
    ScopeForm,
    ScopeReasonForm,
    UnmendForm,
)
from inspections.forms.rectifying import EvidenceForm
from inspections.models import ProblemScope, RectificationMeasure
from inspections.rectification import paired
from inspections.tables.rectification import SCOPE_COLUMNS
from inspections.views.ledger import ProblemPage, crumbs
from povertyapp.core.text import labelled
from povertyapp.core.views import DetailPage, FormPage, ListPage
from povertyapp.core.views.pages import RowFormPage

VIEW, ADD, CHANGE, MEND = (
    "inspections.view_problem",
    "inspections.add_problem",
    "inspections.change_problem",
    "inspections.mend_problem",
)
UNMEND = ADD  # who may say that something is wrong may say that it still is


class ProblemAdd(FormPage):
    """`/rectification/add/`: a problem that somebody has found."""

    verb = ADD
    title = gettext_lazy("新增问题")
    form_class = NewProblemForm
    submit_label = gettext_lazy("记入台账")
    success_message = gettext_lazy("已记入台账。")

    def get_breadcrumbs(self):
        return crumbs(self.get_title())

    def get_context(self, **more):
        return super().get_context(cancel_url=reverse("inspections:ledger"), **more)


class ProblemFormPage(FormPage, ProblemPage):
    """A form about one problem; afterwards one is back at it."""

    verb = CHANGE
    template_name = "generic/form.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "problem": self.object}

    def get_breadcrumbs(self):
        return crumbs(self.object, self.get_title())

    def get_context(self, **more):
        return super().get_context(cancel_url=self.object.get_absolute_url(), **more)

    def get_success_url(self, saved):
        return self.object.get_absolute_url()


class ProblemEdit(ProblemFormPage):
    """`/rectification/<no>/edit/`: its words, class, causes, track, dimension."""

    form_class = ProblemForm
    success_message = gettext_lazy("已修改。")

    def get_title(self):
        return _("修改问题 %(no)s") % {"no": self.object.no}


class MeasureAdd(ProblemFormPage):
    """`/rectification/<no>/measures/add/`: what is to be done about it."""

    form_class = MeasureForm
    submit_label = gettext_lazy("列入方案")
    success_message = gettext_lazy("已列入方案。")

    def get_title(self):
        return _("新增整改措施")

    def check_still_visible(self, saved):
        """A measure lies where its problem does, which the page has found for this user."""

    def get_success_url(self, saved):
        return saved.get_absolute_url()


class MeasureEdit(RowFormPage):
    """`/rectification/measures/<code>/edit/`: the plan while it is one, later who answers for it."""

    model = RectificationMeasure
    related = ("problem",)
    key = url_key = "code"
    row_name = "measure"
    verb = CHANGE
    form_class = MeasureForm
    success_message = gettext_lazy("已修改。")

    def get_title(self):
        return _("修改措施 %(code)s") % {"code": self.object.code}

    def get_breadcrumbs(self):
        return crumbs(self.object.problem, self.get_title())

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "problem": self.object.problem}


class ScopeList(ProblemPage, ListPage):
    """`/rectification/<no>/scope/`: whom a problem concerns, each with its state; a township sees its own."""

    template_name = "generic/list.html"
    columns = SCOPE_COLUMNS
    order = ("dropped_on", "-mended_on", "area_id", "kind", "code")

    @cached_property
    def found(self):
        rows = self.rows(ProblemScope).filter(problem=self.object)
        return rows.select_related("area__parent", "problem", "mended_by").order_by(*self.get_order())

    def get_title(self):
        return _("涉及对象：%(no)s") % {"no": self.object.no}

    def get_breadcrumbs(self):
        return crumbs(self.object, self.get_title())

    def get_question(self):
        return _("这个问题涉及谁，哪些已经整改到位。有一个没有整改到位，问题就不能销号。")

    def get_actions(self):
        if not self.request.user.has_perm(CHANGE):
            return []
        url = reverse("inspections:scope_add", args=[self.object.slug])
        return [{"label": _("添加对象"), "url": url, "style": "primary"}]


class ScopeAdd(ProblemFormPage):
    """`/rectification/<no>/scope/add/`: add households, villages or a project."""

    form_class = ScopeForm
    submit_label = gettext_lazy("添加")
    success_message = gettext_lazy("已添加。")

    def get_title(self):
        return _("添加涉及对象")

    def get_success_url(self, saved):
        return reverse("inspections:scope", args=[self.object.slug])


class ScopeItem(DetailPage):
    """`/rectification/scope/<pk>/`: one thing of a problem, before and after side by side."""

    model = ProblemScope
    related = ("problem", "area__parent", "mended_by", "dropped_by")
    verb = VIEW
    template_name = "inspections/scope_item.html"

    def get_breadcrumbs(self):
        return crumbs(self.object.problem, str(self.object))

    def get_actions(self):
        scope, may = self.object, self.request.user.has_perm
        wanted = (
            (scope.is_open and may(MEND), "scope_mend", _("登记整改到位"), "primary"),
            (not scope.dropped_on and may(MEND), "scope_evidence", _("上传佐证"), ""),
            (scope.mended_on and not scope.dropped_on and may(UNMEND), "scope_unmend", _("撤回整改到位"), ""),
            (not scope.dropped_on and may(CHANGE), "scope_drop", _("移出"), ""),
        )
        return [
            {"label": label, "url": reverse(f"inspections:{name}", args=[scope.pk]), "style": style}
            for holds, name, label, style in wanted
            if holds
        ]

    def get_context(self, **more):
        pictures = self.object.evidence.select_related("made_by", "doubted_by")
        pairs = paired(pictures, self.request.user)
        return super().get_context(scope=self.object, pairs=pairs, **more)


class ScopePage(RowFormPage):
    """A form about one thing of a problem."""

    model = ProblemScope
    related = ("problem", "area")
    row_name = "scope"
    verb = MEND

    @property
    def back_url(self):
        return reverse("inspections:scope_item", args=[self.object.pk])

    def get_title(self):
        return labelled(self.title, self.object)

    def get_breadcrumbs(self):
        return crumbs(self.object.problem, self.get_title())


class ScopeMend(ScopePage):
    """`/rectification/scope/<pk>/mend/`: it is mended, and how."""

    title = gettext_lazy("登记整改到位")
    form_class = MendForm
    success_message = gettext_lazy("已登记整改到位。")


class ScopeUnmend(ScopePage):
    """`/rectification/scope/<pk>/unmend/`: it is not mended after all."""

    verb = UNMEND
    title = gettext_lazy("撤回整改到位")
    form_class = UnmendForm
    success_message = gettext_lazy("已撤回。")


class ScopeDrop(ScopePage):
    """`/rectification/scope/<pk>/drop/`: it was put in by mistake."""

    verb = CHANGE
    title = gettext_lazy("移出涉及对象")
    form_class = ScopeReasonForm
    success_message = gettext_lazy("已移出。")


class ScopeEvidence(ScopePage):
    """`/rectification/scope/<pk>/evidence/`: a picture of one household, before or after."""

    title = gettext_lazy("上传佐证")
    form_class = EvidenceForm
    success_message = gettext_lazy("已上传。")

    def get_form_kwargs(self):
        return {"user": self.request.user, "shown": {"scope": self.object}}
