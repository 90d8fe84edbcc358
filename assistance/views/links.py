"""Cooperatives and enterprises, and how households take part in them."""

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.choices import EnterpriseKind, LinkMode, LinkService
from assistance.filters import EnterpriseFilter, LinkFilter
from assistance.forms import EnterpriseEditForm, EnterpriseForm, LinkEndForm, LinkForm
from assistance.models import BenefitLink, Enterprise
from assistance.querysets.economy import lifted_of
from assistance.tables import ENTERPRISE_COLUMNS, LINK_COLUMNS, place_name, services_of
from assistance.views.strips import SheetExport, StripList
from povertyapp.core import clock
from povertyapp.core.context import reverse_or_none
from povertyapp.core.parameters import Parameters
from povertyapp.core.views.pages import DetailPage, FormPage, RowFormPage, address
from povertyapp.core.workbooks.office import OfficeColumn

CHANGE = "assistance.change_enterprise"
NEWEST = 100  # links on the page of one enterprise; all of them are in the list


class EnterpriseRows:
    """Enterprises with how many households and links in force the reader sees of each."""

    def rows(self, model=None):
        rows = super().rows(model)
        if model is not None:
            return rows
        return rows.annotate(**lifted_of(super().rows(BenefitLink), clock.today()))


class EnterpriseList(EnterpriseRows, StripList):
    """`/assistance/enterprises/`: cooperatives and enterprises, and whom they lift."""

    model = Enterprise
    related = ("area__parent",)
    verb = "assistance.view_visit"
    title = _("合作社和企业")
    filterset_class = EnterpriseFilter
    columns = ENTERPRISE_COLUMNS
    order = ("area_id", "name", "pk")
    add_verb, add_url_name, add_label = CHANGE, "assistance:enterprise_add", _("登记合作社和企业")
    export_url_name = "assistance:enterprises_export"

    def get_question(self):
        return _("有哪些合作社和企业，各带动多少建档立卡户")

    def get_strip(self):
        rows = self.in_place(StripList.rows(self)).standing(clock.today()).order_by()
        counts = dict(rows.values_list("kind").annotate(n=Count("pk")))
        return [
            {
                "key": kind.value,
                "label": kind.label,
                "count": counts.get(kind.value, 0),
                "query": {"kind": kind.value, "standing": "true"},
            }
            for kind in EnterpriseKind
        ]


class EnterpriseExport(SheetExport, EnterpriseList):
    """`/assistance/enterprises/export/`: the list as a workbook."""

    sheet_kind, sheet_title = "enterprises", "合作社和企业台账"
    sheet_columns = (
        (OfficeColumn("编号", 14, kind="text"), lambda row: row.code),
        (OfficeColumn("名称", 30, align="left"), lambda row: row.name),
        (OfficeColumn("类型", 16), lambda row: row.get_kind_display()),
        (OfficeColumn("统一社会信用代码", 22, kind="text"), lambda row: row.credit_code),
        (OfficeColumn("所在地", 20, align="left"), lambda row: place_name(row.area)),
        (OfficeColumn("主营产业", 14), lambda row: row.industry),
        (OfficeColumn("负责人", 10), lambda row: row.head_name),
        (OfficeColumn("成立日期", 12, kind="date"), lambda row: row.founded_on),
        (OfficeColumn("注销日期", 12, kind="date"), lambda row: row.ended_on),
        (OfficeColumn("带动建档立卡户", 12, kind="integer"), lambda row: row.lifted),
    )


class EnterpriseDetail(EnterpriseRows, DetailPage):
    """`/assistance/enterprises/<code>/`: one cooperative or enterprise and the links that the reader sees."""

    model = Enterprise
    key, url_key = "code", "code"
    related = ("area__parent",)
    verb = "assistance.view_visit"
    template_name = "assistance/enterprise_detail.html"

    def get_breadcrumbs(self):
        return [
            {"label": _("合作社和企业"), "url": reverse("assistance:enterprises")},
            {"label": self.object.name, "url": ""},
        ]

    def get_actions(self):
        if not self.request.user.has_perm(CHANGE):
            return []
        link = address(reverse("assistance:link_add"), enterprise=self.object.credit_code or self.object.name)
        return [
            {"label": _("登记利益联结"), "url": link},
            {"label": _("修改"), "url": reverse("assistance:enterprise_edit", args=[self.object.code])},
        ]

    def get_context(self, **more):
        row = self.object
        value = Parameters(row.area_id, clock.today())
        least = int(value("cooperative.min_households"))
        facts = [
            (_("编号"), row.code),
            (_("类型"), row.get_kind_display()),
            (_("所在地"), place_name(row.area)),
            (_("统一社会信用代码"), row.credit_code),
            (_("主营产业"), row.industry),
            (_("负责人"), row.head_name),
            (_("成立日期"), row.founded_on),
            (_("注销日期"), row.ended_on),
        ]
        links = self.rows(BenefitLink).filter(enterprise=row).select_related("household")
        return super().get_context(
            status_items=[{"label": label, "value": value} for label, value in facts],
            gaps=self._gaps(least),
            sections=[
                {"anchor": "links", "title": _("带动的户"), "template": "assistance/_links.html"},
            ],
            links=[link_row(link, self.request.user) for link in links.order_by("-from_date", "pk")[:NEWEST]],
            show_household=True,
            links_url=address(
                reverse("assistance:links"), enterprise=row.code, in_force="true", registered="true"
            ),
            link_count=row.link_count,
            **more,
        )

    def _gaps(self, least):
        """Say whether a cooperative lifts as many households as LF-28 asks, as far as the reader sees them."""
        row = self.object
        if row.kind != EnterpriseKind.COOPERATIVE or row.ended_on:
            return None
        label = _("带动建档立卡户 %(n)s/%(least)s") % {"n": row.lifted, "least": least}
        return [{"label": label, "state": "met" if row.lifted >= least else "failed", "word": None}]


def link_row(link, user):
    """Return a link for a table of links."""
    return {
        "household": str(link.household),
        "household_url": reverse_or_none("households:detail", no=link.household.household_no),
        "enterprise": link.enterprise,
        "mode": link.get_mode_display(),
        "services": services_of(link),
        "contract_no": link.contract_no,
        "signed_on": link.signed_on,
        "from_date": link.from_date,
        "to_date": link.to_date,
        "amount": link.amount,
        "end_url": (
            reverse("assistance:link_end", args=[link.pk])
            if link.to_date is None and user.has_perm(CHANGE)
            else ""
        ),
    }


class EnterpriseAdd(FormPage):
    """`/assistance/enterprises/add/`: enter a cooperative or another enterprise."""

    verb = CHANGE
    title = _("登记合作社和企业")
    form_class = EnterpriseForm
    success_message = _("已登记。")

    def get_initial_form(self):
        return self.form_class(user=self.request.user, initial={"area": self.request.GET.get("area", "")})

    def get_breadcrumbs(self):
        return [
            {"label": _("合作社和企业"), "url": reverse("assistance:enterprises")},
            {"label": self.title, "url": ""},
        ]

    def get_context(self, **more):
        return super().get_context(cancel_url=reverse("assistance:enterprises"), **more)


class EnterpriseEdit(FormPage, EnterpriseDetail):
    """`/assistance/enterprises/<code>/edit/`: correct what is recorded of an enterprise, or close it."""

    verb = CHANGE
    template_name = "generic/form.html"
    form_class = EnterpriseEditForm
    success_message = _("已保存。")

    def get_title(self):
        return _("修改：%(name)s") % {"name": self.object.name}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "row": self.object}

    def get_actions(self):
        return []

    def get_context(self, **more):
        return DetailPage.get_context(self, cancel_url=self.object.get_absolute_url(), **more)

    def get_success_url(self, saved):
        return self.object.get_absolute_url()


class LinkList(StripList):
    """`/assistance/benefit-links/`: which household takes part in what, in which way."""

    model = BenefitLink
    related = ("household", "enterprise", "area__parent")
    verb = "assistance.view_visit"
    title = _("利益联结")
    filterset_class = LinkFilter
    columns = LINK_COLUMNS
    order = ("area_id", "household__household_no", "from_date", "pk")
    add_verb, add_url_name, add_label = CHANGE, "assistance:link_add", _("登记利益联结")
    export_url_name = "assistance:links_export"

    def rows(self, model=None):
        """Return the links, each with whether the reader may open its enterprise: a helper sees his links alone."""
        rows = super().rows(model)
        if model is not None:
            return rows
        return rows.annotate(is_open=Exists(self.rows(Enterprise).filter(pk=OuterRef("enterprise"))))

    def get_question(self):
        return _("哪一户和哪个合作社、企业怎样联结，签了合同没有")

    def get_row_url(self, row):
        return reverse_or_none("households:detail", no=row.household.household_no) or ""

    def get_strip(self):
        rows = self.in_place(super().rows()).in_force(clock.today()).order_by()
        figures = {f"mode_{mode.value}": Count("pk", filter=Q(mode=mode)) for mode in LinkMode}
        figures |= {
            f"service_{service.value}": Count("pk", filter=Q(services__contains=[service.value]))
            for service in LinkService
        }
        counts = rows.aggregate(signed=Count("pk", filter=Q(signed_on__isnull=False)), **figures)
        strip = [("signed", _("有效合同"), {"signed": "true"})]
        strip += [(f"mode_{mode.value}", mode.label, {"mode": mode.value}) for mode in LinkMode]
        strip += [(f"service_{s.value}", s.label, {"service": s.value}) for s in LinkService]
        return [
            {"key": key, "label": label, "count": counts[key], "query": query | {"in_force": "true"}}
            for key, label, query in strip
        ]


class LinkExport(SheetExport, LinkList):
    """`/assistance/benefit-links/export/`: the list as a workbook."""

    sheet_kind, sheet_title = "links", "利益联结台账"
    sheet_columns = (
        (OfficeColumn("乡镇", 12), lambda row: row.area.parent.name),
        (OfficeColumn("村", 12), lambda row: row.area.short_name),
        (OfficeColumn("户编号", 16, kind="text"), lambda row: row.household.household_no),
        (OfficeColumn("户主", 9), lambda row: row.household.head_name),
        (OfficeColumn("合作社或企业", 26, align="left"), lambda row: row.enterprise.name),
        (OfficeColumn("联结方式", 11), lambda row: row.get_mode_display()),
        (OfficeColumn("带动内容", 20, align="left"), services_of),
        (OfficeColumn("合同编号", 16, kind="text"), lambda row: row.contract_no),
        (OfficeColumn("签订日期", 12, kind="date"), lambda row: row.signed_on),
        (OfficeColumn("开始日期", 12, kind="date"), lambda row: row.from_date),
        (OfficeColumn("结束日期", 12, kind="date"), lambda row: row.to_date),
        (OfficeColumn("约定收益(元/年)", 14, align="right", kind="money"), lambda row: row.amount),
    )


class LinkAdd(FormPage):
    """`/assistance/benefit-links/add/?household=…`: record how a household takes part."""

    verb = CHANGE
    title = _("登记利益联结")
    form_class = LinkForm
    success_message = _("已登记利益联结。")

    def get_initial_form(self):
        given = {name: self.request.GET.get(name, "") for name in ("household", "enterprise")}
        return self.form_class(user=self.request.user, initial=given)

    def get_breadcrumbs(self):
        return [
            {"label": _("利益联结"), "url": reverse("assistance:links")},
            {"label": self.title, "url": ""},
        ]

    def get_context(self, **more):
        return super().get_context(cancel_url=reverse("assistance:links"), **more)

    def get_success_url(self, saved):
        return address(reverse("assistance:links"), household=saved.household.household_no)


class LinkEnd(RowFormPage):
    """`/assistance/benefit-links/<pk>/end/`: the last day of a link."""

    model = BenefitLink
    related = ("household", "enterprise")
    verb = CHANGE
    form_class = LinkEndForm
    row_name = "link"
    success_message = _("已结束这项联结。")

    def get_title(self):
        names = {"household": self.object.household, "enterprise": self.object.enterprise}
        return _("结束联结：%(household)s 与 %(enterprise)s") % names

    @property
    def back_url(self):
        return address(reverse("assistance:links"), household=self.object.household.household_no)

    def get_breadcrumbs(self):
        return [{"label": _("利益联结"), "url": self.back_url}, {"label": self.get_title(), "url": ""}]
