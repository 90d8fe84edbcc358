"""Acceptance by a third party (LF-38, LF-39): rounds, their results, and the roll-up by five levels."""

from django.db.models import Count, Q
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.models import Household
from inspections.choices import AcceptanceState
from inspections.filters.field import ResultFilter
from inspections.forms.found import AcceptanceForm, ResultForm
from inspections.models import AcceptanceResult, AcceptanceRound
from inspections.services.field.acceptance import (
    close_acceptance,
    levels_of,
    owed_of,
    rolled_up,
    totals_of,
)
from inspections.services.field.acceptance_export import export_acceptance
from inspections.tables.field import ACCEPTANCE_COLUMNS, RESULT_COLUMNS
from povertyapp.core.context import reverse_or_none
from povertyapp.core.views.handing import FilePage
from povertyapp.core.views.pages import (
    ActionPage,
    DetailPage,
    FormPage,
    ListPage,
    RowFormPage,
    address,
)

VIEW, CHANGE = "inspections.view_problem", "inspections.change_acceptance"


class AcceptanceList(ListPage):
    """`/inspections/acceptance/`: the acceptances of a county."""

    model = AcceptanceRound
    related = ("area",)
    verb = VIEW
    title = gettext_lazy("第三方验收")
    columns = ACCEPTANCE_COLUMNS
    order = ("-accepted_on", "-pk")

    def rows(self, model=None):
        rows = super().rows(model)
        if model:
            return rows
        # A township counts its own part of the county's.
        own = Q(results__in=super().rows(AcceptanceResult))
        return rows.annotate(result_count=Count("results", filter=own))

    def get_question(self):
        return _("谁来验收的，验了多少户，合格多少、满意多少")

    def get_actions(self):
        if not self.request.user.has_perm(CHANGE):
            return []
        url = reverse("inspections:acceptance_add")
        return [{"label": _("登记验收"), "url": url, "style": "primary"}]


class AcceptanceAdd(FormPage):
    """`/inspections/acceptance/add/`."""

    verb = CHANGE
    title = gettext_lazy("登记第三方验收")
    form_class = AcceptanceForm
    success_message = gettext_lazy("已登记；逐户结果用“导入”里的“第三方验收结果”导入。")

    def get_breadcrumbs(self):
        return [{"label": _("第三方验收"), "url": reverse("inspections:acceptances")}]

    def get_context(self, **more):
        return super().get_context(cancel_url=reverse("inspections:acceptances"), **more)


class AcceptanceDetail(DetailPage):
    """`/inspections/acceptance/<pk>/?by=village`: how many were accepted, passed and satisfied, by a level."""

    model = AcceptanceRound
    related = ("area", "made_by", "closed_by")
    verb = VIEW
    template_name = "inspections/acceptance.html"

    def get_breadcrumbs(self):
        return [
            {"label": _("第三方验收"), "url": reverse("inspections:acceptances")},
            {"label": self.object.name, "url": ""},
        ]

    def get_actions(self):
        acts = []
        if self.request.user.has_perm("inspections.export_problem"):
            acts.append((_("导出"), reverse("inspections:acceptance_xlsx", args=[self.object.pk]), ""))
        if self.request.user.has_perm(CHANGE) and self.object.state == AcceptanceState.OPEN:
            acts.append((_("更正一户"), reverse("inspections:acceptance_result", args=[self.object.pk]), ""))
            acts.append((_("结束验收"), reverse("inspections:acceptance_close", args=[self.object.pk]), ""))
        return [{"label": label, "url": url, "style": style} for label, url, style in acts]

    @cached_property
    def results(self):
        return self.rows(AcceptanceResult).filter(round=self.object)

    @cached_property
    def level(self):
        levels = levels_of(self.object.accepted_on)
        return levels.get(self.request.GET.get("by", ""), levels["township"])

    def url_of_rows(self, **conditions):
        return address(reverse("inspections:acceptance_results", args=[self.object.pk]), **conditions)

    def get_context(self, **more):
        owed = owed_of(self.object, self.rows(Household)).count()
        totals = totals_of(self.results)
        levels = levels_of(self.object.accepted_on).values()
        return super().get_context(
            round=self.object,
            owed=owed,
            totals=totals,
            missing=max(owed - totals["accepted"], 0),
            accepted_url=self.url_of_rows(),
            passed_url=self.url_of_rows(passed="yes"),
            surveyed_url=self.url_of_rows(satisfaction="asked"),
            satisfied_url=self.url_of_rows(satisfaction="satisfied"),
            level=self.level,
            levels=[(level, address(self.request.path, by=level.code)) for level in levels],
            lines=[self._line(row) for row in rolled_up(self.results, self.level)],
            import_url=reverse_or_none("core:import_new", kind="acceptance")
            if self.request.user.has_perm(CHANGE) and self.object.state == AcceptanceState.OPEN
            else "",
            **more,
        )

    def _line(self, row):
        found = row["object"]
        return {
            "name": str(found) if found else _("那天没有"),
            "row": row,
            "pass_rate": rate(row["passed_count"], row["accepted"]),
            "satisfaction": rate(row["satisfied"], row["surveyed"]),
        }


def rate(part, whole):
    """Write a share as per cent, cut so that it never reads better than it is; — where nobody was asked."""
    return f"{part * 1000 // whole / 10:.1f}%" if whole else "—"


class AcceptanceResults(ListPage):
    """`/inspections/acceptance/<pk>/results/`: the households behind the numbers."""

    model = AcceptanceResult
    related = ("household", "area__parent")
    verb = VIEW
    filterset_class = ResultFilter
    columns = RESULT_COLUMNS
    order = ("area_id", "household__household_no")

    @cached_property
    def round(self):
        rounds = super().rows(AcceptanceRound)
        found = rounds.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.filter(round=self.round)

    def get_title(self):
        return _("验收结果：%(name)s") % {"name": self.round}

    def get_breadcrumbs(self):
        return [
            {"label": _("第三方验收"), "url": reverse("inspections:acceptances")},
            {"label": self.round.name, "url": self.round.get_absolute_url()},
            {"label": _("逐户结果"), "url": ""},
        ]

    def get_row_url(self, row):
        return row.household.get_absolute_url()


class AcceptanceResultEdit(RowFormPage):
    """`/inspections/acceptance/<pk>/results/edit/`: put the result of one household right."""

    model = AcceptanceRound
    related = ("area",)
    verb = CHANGE
    form_class = ResultForm
    row_name = "round"
    title = gettext_lazy("更正一户的验收结果")
    success_message = gettext_lazy("已保存。")

    def get_title(self):
        return self.title


class AcceptanceClose(ActionPage):
    """`/inspections/acceptance/<pk>/close/`: no more results come in."""

    model = AcceptanceRound
    verb = CHANGE
    title = gettext_lazy("结束验收")
    success_message = gettext_lazy("已结束。")

    def get_context(self, **more):
        lines = [_("结束以后，这次验收的逐户结果不能再导入和更正。")]
        return super().get_context(
            consequences=lines, cancel_url=self.object.get_absolute_url(), style="primary", **more
        )

    def act(self, *, by, data):
        return close_acceptance(by=by, round=self.object)


class AcceptanceXlsx(FilePage, AcceptanceDetail):
    """`/inspections/acceptance/<pk>/export/`: the roll-up by all five levels as a workbook."""

    verb = "inspections.export_problem"
    file_label = gettext_lazy("导出第三方验收")

    def count_lines(self):
        return self.results.count()

    def make(self):
        return export_acceptance(by=self.request.user, round=self.object, results=self.results)

    def name_of(self, made):
        facts = {"day": self.object.accepted_on, "number": made.record.number}
        return _("第三方验收-%(day)s-%(number)s.xlsx") % facts
