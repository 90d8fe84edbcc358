"""What villages have: one station and two societies, the base of the leading industry, contracts (LF-21 … LF-28)."""

from django.db.models import Count
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from assistance.choices import EnterpriseKind, InstitutionKind
from assistance.filters import VillageEconomyFilter
from assistance.filters.links import LACKS
from assistance.forms import InstitutionForm
from assistance.models import BenefitLink, Enterprise, VillageInstitution
from assistance.querysets.economy import lifted_of, with_economy
from assistance.tables import VILLAGE_COLUMNS
from assistance.views.strips import SheetExport, StripList
from households.choices import VillageKind
from households.models import Village
from povertyapp.core import clock
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.parameters import Parameters
from povertyapp.core.templatetags.house import share
from povertyapp.core.views.pages import DetailPage, FormPage, RowFormPage, address
from povertyapp.core.workbooks.office import OfficeColumn

CHANGE = "assistance.change_enterprise"


def _gaps(village, value):
    """Return what the village lacks of LF-21, 24, 26 and 27, with the share reached where one is asked."""
    found = [
        {"label": label, "state": "failed", "word": _("没有")}
        for label, lacks in (
            (InstitutionKind.FINANCE_STATION.label, not village.has_station),
            (EnterpriseKind.COOPERATIVE.label, not village.cooperative_count),
            (InstitutionKind.MUTUAL_FUND.label, not village.has_fund),
        )
        if lacks
    ]
    shares = [
        (_("签合同户"), village.contracted, village.registered, value.number("link.contract_share_min"))
    ]
    if village.kind == VillageKind.POOR:
        least = value.number("industry.base_share_min")
        shares.append((_("主导产业基地"), village.base_mu or 0, village.cultivated_mu, least))
    for label, part, whole, least in shares:
        if whole and part < least * whole:
            facts = {"label": label, "share": share(part, whole), "least": f"{least:.0%}"}
            text = _("%(label)s %(share)s，应达 %(least)s") % facts
            found.append({"label": text, "state": "failed", "word": _("没有达到")})
    return found


def _crumbs(*more):
    return [{"label": _("一站两社"), "url": reverse("assistance:village_economies")}, *more]


class VillageEconomyList(StripList):
    """`/assistance/villages/`: what each village has and what it lacks."""

    model = Village
    related = ("area__parent",)
    verb = "assistance.view_visit"
    title = _("一站两社和主导产业")
    filterset_class = VillageEconomyFilter
    columns = VILLAGE_COLUMNS
    order = ("area_id",)
    export_url_name = "assistance:village_economies_export"

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model is not None else with_economy(rows, clock.today())

    def get_question(self):
        return _("哪个村有工作站、合作社、互助社，基地和合同到多少")

    def get_row_url(self, row):
        return reverse("assistance:village_economy", args=[row.area_id])

    def get_strip(self):
        counted = {key: Count("pk", filter=where) for key, _label, where in LACKS}
        counts = self.in_place(self.rows()).aggregate(**counted)
        return [
            {"key": f"lacks-{key}", "label": label, "count": counts[key], "query": {"lacks": key}}
            for key, label, _where in LACKS
        ]


class VillageEconomyExport(SheetExport, VillageEconomyList):
    """`/assistance/villages/export/`: the list as a workbook."""

    sheet_kind, sheet_title = "village_economy", "一站两社和主导产业情况表"
    sheet_columns = (
        (OfficeColumn("乡镇", 12), lambda row: row.area.parent.name),
        (OfficeColumn("村", 14), lambda row: row.area.short_name),
        (OfficeColumn("村属性", 12), lambda row: row.get_kind_display()),
        (OfficeColumn("金融扶贫工作站", 12), lambda row: "有" if row.has_station else "没有"),
        (OfficeColumn("专业合作社(个)", 12, kind="integer"), lambda row: row.cooperative_count),
        (OfficeColumn("资金互助社", 12), lambda row: "有" if row.has_fund else "没有"),
        (OfficeColumn("主导产业基地(亩)", 14, kind="money"), lambda row: row.base_mu),
        (OfficeColumn("耕地(亩)", 14, kind="money"), lambda row: row.cultivated_mu),
        (OfficeColumn("签合同户", 10, kind="integer"), lambda row: row.contracted),
        (OfficeColumn("建档立卡户", 10, kind="integer"), lambda row: row.registered),
    )


class VillageEconomyDetail(DetailPage):
    """`/assistance/villages/<area>/`: one village: its station, its societies, its cooperatives, its contracts."""

    model = Area
    related = ("parent",)
    key, url_key = "code", "area"
    verb = "assistance.view_visit"
    template_name = "assistance/village_economy.html"

    @cached_property
    def object(self):
        area = super().object
        if area.level != Level.VILLAGE:
            raise Http404
        return area

    def get_title(self):
        return _("%(village)s：一站两社和主导产业") % {"village": self.object.short_name}

    def get_breadcrumbs(self):
        return _crumbs({"label": self.object.short_name, "url": ""})

    def get_actions(self):
        if not self.request.user.has_perm(CHANGE):
            return []
        enterprise = address(reverse("assistance:enterprise_add"), area=self.object.pk)
        station = reverse("assistance:institution_add", args=[self.object.pk])
        return [
            {"label": _("登记工作站或互助社"), "url": station},
            {"label": _("登记合作社和企业"), "url": enterprise},
        ]

    def get_context(self, **more):
        area, today = self.object, clock.today()
        may_change = self.request.user.has_perm(CHANGE)
        village = with_economy(self.rows(Village).filter(area=area), today).first()
        enterprises = self.rows(Enterprise).filter(area=area).order_by("ended_on", "name")
        enterprises = enterprises.annotate(**lifted_of(self.rows(BenefitLink), today))
        institutions = self.rows(VillageInstitution).filter(area=area)
        return super().get_context(
            village=village,
            gaps=_gaps(village, Parameters(area.pk, today)) if village else None,
            institutions=[self._institution(row, may_change) for row in institutions],
            enterprises=[self._enterprise(row) for row in enterprises],
            links_url=address(
                reverse("assistance:links"), area=area.pk, in_force="true", signed="true", registered="true"
            ),
            contracts=self._contracts(area, today),
            form_url=address(reverse("households:area_edit", args=[area.pk, "industry"]), year=today.year - 1)
            if self.request.user.has_perm("households.change_household")
            else "",
            **more,
        )

    def _contracts(self, area, today):
        rows = self.rows(BenefitLink).in_area(area.pk).in_force(today).contracts().of_registered(today)
        return rows.count()

    def _institution(self, row, may_change):
        return {
            "kind": row.get_kind_display(),
            "name": row.name,
            "bank": row.bank,
            "capital": row.capital,
            "founded_on": row.founded_on,
            "ended_on": row.ended_on,
            "url": reverse("assistance:institution_edit", args=[row.pk]) if may_change else "",
        }

    def _enterprise(self, row):
        return {
            "name": row.name,
            "url": row.get_absolute_url(),
            "kind": row.get_kind_display(),
            "industry": row.industry,
            "lifted": row.lifted,
            "founded_on": row.founded_on,
            "ended_on": row.ended_on,
        }


class InstitutionAdd(FormPage, VillageEconomyDetail):
    """`/assistance/villages/<area>/institutions/add/`: enter a finance station or a mutual-fund society."""

    verb = CHANGE
    template_name = "generic/form.html"
    form_class = InstitutionForm
    success_message = _("已登记。")

    def get_title(self):
        return _("%(village)s：登记工作站或互助社") % {"village": self.object.short_name}

    @property
    def page_url(self):
        return reverse("assistance:village_economy", args=[self.object.pk])

    def get_breadcrumbs(self):
        own = {"label": self.object.short_name, "url": self.page_url}
        return _crumbs(own, {"label": _("登记"), "url": ""})

    def get_actions(self):
        return []

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "area": self.object}

    def get_context(self, **more):
        return DetailPage.get_context(self, cancel_url=self.page_url, **more)

    def get_success_url(self, saved):
        return self.page_url


class InstitutionEdit(RowFormPage):
    """`/assistance/institutions/<pk>/edit/`: correct a station or society, or close it with its last day."""

    model = VillageInstitution
    related = ("area",)
    verb = CHANGE
    form_class = InstitutionForm
    success_message = _("已保存。")

    def get_title(self):
        return _("修改：%(name)s") % {"name": self.object.name}

    def get_breadcrumbs(self):
        own = {"label": self.object.area.short_name, "url": self.object.get_absolute_url()}
        return _crumbs(own, {"label": self.get_title(), "url": ""})
