"""The progress curve of a year's task: planned, keys handed over, moved in; by month, and by township."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.curves import Drawing
from funds.forms import relocation_site as forms
from funds.models import RelocationCase, RelocationListed, RelocationPlan
from funds.relocation import NOBODY, curve, reached_of
from funds.tables.relocation import case_of, state_of_listed
from funds.views.relocation.cases import crumbs
from povertyapp.core import clock
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.views.pages import DetailPage, FormPage, Page, RowFormPage, Rows, address

VIEW, PLAN = "funds.view_relocationsite", "funds.plan_relocation"


def lists_of(place, year):
    """Return the lists behind a place's figures of a year: on the list, with the key, moved in."""
    of_it = {"area": place, "year": year}
    cases = reverse("funds:relocations")
    return {
        "listed_url": address(reverse("funds:relocation_listed"), **of_it),
        "keyed_url": address(cases, **of_it, show="keyed"),
        "living_url": address(cases, **of_it, show="living"),
    }


def with_lists(points, place, year):
    """Return each point of a curve with the lists of who had the key and who had moved in by then."""
    of_it = {"area": place, "year": year, "show": "standing"}
    cases = reverse("funds:relocations")
    return [
        {
            "point": point,
            "name": f"{point.month_end:%Y-%m}",
            "keyed_url": address(cases, **of_it, keyed_by=point.month_end),
            "moved_url": address(cases, **of_it, moved_by=point.month_end),
        }
        for point in points
    ]


class CurvePage(Rows, Page):
    """`/funds/relocation/curve/`: a county's or a township's task of a year, month by month."""

    verb = VIEW
    title = gettext_lazy("搬迁进度曲线")
    template_name = "funds/relocation_curve.html"

    @cached_property
    def place(self):
        """Return the township or county asked for, else the widest that the reader sees; 404 for others' places."""
        seen = (
            self.rows(Area).filter(level__in=(Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)).order_by("code")
        )
        code = self.request.GET.get("area", "")
        found = seen.filter(code=code).first() if code else seen.first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def plans(self):
        return self.rows(RelocationPlan).in_area(self.place.code)

    @cached_property
    def years(self):
        return sorted(set(self.plans.order_by().values_list("year", flat=True)), reverse=True)

    @cached_property
    def year(self):
        asked = self.request.GET.get("year", "")
        if asked.isdigit() and int(asked) in self.years:
            return int(asked)
        return self.years[0] if self.years else clock.today().year

    def get_breadcrumbs(self):
        return crumbs((self.title, ""))

    def get_actions(self):
        if not self.request.user.has_perm(PLAN):
            return []
        return [{"label": _("下达年度计划"), "url": reverse("funds:relocation_plan_add"), "style": "primary"}]

    def townships(self):
        """Return a line for each township's plan of the year: what is asked for by now, and what is reached."""
        plans = list(self.plans.filter(year=self.year).select_related("area").order_by("area_id"))
        reached = reached_of(plans)
        return [
            {"plan": plan, **(reached.get(plan.pk) or NOBODY), **lists_of(plan.area_id, plan.year)}
            for plan in plans
        ]

    def get_context(self, **more):
        points = curve(self.plans, self.rows(RelocationCase), self.year, clock.today())
        lines = self.townships()
        return super().get_context(
            place=self.place,
            year=self.year,
            years=[
                {"label": year, "url": address(self.request.path, area=self.place.pk, year=year)}
                for year in self.years
            ],
            points=with_lists(points, self.place.pk, self.year),
            drawing=Drawing.of(points, lambda point: (point.households, point.keyed, point.moved)),
            lines=lines,
            total=lists_of(self.place.pk, self.year)
            | {
                name: sum(line[name] for line in lines)
                for name in ("listed", "keyed", "moved", "moved_people")
            }
            | {
                "households": sum(line["plan"].households for line in lines),
                "persons": sum(line["plan"].persons for line in lines),
            },
            as_of=clock.now(),
            **more,
        )


class PlanPage(DetailPage):
    """A page about a township's task of a year."""

    model = RelocationPlan
    related = ("area",)
    verb = VIEW
    key = url_key = "code"

    def get_title(self):
        return self.title or f"{self.object.area.short_name} {self.object.name}"

    def get_breadcrumbs(self):
        plan = self.object
        way = (_("搬迁进度曲线"), address(reverse("funds:relocation_curve"), year=plan.year))
        own = f"{plan.area.short_name} {plan.name}"
        if self.title:
            return crumbs(way, (own, plan.get_absolute_url()), (self.title, ""))
        return crumbs(way, (own, ""))


class PlanDetail(PlanPage):
    """`/funds/relocation/plans/<code>/`: the task, its curve, and the list of its households."""

    template_name = "funds/relocation_plan.html"
    MOST = 200

    def get_actions(self):
        if not self.request.user.has_perm(PLAN):
            return []
        return [
            {
                "label": _("登记名单"),
                "url": reverse("funds:relocation_list", args=[self.object.code]),
                "style": "primary",
            },
        ]

    def get_context(self, **more):
        plan = self.object
        rows = self.rows(RelocationListed).filter(plan=plan).select_related("household", "area", "case")
        points = curve(
            self.rows(RelocationPlan).filter(pk=plan.pk), self.rows(RelocationCase), plan.year, clock.today()
        )
        listed = [self._line(row) for row in rows.order_by("area_id", "household__household_no")[: self.MOST]]
        may_strike = self.request.user.has_perm(PLAN) and any(line["case"] is None for line in listed)
        return super().get_context(
            plan=plan,
            points=with_lists(points, plan.area_id, plan.year),
            drawing=Drawing.of(points, lambda point: (point.households, point.keyed, point.moved)),
            listed=listed,
            total=rows.count(),
            listed_url=address(reverse("funds:relocation_listed"), plan=plan.code),
            may_strike=may_strike,
            as_of=clock.now(),
            **more,
        )

    def _line(self, row):
        return {"row": row, "case": case_of(row), "state": state_of_listed(row)}


class PlanAdd(FormPage):
    """`/funds/relocation/plans/new/`: put down, or change, a township's task."""

    verb = PLAN
    form_class = forms.PlanForm
    title = gettext_lazy("下达搬迁年度计划")
    submit_label = gettext_lazy("保存")
    hint = gettext_lazy("同一乡镇同一年度再次保存，就是调整计划；月度目标用于乡镇交账（HA-T3）。")
    success_message = gettext_lazy("计划已下达。")

    def get_breadcrumbs(self):
        return crumbs((_("搬迁进度曲线"), reverse("funds:relocation_curve")), (self.title, ""))

    def get_context(self, **more):
        return super().get_context(hint=self.hint, **more)


class PlanList(RowFormPage, PlanPage):
    """`/funds/relocation/plans/<code>/list/`: put a household on the year's list."""

    verb = PLAN
    row_name = "plan"
    form_class = forms.ListForm
    title = gettext_lazy("登记年度名单")
    submit_label = gettext_lazy("保存")
    success_message = gettext_lazy("已列入年度名单。")
