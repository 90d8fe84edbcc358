"""Mutual-fund societies: on their way until they lend, and what they lend (LN-06, LN-34, LN-35)."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.tables import place_name
from assistance.tables.shared import one_line
from assistance.views.strips import SheetExport, StripList
from funds.choices.development import SocietyStepKind
from funds.filters.development import SOCIETY_STATES, SocietyFilter
from funds.forms.development import SocietyForm, SocietyReportForm, SocietyStepForm
from funds.models import FundSociety, SocietyReport, SocietyStep
from funds.tables.development import SOCIETY_COLUMNS, society_tag
from funds.views.now import OfNow
from funds.views.records import link, table, yuan
from povertyapp.core import clock
from povertyapp.core.statuses import tag
from povertyapp.core.templatetags.house import share
from povertyapp.core.views.pages import DetailPage, FormPage, RowFormPage
from povertyapp.core.ways import way
from povertyapp.core.workbooks.office import OfficeColumn

VIEW, CHANGE = "funds.view_development", "funds.change_society"


def _crumbs(*more):
    return [{"label": _("互助资金社"), "url": reverse("funds:societies")}, *more]


class SocietyList(StripList):
    """`/funds/societies/`: mutual-fund societies, how far they are, and what they lend."""

    model = FundSociety
    related = ("area__parent",)
    verb = VIEW
    title = gettext_lazy("互助资金社")
    filterset_class = SocietyFilter
    columns = SOCIETY_COLUMNS
    order = ("area_id", "code")
    add_verb, add_url_name, add_label = CHANGE, "funds:society_add", gettext_lazy("筹建互助社")
    export_url_name = "funds:societies_export"

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model is not None else rows.with_standing(clock.today())

    def get_question(self):
        return _("互助社办到哪一步，放贷没有，借出多少")

    def get_strip(self):
        day = clock.today()
        wanted = {key: Count("pk", filter=where(day)) for key, _label, where in SOCIETY_STATES}
        counts = self.in_place(self.rows()).aggregate(**wanted)
        return [
            {"key": key, "label": label, "count": counts[key], "query": {"state": key}}
            for key, label, _where in SOCIETY_STATES
        ]


class SocietyExport(SheetExport, SocietyList):
    """`/funds/societies/export/`: the list as a workbook."""

    verb = VIEW
    sheet_kind, sheet_title = "societies", "扶贫互助资金社情况表"
    sheet_columns = (
        (OfficeColumn("名称", 24, align="left"), lambda row: row.name),
        (OfficeColumn("所在", 18, align="left"), lambda row: place_name(row.area)),
        (OfficeColumn("申请日期", 12, kind="date"), lambda row: row.begun_on),
        (OfficeColumn("应放贷日期", 12, kind="date"), lambda row: row.lending_due_on),
        (OfficeColumn("放贷日期", 12, kind="date"), lambda row: row.lends_since),
        (OfficeColumn("已办事项", 10, kind="integer"), lambda row: row.steps_done),
        (OfficeColumn("入社户数", 10, kind="integer"), lambda row: row.members),
        (OfficeColumn("资金规模(元)", 16, kind="money"), lambda row: row.capital),
        (OfficeColumn("借款余额(元)", 16, kind="money"), lambda row: row.outstanding),
    )


class _OneSociety:
    """What every page about one society knows."""

    model = FundSociety
    related = ("area__parent", "institution")
    key, url_key = "code", "code"

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model is not None else rows.with_standing(clock.today())

    def get_breadcrumbs(self):
        own = {"label": self.object.name, "url": self.object.get_absolute_url()}
        return _crumbs(own, {"label": self.get_title(), "url": ""})


class SocietyDetail(OfNow, _OneSociety, DetailPage):
    """`/funds/societies/<code>/`: the steps of a society and the reports of its money."""

    verb = VIEW
    template_name = "funds/record.html"

    def get_breadcrumbs(self):
        return _crumbs({"label": self.object.name, "url": ""})

    def get_actions(self):
        society = self.object
        if not self.request.user.has_perm(CHANGE) or society.ended_on:
            return []
        found = [{"label": _("登记办结事项"), "url": reverse("funds:society_step", args=[society.code])}]
        if society.lends_since:
            found.append(
                {"label": _("填报运行情况"), "url": reverse("funds:society_report", args=[society.code])}
            )
        return found

    def get_context(self, **more):
        society = self.object
        until = society.lends_since or clock.today()
        known = society.institution
        url = way(self.request.user, known.get_absolute_url()) if known else ""
        return super().get_context(
            status_items=[
                {"label": _("所在"), "value": place_name(society.area)},
                {"label": _("状态"), "value": society_tag(society)},
                {"label": _("申请日期"), "value": society.begun_on},
                {"label": _("应放贷日期"), "value": society.lending_due_on},
                {"label": _("放贷日期"), "value": society.lends_since},
                {"label": _("筹建天数"), "value": (until - society.begun_on).days},
                {"label": _("计划资金规模（元）"), "value": yuan(society.planned_capital)},
                {
                    "label": _("一站两社登记"),
                    "value": link(url, known),
                },
            ],
            tables=[self._steps(), self._reports()],
            **more,
        )

    def _steps(self):
        done = {one.step: one for one in self.rows(SocietyStep).filter(society=self.object)}
        rows = []
        for step in SocietyStepKind:
            one = done.get(step)
            state = tag("good", _("已办结")) if one else tag("none", _("没有办"))
            days = (one.done_on - self.object.begun_on).days if one else None
            rows.append(
                [one_line(step.label), state, one and one.done_on, days, one.document_no if one else None]
            )
        heads = (_("事项"), _("状态"), _("办结日期"), _("申请后第几天"), _("证照或文号"))
        return table("steps", _("筹建事项"), heads, rows, empty="", numeric=(3,))

    def _reports(self):
        reports = self.rows(SocietyReport).filter(society=self.object).order_by("-as_of")
        heads = (_("截至日期"), _("入社户数"), _("借款户数"), _("资金规模（元）"), _("累计借出（元）"))
        return table(
            "reports",
            _("运行情况"),
            (*heads, _("借款余额（元）"), _("资金使用率")),
            [
                [
                    one.as_of,
                    one.members,
                    one.borrowers,
                    yuan(one.capital),
                    yuan(one.lent),
                    yuan(one.outstanding),
                    share(one.outstanding, one.capital),
                ]
                for one in reports
            ],
            empty=_("还没有填报运行情况。"),
            numeric=(1, 2, 3, 4, 5, 6),
        )


class SocietyAdd(FormPage):
    """`/funds/societies/add/`."""

    verb = CHANGE
    title = gettext_lazy("筹建互助资金社")
    form_class = SocietyForm
    success_message = gettext_lazy("已登记互助资金社。")

    def get_breadcrumbs(self):
        return _crumbs({"label": self.get_title(), "url": ""})

    def get_context(self, **more):
        return super().get_context(cancel_url=reverse("funds:societies"), **more)


class SocietyStepAdd(_OneSociety, RowFormPage):
    """`/funds/societies/<code>/step/`."""

    verb = CHANGE
    row_name = "society"
    form_class = SocietyStepForm
    success_message = gettext_lazy("已登记办结事项。")

    def get_title(self):
        return _("登记办结事项：%(society)s") % {"society": self.object}


class SocietyReportAdd(_OneSociety, RowFormPage):
    """`/funds/societies/<code>/report/`."""

    verb = CHANGE
    row_name = "society"
    form_class = SocietyReportForm
    success_message = gettext_lazy("已填报运行情况。")

    def get_title(self):
        return _("填报运行情况：%(society)s") % {"society": self.object}
