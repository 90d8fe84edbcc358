"""Plans and reliefs of households, and the table of causes and measures."""

import datetime as dt

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from assistance.carrying import carrying
from assistance.filters import PlanFilter, ReliefFilter
from assistance.forms import AnswersForm, PlanForm, ReliefForm
from assistance.matrix import answer_rows, answers, own_answers, uncovered, words_of
from assistance.models import AssistanceMeasure, AssistancePlan, Relief
from assistance.models.plan import FIRST_YEAR
from assistance.tables import PLAN_COLUMNS, RELIEF_COLUMNS
from assistance.tables.measures import STATES
from assistance.views.measures import ADD, HouseholdForm, anchor_of, yuan
from households.choices import Cause
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS, Level
from povertyapp.core.views.pages import DetailPage, FormPage, ListPage, Page, Rows, address


class PlanList(ListPage):
    """`/assistance/plans/`: plans of households by year and place."""

    model = AssistancePlan
    related = ("household", "area__parent")
    verb = "assistance.view_visit"
    title = _("帮扶计划")
    filterset_class = PlanFilter
    columns = PLAN_COLUMNS
    order = ("-year", "area_id", "household__household_no")

    def get_question(self):
        return _("一户一计划：针对什么原因，打算增收到多少，农户签没签字")

    def get_row_url(self, row):
        return reverse("assistance:plan", args=[row.household.household_no, row.year])


class ReliefList(ListPage):
    """`/assistance/reliefs/`: who received which relief."""

    model = Relief
    related = ("household", "member", "area__parent")
    verb = "assistance.view_visit"
    title = _("救助")
    filterset_class = ReliefFilter
    columns = RELIEF_COLUMNS
    order = ("-received_on", "-pk")

    def get_question(self):
        return _("谁在哪一天领到了哪一种救助")

    def get_row_url(self, row):
        return anchor_of(row.household)


class PlanYear:
    """What the pages about a household's plan of one year share."""

    @cached_property
    def year(self):
        year = self.kwargs["year"]
        if not FIRST_YEAR <= year <= clock.today().year + 1:
            raise Http404
        return year

    @cached_property
    def plan(self):
        plan = self.rows(AssistancePlan).filter(household=self.object, year=self.year).first()
        if plan:
            plan.household = self.object
        return plan

    def get_title(self):
        return _("%(year)s 年帮扶计划") % {"year": self.year}


class PlanDetail(PlanYear, DetailPage):
    """`/households/<no>/plans/<year>/`: the plan, its measures, and whether they carry the household."""

    model = Household
    related = ("area",)
    key, url_key = "household_no", "no"
    verb = "assistance.view_visit"
    template_name = "assistance/plan.html"

    def get_breadcrumbs(self):
        return [
            {"label": _("帮扶计划"), "url": reverse("assistance:plans")},
            {"label": str(self.object), "url": anchor_of(self.object)},
            {"label": self.get_title(), "url": ""},
        ]

    def get_actions(self):
        if not self.request.user.has_perm(ADD):
            return []
        no = self.object.household_no
        steps = [
            (
                _("修改计划") if self.plan else _("制定计划"),
                reverse("assistance:plan_edit", args=[no, self.year]),
            ),
            (_("新增措施"), reverse("assistance:measure_add", args=[no])),
        ]
        return [{"label": label, "url": url, "style": ""} for label, url in steps]

    def get_context(self, **more):
        plan, today = self.plan, clock.today()
        measures = list(self.rows(AssistanceMeasure).filter(household=self.object))
        sums = carrying(plan, measures) if plan else None
        in_force = [m for m in measures if not m.is_proposed and m.state_on(today) == "in_force"]
        return super().get_context(
            plan=plan,
            sums=sums,
            causes=[Cause(cause).label for cause in plan.causes] if plan else [],
            measures=[measure_row(m, today) for m in sums.measures] if sums else [],
            missing=cause_gaps(self.object, in_force, today),
            years=self._years(),
            **more,
        )

    def _years(self):
        """Return the years of the household's other plans with their addresses."""
        plans = self.rows(AssistancePlan).filter(household=self.object).exclude(year=self.year)
        no = self.object.household_no
        return [
            {"year": year, "url": reverse("assistance:plan", args=[no, year])}
            for year in plans.values_list("year", flat=True)
        ]


def cause_gaps(household, measures, day):
    """Say for each cause that none of these measures answers what would: one sentence a cause."""
    return [
        _("致贫原因“%(cause)s”还没有对应措施：可选%(measures)s。")
        % {"cause": cause.label, "measures": words_of(families)}
        for cause, families in uncovered(household, measures, day).items()
    ]


def measure_row(measure, day):
    """Return what a table of measures shows of one."""
    state = measure.state_on(day)
    return {
        "url": reverse("assistance:measure", args=[measure.pk]),
        "kind": measure.get_item_display() or measure.get_kind_display(),
        "name": measure.name,
        "measure_class": measure.get_measure_class_display(),
        "unit": measure.responsible_unit,
        "from_date": measure.from_date,
        "to_date": measure.to_date,
        "amount": yuan(measure.amount),
        "expected": yuan(measure.expected_income),
        "state": STATES[state](state.label),
        "in_force": state == "in_force",
        "effect": measure.effect,
        "signed_on": measure.signed_on,
    }


class PlanEdit(PlanYear, HouseholdForm):
    """`/households/<no>/plans/<year>/edit/`: write the plan of a year, or correct it."""

    form_class = PlanForm
    success_message = _("计划已保存。")

    def get_title(self):
        title = _("修改%(year)s年帮扶计划") if self.plan else _("制定%(year)s年帮扶计划")
        return title % {"year": self.year}

    def get_form_kwargs(self):
        last = self.object.incomes.filter(year__lt=self.year).order_by("-year").first()
        income = last.net_income if last else None
        return {**super().get_form_kwargs(), "year": self.year, "plan": self.plan, "last_income": income}

    def get_context(self, **more):
        hint = _("没有措施时的收入先按最近一年的纯收入填好，请减去措施带来的部分。")
        return super().get_context(hint="" if self.plan else hint, **more)

    def get_success_url(self, saved):
        return reverse("assistance:plan", args=[self.object.household_no, self.year])


class ReliefAdd(HouseholdForm):
    """`/households/<no>/reliefs/add/`: record that somebody received a relief."""

    title = _("登记救助")
    form_class = ReliefForm
    success_message = _("已登记救助。")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "people": self.object.members.all()}


class Matrix(Rows, Page):
    """`/assistance/matrix/`: which measures answer which cause of poverty in a county today, and since when."""

    model = Area
    verb = "assistance.view_visit"
    title = _("致贫原因与对应措施")
    template_name = "assistance/matrix.html"

    @cached_property
    def county(self):
        """Return the county asked for (`?area=`), else the first that the reader sees, else None."""
        counties = self.rows().filter(level=Level.COUNTY).order_by("code")
        wanted = self.request.GET.get("area", "")
        county = counties.filter(code=wanted).first() if wanted else counties.first()
        if wanted and county is None:
            raise Http404
        return county or self._county_of_households()

    def _county_of_households(self):
        """Return the county in which a township, a cadre or a helper has his households."""
        area = self.rows(Household).order_by("area_id").values_list("area_id", flat=True).first()
        return Area(code=area[:COUNTY_DIGITS], name="") if area else None

    def get_context(self, **more):
        today, may_change = clock.today(), self.request.user.has_perm("assistance.change_matrix")
        found = answer_rows(self.county.code if self.county else "", today)
        rows = [self._row(cause, found.get(cause, []), may_change) for cause in Cause]
        return super().get_context(rows=rows, county=self.county, may_change=may_change, **more)

    def _row(self, cause, rows, may_change):
        query = {"area": self.county.code} if self.county else {}
        url = address(reverse("assistance:matrix_edit", args=[cause]), **query) if may_change else ""
        return {
            "cause": cause.label,
            "measures": words_of([(row.kind, row.item) for row in rows]),
            "own": bool(rows and rows[0].area_id),
            "since": max((row.from_date for row in rows), default=None),
            "url": url,
        }


class MatrixEdit(FormPage, Matrix):
    """`/assistance/matrix/<cause>/`: what answers one cause in the county, from a day on."""

    verb = "assistance.change_matrix"
    template_name = "assistance/matrix_form.html"
    form_class = AnswersForm
    success_message = _("对应措施已更新，从所填日期起按新的判断。")

    @cached_property
    def cause(self):
        if self.kwargs["cause"] not in Cause.values or self.county is None or not self.county.name:
            raise Http404
        return Cause(self.kwargs["cause"])

    def get_title(self):
        return _("“%(cause)s”的对应措施") % {"cause": self.cause.label}

    def get_breadcrumbs(self):
        url = address(reverse("assistance:matrix"), area=self.county.code)
        return [{"label": _("致贫原因与对应措施"), "url": url}, {"label": self.get_title(), "url": ""}]

    def get_form_kwargs(self):
        cause, present = self.cause, answers(self.county.code, clock.today())
        more = {"county": self.county, "cause": cause, "present": present.get(cause, [])}
        return {**super().get_form_kwargs(), **more}

    def get_context(self, **more):
        url = address(reverse("assistance:matrix"), area=self.county.code)
        return Page.get_context(self, cancel_url=url, earlier=self._earlier(), **more)

    def _earlier(self):
        """Return what the county's rows said of the cause before and say from later on, the newest first."""
        rows = own_answers(self.county.code, self.cause)
        spans: dict[tuple[dt.date, dt.date | None], list] = {}
        for row in rows:
            spans.setdefault((row.from_date, row.to_date), []).append((row.kind, row.item))
        return [
            {"from_date": first, "to_date": last, "measures": words_of(families)}
            for (first, last), families in spans.items()
        ]

    def get_success_url(self, saved):
        return address(reverse("assistance:matrix"), area=self.county.code)
