"""Whole-village projects: what is built, by which weights, how far it is, and the money invested (LN-05, E-22)."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.tables import place_name
from assistance.views.strips import SheetExport, StripList
from funds.filters.development import WholeVillageFilter, progress_asked
from funds.forms.development import MoreItemsForm, ProgressForm, WholeVillageForm
from funds.models import WholeVillage, WholeVillageItem
from funds.tables.development import WHOLE_VILLAGE_COLUMNS, percent
from funds.views.now import OfNow
from funds.views.records import link, table, yuan
from povertyapp.core import clock
from povertyapp.core.statuses import tag
from povertyapp.core.templatetags.house import money, share
from povertyapp.core.views.pages import DetailPage, FormPage, RowFormPage
from povertyapp.core.workbooks.office import OfficeColumn

VIEW, CHANGE, REPORT = "funds.view_development", "funds.change_wholevillage", "funds.report_wholevillage"


def _crumbs(*more):
    return [{"label": _("整村推进"), "url": reverse("funds:whole_villages")}, *more]


class WholeVillageList(StripList):
    """`/funds/whole-villages/`: villages that are built up as a whole, with physical progress and investment."""

    model = WholeVillage
    related = ("area__parent",)
    verb = VIEW
    title = gettext_lazy("整村推进")
    filterset_class = WholeVillageFilter
    columns = WHOLE_VILLAGE_COLUMNS
    order = ("-year", "area_id")
    add_verb, add_url_name, add_label = CHANGE, "funds:whole_village_add", gettext_lazy("登记整村推进")
    export_url_name = "funds:whole_villages_export"

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model is not None else rows.with_progress(clock.today())

    def get_question(self):
        return _("每个村干到哪一步，投资完成多少")

    def get_strip(self):
        year = clock.today().year
        here = self.in_place(self.rows()).filter(year=year)
        first = here.order_by("area_id").values_list("area_id", flat=True).first() or ""
        asked = progress_asked(first, clock.today())
        done = [one.progress >= asked for one in here]
        return [
            {"key": "all", "label": _("今年整村推进"), "count": len(done), "query": {"year": year}},
            {
                "key": "reached",
                "label": _("形象进度达到 %(asked)d%%") % {"asked": asked},
                "count": sum(done),
                "query": {"year": year, "progress": "reached"},
            },
            {
                "key": "short",
                "label": _("没有达到"),
                "count": len(done) - sum(done),
                "query": {"year": year, "progress": "short"},
            },
        ]


class WholeVillageExport(SheetExport, WholeVillageList):
    """`/funds/whole-villages/export/`: the list as a workbook."""

    verb = VIEW
    sheet_kind, sheet_title = "whole_villages", "整村推进项目进度表"
    sheet_columns = (
        (OfficeColumn("编号", 16), lambda row: row.code),
        (OfficeColumn("乡镇", 14), lambda row: row.area.parent.name),
        (OfficeColumn("村", 14), lambda row: row.area.short_name),
        (OfficeColumn("年度", 8), lambda row: row.year),
        (OfficeColumn("计划投资(元)", 16, kind="money"), lambda row: row.planned),
        (OfficeColumn("完成投资(元)", 16, kind="money"), lambda row: row.invested),
        (OfficeColumn("形象进度", 10), lambda row: percent(row.progress)),
        (OfficeColumn("计划开工", 12, kind="date"), lambda row: row.starts_on),
        (OfficeColumn("计划完工", 12, kind="date"), lambda row: row.ends_on),
    )


class _OneVillage:
    """What every page about one whole village knows."""

    model = WholeVillage
    related = ("area__parent",)
    key, url_key = "code", "code"

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model is not None else rows.with_progress(clock.today())

    def get_title(self):
        return _("%(village)s：%(year)s年整村推进") % {
            "village": self.object.area.short_name,
            "year": self.object.year,
        }


class WholeVillageDetail(OfNow, _OneVillage, DetailPage):
    """`/funds/whole-villages/<code>/`: each thing that is built, with its weight, progress and investment."""

    verb = VIEW
    template_name = "funds/record.html"

    def get_breadcrumbs(self):
        return _crumbs({"label": self.object.area.short_name, "url": ""})

    def get_actions(self):
        if not self.request.user.has_perm(CHANGE):
            return []
        url = reverse("funds:whole_village_items", args=[self.object.code])
        return [{"label": _("补登建设内容"), "url": url}]

    def get_context(self, **more):
        whole = self.object
        reached = whole.progress >= progress_asked(whole.area_id, clock.today())
        state = tag("good" if reached else "bad", percent(whole.progress))
        return super().get_context(
            status_items=[
                {"label": _("村"), "value": place_name(whole.area)},
                {"label": _("形象进度"), "value": state},
                {"label": _("计划投资（万元）"), "value": money(whole.planned)},
                {"label": _("完成投资（万元）"), "value": money(whole.invested)},
                {"label": _("投资完成率"), "value": share(whole.invested, whole.planned)},
                {"label": _("计划开工"), "value": whole.starts_on},
                {"label": _("计划完工"), "value": whole.ends_on},
                {"label": _("批复文号"), "value": whole.document_no},
            ],
            tables=[self._items()],
            **more,
        )

    def _items(self):
        items = self.rows(WholeVillageItem).filter(whole_village=self.object).select_related("project")
        heads = (
            _("建设内容"),
            _("工程量"),
            _("权重"),
            _("计划投资（元）"),
            _("完成进度"),
            _("完成投资（元）"),
        )
        return table(
            "items",
            _("建设内容"),
            (*heads, _("项目"), _("办理")),
            [self._item(one) for one in items.with_progress(clock.today()).order_by("number")],
            empty=_("没有内容。"),
            numeric=(2, 3, 4, 5),
            note=_("形象进度是各项完成进度按权重的平均。"),
        )

    def _item(self, one):
        act = ""
        if self.request.user.has_perm(REPORT):
            act = link(reverse("funds:whole_village_report", args=[one.pk]), _("填报进度"))
        project = link(one.project.get_absolute_url(), one.project.number) if one.project else None
        cells = [one.name, one.quantity, one.weight, yuan(one.investment), percent(one.done), yuan(one.spent)]
        return [*cells, project, act]


class WholeVillageAdd(FormPage):
    """`/funds/whole-villages/add/`."""

    verb = CHANGE
    title = gettext_lazy("登记整村推进")
    form_class = WholeVillageForm
    success_message = gettext_lazy("已登记整村推进。")

    def get_breadcrumbs(self):
        return _crumbs({"label": self.get_title(), "url": ""})

    def get_context(self, **more):
        return super().get_context(cancel_url=reverse("funds:whole_villages"), **more)


class WholeVillageItems(_OneVillage, RowFormPage):
    """`/funds/whole-villages/<code>/items/`: more that is built."""

    verb = CHANGE
    row_name = "whole_village"
    form_class = MoreItemsForm
    success_message = gettext_lazy("已补登建设内容。")

    def get_title(self):
        return f"{self.object.area.short_name} · {_('补登建设内容')}"

    def get_breadcrumbs(self):
        own = {"label": self.object.area.short_name, "url": self.object.get_absolute_url()}
        return _crumbs(own, {"label": _("补登建设内容"), "url": ""})


class WholeVillageReportAdd(RowFormPage):
    """`/funds/whole-villages/items/<pk>/report/`: how far one thing is."""

    model = WholeVillageItem
    related = ("whole_village", "area")
    verb = REPORT
    row_name = "item"
    form_class = ProgressForm
    success_message = gettext_lazy("已填报进度。")

    @property
    def back_url(self):
        return self.object.whole_village.get_absolute_url()

    def get_title(self):
        return _("填报进度：%(item)s") % {"item": self.object}

    def get_breadcrumbs(self):
        own = {"label": self.object.area.short_name, "url": self.back_url}
        return _crumbs(own, {"label": _("填报进度"), "url": ""})
