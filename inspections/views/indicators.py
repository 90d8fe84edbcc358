"""Indicators of sectors: who owns them, what the path asks month by month, and what was reported (LF-55, HA-U2)."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.filters.indicators import IndicatorFilter
from inspections.forms.indicators import IndicatorForm, PathForm, ReportForm
from inspections.models import Indicator, IndicatorTarget, IndicatorValue
from inspections.services.indicators import export_indicators, may_report, system_figure
from inspections.tables.indicators import state_of, written
from povertyapp.core import clock
from povertyapp.core.context import reverse_or_none
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.views.handing import FilePage
from povertyapp.core.views.pages import (
    Column,
    DetailPage,
    FormPage,
    ListPage,
    MonthAsked,
    RowFormPage,
    address,
)

VIEW, CHANGE, REPORT = (
    "inspections.view_indicator",
    "inspections.change_indicator",
    "inspections.report_indicator",
)
EXPORT = "inspections.export_account"
YEARS = range(2013, 2101)


def _crumbs(*more):
    return [{"label": _("行业指标"), "url": reverse("inspections:indicators")}, *more]


class IndicatorList(MonthAsked, ListPage):
    """`/indicators/?m=`: every indicator with its owner, and how it stands in a month."""

    model = Indicator
    related = ("area", "owner_unit", "reporter")
    verb = VIEW
    title = gettext_lazy("行业指标")
    filterset_class = IndicatorFilter
    order = ("area_id", "owner_unit__code", "code")

    @property
    def columns(self):
        return (
            Column("name", _("指标"), "name", order="name"),
            Column("unit", _("责任单位"), "owner_unit.name", order="owner_unit__code"),
            Column("direction", _("方向"), "get_direction_display"),
            Column("target", _("%(month)s 目标") % {"month": self.period}, self._target, numeric=True),
            Column("value", _("填报"), self._value, numeric=True),
            Column("state", _("状态"), self._state),
        )

    @cached_property
    def targets(self):
        rows = self.rows(IndicatorTarget).of_month(self.period)
        return dict(rows.values_list("indicator", "target"))

    @cached_property
    def values(self):
        rows = self.rows(IndicatorValue).filter(month=str(self.period)).newest().with_path()
        return {row.indicator_id: row for row in rows.select_related("indicator")}

    @cached_property
    def ends(self):
        """Return, for each county that was asked for, when the entry of the month ends."""
        return {}

    def _target(self, row):
        return written(row, self.targets.get(row.pk))

    def _value(self, row):
        value = self.values.get(row.pk)
        return written(row, value.number) if value else ""

    def _state(self, row):
        if row.area_id not in self.ends:
            self.ends[row.area_id] = self.period.entry_ends(Parameters(row.area_id, self.period.start))
        return state_of(
            self.targets.get(row.pk), self.values.get(row.pk), self.ends[row.area_id], clock.now()
        )

    def get_question(self):
        return _("%(month)s：各成员单位负责的指标达到当月目标了没有") % {"month": self.period}

    def get_actions(self):
        before = {
            "label": _("看 %(month)s") % {"month": self.period.previous},
            "url": address(reverse("inspections:indicators"), m=self.period.previous),
            "style": "",
        }
        if not self.request.user.has_perm(CHANGE):
            return [before]
        add = {"label": _("建立指标"), "url": reverse("inspections:indicator_add"), "style": "primary"}
        taken = {
            "label": _("导入"),
            "url": reverse_or_none("core:import_new", kind="indicators"),
            "style": "",
        }
        return [before, taken, add]

    def get_export_url(self):
        if not (self.request.user.has_perm(EXPORT) and self.found.exists()):
            return ""
        return address(reverse("inspections:indicators_xlsx"), **self.request.GET.dict() | {"m": self.period})


class IndicatorXlsx(FilePage, IndicatorList):
    """`/indicators/export/?m=`: targets and reports of the month's year as a workbook that may come back."""

    verb = EXPORT
    file_label = gettext_lazy("导出行业指标")

    def make(self):
        rows = self.found
        first = rows.first()
        if first is None:
            raise Http404
        year = self.period.year
        return export_indicators(by=self.request.user, area=first.area, indicators=rows, year=year)

    def name_of(self, made):
        facts = {"year": self.period.year, "number": made.record.number}
        return _("行业指标-%(year)s-%(number)s.xlsx") % facts


class IndicatorForms(FormPage):
    verb = CHANGE
    form_class = IndicatorForm

    def get_breadcrumbs(self):
        return _crumbs({"label": self.get_title(), "url": ""})


class IndicatorAdd(IndicatorForms):
    """`/indicators/add/`."""

    title = gettext_lazy("建立指标")
    success_message = gettext_lazy("指标已建立，请接着设定目标。")

    def get_context(self, **more):
        return super().get_context(cancel_url=reverse("inspections:indicators"), **more)

    def get_success_url(self, saved):
        return reverse("inspections:indicator_path", args=[saved.code, Period.current().year])


class OfIndicator:
    """A page of one indicator, known by its code."""

    model = Indicator
    related = ("area", "owner_unit", "reporter")
    key = url_key = "code"

    def get_breadcrumbs(self):
        return _crumbs({"label": str(self.object), "url": self.object.get_absolute_url()})


class IndicatorEdit(IndicatorForms, OfIndicator, RowFormPage):
    """`/indicators/<code>/edit/`."""

    row_name = "indicator"
    success_message = gettext_lazy("指标已修改。")

    def get_title(self):
        return _("修改：%(indicator)s") % {"indicator": self.object}


class IndicatorDetail(OfIndicator, DetailPage):
    """`/indicators/<code>/?y=`: the path of a year beside what was reported."""

    verb = VIEW
    template_name = "inspections/indicator.html"

    @cached_property
    def year(self):
        text = self.request.GET.get("y", "")
        return int(text) if text.isdecimal() and int(text) in YEARS else Period.current().year

    def get_actions(self):
        user, code = self.request.user, self.object.code
        actions = []
        if user.has_perm(REPORT) and may_report(user, self.object):
            url = reverse("inspections:indicator_report", args=[code])
            actions.append({"label": _("填报"), "url": url, "style": "primary"})
        if user.has_perm(CHANGE):
            path = reverse("inspections:indicator_path", args=[code, self.year])
            edit = reverse("inspections:indicator_edit", args=[code])
            actions += [
                {"label": _("设定目标"), "url": path, "style": ""},
                {"label": _("修改"), "url": edit, "style": ""},
            ]
        return actions

    def get_context(self, **more):
        indicator, page = self.object, self.object.get_absolute_url()
        return super().get_context(
            status_items=[
                {"label": _("责任单位"), "value": indicator.owner_unit.name},
                {"label": _("填报人"), "value": str(indicator.reporter or _("县扶贫办代填"))},
                {"label": _("方向"), "value": indicator.get_direction_display()},
                {"label": _("计量单位"), "value": indicator.measured_in},
                {"label": _("停用日期"), "value": indicator.ended_on},
            ],
            year=self.year,
            years=[(year, address(page, y=year)) for year in (self.year - 1, self.year + 1)],
            months=self._months(),
            reports=self._reports(),
            **more,
        )

    def _of_year(self, model):
        rows = self.rows(model).filter(indicator=self.object, month__startswith=f"{self.year}-")
        return rows.select_related("indicator")

    def _months(self):
        """Return each month of the year that asks something or was reported, with target, value and state."""
        indicator, now = self.object, clock.now()
        targets = {row.month: row.target for row in self._of_year(IndicatorTarget)}
        values = {row.month: row for row in self._of_year(IndicatorValue).newest().with_path()}
        ends = Parameters(indicator.area_id, Period(self.year, 1).start)
        found = []
        for month in sorted(targets.keys() | values.keys()):
            value, period = values.get(month), Period.parse(month)
            started = period.start <= clock.today()
            found.append(
                {
                    "month": month,
                    "target": written(indicator, targets.get(month)),
                    "value": written(indicator, value.number) if value else "",
                    "state": state_of(targets.get(month), value, period.entry_ends(ends), now)
                    if started
                    else "",
                }
            )
        return found

    def _reports(self):
        """Return every report of the year, the newest first; corrected ones stay."""
        rows = self._of_year(IndicatorValue).select_related("indicator", "recorded_by", "file")
        return [
            {"row": row, "value": written(self.object, row.number)}
            for row in rows.order_by("-month", "-recorded_at")
        ]


class IndicatorPath(OfIndicator, RowFormPage):
    """`/indicators/<code>/path/<year>/`: what each month asks."""

    verb = CHANGE
    form_class = PathForm
    row_name = "indicator"
    success_message = gettext_lazy("目标已设定。")

    @property
    def back_url(self):
        return address(self.object.get_absolute_url(), y=self.kwargs["year"])

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "year": self.kwargs["year"]}

    def get_title(self):
        return _("%(year)s年目标：%(indicator)s") % {"year": self.kwargs["year"], "indicator": self.object}

    def get_context(self, **more):
        words = (_("填百分数，例如 95。") if self.object.is_share else
                 _("单位：%(unit)s。") % {"unit": self.object.measured_in})  # fmt: skip
        return super().get_context(hint=words + _("空着的月份不考核；已锁定的月份不能改。"), **more)


class IndicatorReport(MonthAsked, OfIndicator, RowFormPage):
    """`/indicators/<code>/report/?m=`: the numbers of a month, by whoever reports for the owner."""

    verb = REPORT
    form_class = ReportForm
    row_name = "indicator"
    template_name = "inspections/indicator_report.html"
    submit_label = gettext_lazy("填报")
    success_message = gettext_lazy("已填报。")

    @cached_property
    def asked(self):
        """Return the month asked for, else the oldest of last month and this one that waits for a report."""
        if "m" in self.request.GET:
            return self.period
        current = Period.current()
        last = current.previous
        owed = self.rows(IndicatorTarget).filter(indicator=self.object, month=str(last)).exists()
        told = self.rows(IndicatorValue).filter(indicator=self.object, month=str(last)).exists()
        open_ = clock.now() <= last.entry_ends(Parameters(self.object.area_id, last.start))
        return last if owed and open_ and not told else current

    @property
    def may_write(self):
        return may_report(self.request.user, self.object)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "period": self.asked}

    def get_title(self):
        return _("填报：%(indicator)s") % {"indicator": self.object}

    def get_context(self, **more):
        target = self.rows(IndicatorTarget).filter(indicator=self.object, month=str(self.asked)).first()
        return super().get_context(
            may_write=self.may_write,
            asked=self.asked,
            target=written(self.object, target.target) if target else "",
            counted=system_figure(self.object, self.asked),
            **more,
        )
