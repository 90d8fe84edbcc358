"""What projects put on other floors' pages: a place's projects, what a household gets."""

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy

from funds.choices.projects import OVER
from funds.models import Benefit, Payment, Project
from funds.project_file import owner_words
from funds.tables.projects import days_in_stage, stage_tag
from households.models import Household
from povertyapp.core.context import reverse_or_none
from povertyapp.core.models import Area
from povertyapp.core.parameters import value_of_reader
from povertyapp.core.views.pages import Panel, address

VIEW = "funds.view_project"
SHOWN = 8


class PlaceProjects(Panel):
    """The projects of a village or township: those that run first, the longest in their stage first."""

    model = Area
    key, url_key = "code", "area"
    verb = VIEW
    panel_name = "funds/_place_projects.html"
    panel_title = gettext_lazy("项目")

    def get_title(self):
        return f"{self.object.short_name} {self.panel_title}"

    def get_breadcrumbs(self):
        url = reverse_or_none("households:area", area=self.object.code)
        return [{"label": self.object.short_name, "url": url}, {"label": self.panel_title, "url": ""}]

    def get_context(self, **more):
        here = self.rows(Project).in_area(self.object.code)
        sums = here.aggregate(
            count=Count("pk"), running=Count("pk", filter=~Q(stage__in=OVER)), amount=Sum("budget")
        )
        rows = here.running().with_limit(value_of_reader(self.request.user)).with_households()
        rows = rows.select_related("area__parent", "unit").order_by("stage_since", "number")[:SHOWN]
        lines = [
            {"project": row, "stage": stage_tag(row), "days": days_in_stage(row), "owner": owner_words(row)}
            for row in rows
        ]
        url = reverse("funds:project_list")
        return super().get_context(
            sums=sums, lines=lines, list_url=address(url, area=self.object.code),
            running_url=address(url, area=self.object.code, show="running"), **more,
        )  # fmt: skip


class BenefitPanel(Panel):
    """What projects bring to a household, and what was paid to it: for whoever sees the household."""

    model = Household
    key, url_key = "household_no", "no"
    verb = VIEW
    panel_name = "funds/_benefit_panel.html"
    panel_title = gettext_lazy("项目受益")

    def get_title(self):
        return f"{self.object} {self.panel_title}"

    def get_breadcrumbs(self):
        url = reverse_or_none("households:detail", no=self.object.household_no)
        return [{"label": str(self.object), "url": url}, {"label": self.panel_title, "url": ""}]

    def get_context(self, **more):
        open_to_reader = Exists(self.rows(Project).filter(pk=OuterRef("project")))
        benefits = self.rows(Benefit).filter(household=self.object).select_related("project")
        benefits = benefits.annotate(is_open=open_to_reader)
        payments = self.rows(Payment).standing().filter(household=self.object)
        payments = payments.select_related("allotment__project")
        return super().get_context(
            benefits=benefits.order_by("-project__year", "project__number"),
            payments=payments.order_by("-paid_on", "-pk"),
            **more,
        )
