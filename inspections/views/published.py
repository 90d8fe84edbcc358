"""公布数字: percentages that units published, beside what they come to."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.filters.quality import PublishedFilter
from inspections.forms import PublishedForm
from inspections.models import PublishedFigure
from inspections.tables.quality import PUBLISHED_COLUMNS
from povertyapp.core.views import DetailPage, FormPage, ListPage

VIEW, CHANGE = "households.view_household", "inspections.change_published"


class PublishedList(ListPage):
    """`/published/`: what was published, what it comes to, and what it would have to be made of."""

    model = PublishedFigure
    related = ("area",)
    verb = VIEW
    title = gettext_lazy("公布数字")
    filterset_class = PublishedFilter
    columns = PUBLISHED_COLUMNS
    order = ("-published_on", "unit", "name", "pk")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.judged()

    def get_question(self):
        return _("各单位公布的百分数，和分子分母对得上吗")

    def get_actions(self):
        if not self.request.user.has_perm(CHANGE):
            return []
        return [{"label": _("登记公布数字"), "url": reverse("inspections:published_add"), "style": "primary"}]

    def get_row_url(self, row):
        allowed = self.request.user.has_perm(CHANGE)
        return reverse("inspections:published_edit", args=[row.pk]) if allowed else ""


class PublishedForms(FormPage):
    verb = CHANGE
    form_class = PublishedForm

    def get_breadcrumbs(self):
        own = {"label": self.get_title(), "url": ""}
        return [{"label": _("公布数字"), "url": reverse("inspections:published")}, own]

    def get_context(self, **more):
        return super().get_context(cancel_url=reverse("inspections:published"), **more)

    def get_success_url(self, saved):
        return reverse("inspections:published")


class PublishedAdd(PublishedForms):
    """`/published/add/`."""

    title = gettext_lazy("登记公布数字")
    success_message = gettext_lazy("已登记。")


class PublishedEdit(PublishedForms, DetailPage):
    """`/published/<pk>/edit/`."""

    model = PublishedFigure
    template_name = "generic/form.html"
    success_message = gettext_lazy("已更正。")

    def get_title(self):
        return _("更正：%(figure)s") % {"figure": self.object}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "figure": self.object}
