"""Special areas: which villages, which plans, how much of the money and of the projects goes there (LN-02, LN-26)."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.tables import place_name
from assistance.tables.shared import one_line
from assistance.views.strips import StripList
from funds.filters.development import SpecialAreaFilter
from funds.forms.development import AreaPlanForm, SpecialAreaForm, TakeOutForm, VillagesForm
from funds.models import SpecialArea, SpecialAreaPlan, SpecialAreaVillage, WholeVillage
from funds.special_areas import shares_of
from funds.tables.development import SPECIAL_AREA_COLUMNS, percent, yes_or_missing
from funds.views.now import OfNow
from funds.views.records import link, table, yuan
from povertyapp.core import clock
from povertyapp.core.statuses import tag
from povertyapp.core.templatetags.house import money, share
from povertyapp.core.views.pages import DetailPage, FormPage, RowFormPage

VIEW, CHANGE = "funds.view_development", "funds.change_specialarea"
WORDS = {"reached": ("good", gettext_lazy("达到")), "short": ("bad", gettext_lazy("没有达到"))}


def _crumbs(*more):
    return [{"label": _("特困片区"), "url": reverse("funds:special_areas")}, *more]


class SpecialAreaList(StripList):
    """`/funds/special-areas/`: the special areas of a county with what each has."""

    model = SpecialArea
    related = ("area",)
    verb = VIEW
    title = gettext_lazy("特困片区")
    filterset_class = SpecialAreaFilter
    columns = SPECIAL_AREA_COLUMNS
    order = ("area_id", "code")
    add_verb, add_url_name, add_label = CHANGE, "funds:special_area_add", gettext_lazy("划定片区")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model is not None else rows.with_plans(clock.today())

    def get_question(self):
        return _("片区有哪些村，规划和年度计划有没有")

    def get_export_url(self):
        return ""


class SpecialAreaDetail(OfNow, DetailPage):
    """`/funds/special-areas/<code>/`: the villages of an area, its plans, and the shares that are asked for."""

    model = SpecialArea
    related = ("area",)
    key, url_key = "code", "code"
    verb = VIEW
    template_name = "funds/record.html"

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model is not None else rows.with_plans(clock.today())

    def get_breadcrumbs(self):
        return _crumbs({"label": self.object.name, "url": ""})

    @property
    def may_change(self):
        return self.request.user.has_perm(CHANGE)

    def get_actions(self):
        if not self.may_change:
            return []
        code = self.object.code
        return [
            {"label": _("划入村"), "url": reverse("funds:special_area_villages", args=[code])},
            {"label": _("登记规划或年度计划"), "url": reverse("funds:special_area_plan", args=[code])},
        ]

    def get_context(self, **more):
        area = self.object
        return super().get_context(
            status_items=[
                {"label": _("县"), "value": area.area.name},
                {"label": _("确定日期"), "value": area.from_date},
                {"label": _("文号"), "value": area.document_no},
                {"label": _("村数"), "value": area.village_count},
                {"label": _("实施规划"), "value": yes_or_missing(area.has_plan)},
                {"label": _("今年的年度计划"), "value": yes_or_missing(area.has_year_plan)},
            ],
            tables=[self._shares(), self._plans(), self._villages()],
            **more,
        )

    def _shares(self):
        of_money, of_projects = shares_of(self.rows, self.object.area_id, clock.today())
        rows = [
            (_("财政专项扶贫资金（万元）"), of_money, money),
            (_("项目（个）"), of_projects, lambda number: f"{number:.0f}"),
        ]
        return table(
            "shares",
            _("全县投入片区的比例"),
            (_("投入"), _("片区"), _("全县"), _("占比"), _("应达"), _("状态")),
            [
                [
                    label,
                    write(one.part),
                    write(one.whole),
                    share(one.part, one.whole),
                    f"{one.least:.0%}",
                    tag(*(WORDS.get(one.state) or ("none", _("没有数据")))),
                ]
                for label, one, write in rows
            ],
            empty="",
            numeric=(1, 2, 3, 4),
            note=_("按当年到账的财政专项扶贫资金和已批复的项目计算，包括本县全部片区。"),
        )

    def _plans(self):
        plans = self.rows(SpecialAreaPlan).filter(special_area=self.object).order_by("year", "kind")
        return table(
            "plans",
            _("规划和年度计划"),
            (_("名称"), _("规划类别"), _("年度"), _("文号"), _("印发日期"), _("计划投资（元）")),
            [
                [
                    one.title,
                    one.get_kind_display(),
                    str(one.year),
                    one.document_no,
                    one.adopted_on,
                    yuan(one.investment),
                ]
                for one in plans
            ],
            empty=_("还没有登记规划和年度计划。"),
            numeric=(5,),
        )

    def _villages(self):
        found = self.rows(SpecialAreaVillage).filter(special_area=self.object).select_related("area__parent")
        whole = self.rows(WholeVillage).filter(year=clock.today().year).with_progress(clock.today())
        progress = {one.area_id: one for one in whole.in_area(self.object.area_id)}
        return table(
            "villages",
            _("片区村"),
            (_("村"), _("划入日期"), _("划出日期"), _("今年整村推进形象进度"), _("办理")),
            [self._village(one, progress.get(one.area_id)) for one in found.order_by("area_id")],
            empty=_("还没有划入村。"),
            numeric=(3,),
        )

    def _village(self, one, whole):
        act = ""
        if self.may_change and one.to_date is None:
            act = link(reverse("funds:special_area_take_out", args=[one.pk]), _("划出"))
        shown = link(whole.get_absolute_url(), percent(whole.progress)) if whole else None
        return [one_line(place_name(one.area)), one.from_date, one.to_date, shown, act]


class SpecialAreaAdd(FormPage):
    """`/funds/special-areas/add/`."""

    verb = CHANGE
    title = gettext_lazy("划定特困片区")
    form_class = SpecialAreaForm
    success_message = gettext_lazy("已划定片区。")

    def get_breadcrumbs(self):
        return _crumbs({"label": self.get_title(), "url": ""})

    def get_context(self, **more):
        return super().get_context(cancel_url=reverse("funds:special_areas"), **more)


class _AreaForm(RowFormPage):
    """A form about one special area."""

    model = SpecialArea
    related = ("area",)
    key, url_key = "code", "code"
    verb = CHANGE
    row_name = "special_area"

    def get_breadcrumbs(self):
        own = {"label": self.object.name, "url": self.object.get_absolute_url()}
        return _crumbs(own, {"label": self.get_title(), "url": ""})


class SpecialAreaVillages(_AreaForm):
    """`/funds/special-areas/<code>/villages/`."""

    form_class = VillagesForm
    success_message = gettext_lazy("已划入。")

    def get_title(self):
        return _("划入村：%(area)s") % {"area": self.object}


class SpecialAreaPlanAdd(_AreaForm):
    """`/funds/special-areas/<code>/plan/`."""

    form_class = AreaPlanForm
    success_message = gettext_lazy("已登记规划。")

    def get_title(self):
        return _("登记规划或年度计划：%(area)s") % {"area": self.object}


class SpecialAreaTakeOut(RowFormPage):
    """`/funds/special-areas/villages/<pk>/`: a village leaves its area."""

    model = SpecialAreaVillage
    related = ("special_area", "area")
    verb = CHANGE
    row_name = "membership"
    form_class = TakeOutForm
    success_message = gettext_lazy("已划出。")

    @property
    def back_url(self):
        return self.object.special_area.get_absolute_url()

    def get_title(self):
        return _("划出：%(village)s") % {"village": self.object.area.short_name}

    def get_breadcrumbs(self):
        own = {"label": self.object.special_area.name, "url": self.back_url}
        return _crumbs(own, {"label": self.get_title(), "url": ""})
