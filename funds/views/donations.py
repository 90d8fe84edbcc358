"""Donations and the help of partners: who gave what, what became of it, who received it (LN-15, CB1-26)."""

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.tables import household_link, place_name
from assistance.views.strips import SheetExport, StripList
from funds.choices.development import DonationKind, DonorKind
from funds.filters.development import DonationFilter
from funds.forms.development import DonationForm, DonationUseForm, PoolForm, StrikeUseForm
from funds.help_totals import help_totals
from funds.models import Donation, DonationUse
from funds.tables.development import DONATION_COLUMNS
from funds.views.now import OfNow
from funds.views.records import link, table, yuan
from povertyapp.core import clock
from povertyapp.core.statuses import tag
from povertyapp.core.text import told
from povertyapp.core.views.pages import DetailPage, FormPage, RowFormPage, address
from povertyapp.core.workbooks.office import OfficeColumn

VIEW, CHANGE = "funds.view_development", "funds.change_donation"
POOL = "funds.change_fundline"


def _crumbs(*more):
    return [{"label": _("捐赠和帮扶"), "url": reverse("funds:donations")}, *more]


class DonationList(StripList):
    """`/funds/donations/`: what was given, by whom, and what is left of it."""

    model = Donation
    related = ("area__parent",)
    verb = VIEW
    title = gettext_lazy("捐赠和帮扶")
    filterset_class = DonationFilter
    columns = DONATION_COLUMNS
    order = ("-received_on", "code")
    add_verb, add_url_name, add_label = CHANGE, "funds:donation_add", gettext_lazy("登记捐赠")
    export_url_name = "funds:donations_export"
    template_name = "funds/donations.html"

    def get_context(self, **more):
        year = clock.today().year
        totals = help_totals(self.rows, year, self.request.GET.get("area", ""))
        return super().get_context(given=totals, year=year, **more)

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model is not None else rows.with_use()

    def get_question(self):
        return _("谁捐了什么，用到哪里，还剩多少")

    def get_strip(self):
        year = clock.today().year
        here = self.in_place(super().rows()).filter(received_on__year=year)
        counts = here.aggregate(
            **{kind.value: Count("pk", filter=Q(kind=kind)) for kind in DonationKind},
            left=Count("pk", filter=Q(amount__gt=F("used"))),
        )
        strip = [
            {"key": kind.value, "label": kind.label, "count": counts[kind.value]}
            | {"query": {"year": year, "kind": kind.value}}
            for kind in DonationKind
        ]
        left = {"key": "left", "label": _("还有结余"), "count": counts["left"]}
        return [*strip, left | {"query": {"year": year, "left": "true"}}]


class DonationExport(SheetExport, DonationList):
    """`/funds/donations/export/`: the list as a workbook; a person who did not agree stays unnamed."""

    verb = VIEW
    sheet_kind, sheet_title = "donations", "捐赠和帮扶台账"
    sheet_columns = (
        (OfficeColumn("编号", 16), lambda row: row.code),
        (OfficeColumn("类别", 10), lambda row: row.get_kind_display()),
        (OfficeColumn("捐赠方类别", 14), lambda row: row.get_donor_kind_display()),
        (OfficeColumn("捐赠方", 24, align="left"), lambda row: str(row.donor)),
        (OfficeColumn("捐赠内容", 30, align="left"), lambda row: row.what),
        (OfficeColumn("接收地", 18, align="left"), lambda row: place_name(row.area)),
        (OfficeColumn("接收日期", 12, kind="date"), lambda row: row.received_on),
        (OfficeColumn("金额或折价(元)", 16, kind="money"), lambda row: row.amount),
        (OfficeColumn("已使用(元)", 16, kind="money"), lambda row: row.used),
        (OfficeColumn("结余(元)", 16, kind="money"), lambda row: row.left),
        (OfficeColumn("受益户", 8, kind="integer"), lambda row: row.household_count),
        (OfficeColumn("票据编号", 16), lambda row: row.receipt_no),
    )


class DonationDetail(OfNow, DetailPage):
    """`/funds/donations/<code>/`: one gift and every use of it."""

    model = Donation
    related = ("area__parent", "unit", "recorded_by")
    key, url_key = "code", "code"
    verb = VIEW
    template_name = "funds/record.html"

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model is not None else rows.with_use()

    def get_breadcrumbs(self):
        return _crumbs({"label": self.object.code, "url": ""})

    @property
    def may_change(self):
        return self.request.user.has_perm(CHANGE)

    def get_actions(self):
        donation, found = self.object, []
        if self.request.user.has_perm("funds.change_notice"):
            about = {"kind": "donation", "subject_kind": "donation", "subject_code": donation.code}
            found = [{"label": _("公示使用情况"), "url": address(reverse("funds:notice_add"), **about)}]
        if donation.kind == DonationKind.MONEY and donation.left > 0 and self.request.user.has_perm(POOL):
            pool = reverse("funds:donation_pool", args=[donation.code])
            found.insert(0, {"label": _("进入资金池"), "url": pool})
        if not self.may_change:
            return found
        if donation.left > 0 or donation.kind == DonationKind.DEED:
            use = {"label": _("登记使用"), "url": reverse("funds:donation_use", args=[donation.code])}
            found.insert(0, use)
        return found

    def get_context(self, **more):
        one = self.object
        donor = one.donor
        if one.donor_kind == DonorKind.PERSON and self.may_change:
            donor = one.donor_person
        return super().get_context(
            status_items=[
                {"label": _("类别"), "value": one.get_kind_display()},
                {"label": _("捐赠方"), "value": donor},
                {"label": _("捐赠方类别"), "value": one.get_donor_kind_display()},
                {"label": _("接收地"), "value": place_name(one.area)},
                {"label": _("接收日期"), "value": one.received_on},
                {"label": _("数量"), "value": one.quantity},
                {"label": _("金额或折价（元）"), "value": yuan(one.amount)},
                {"label": _("已使用（元）"), "value": yuan(one.used)},
                {"label": _("结余（元）"), "value": yuan(one.left)},
                {"label": _("指定用途"), "value": one.purpose},
                {"label": _("票据编号"), "value": one.receipt_no},
            ],
            tables=[self._uses()],
            **more,
        )

    def _uses(self):
        found = self.rows(DonationUse).filter(donation=self.object).order_by("used_on", "pk")
        found = found.select_related("household", "project", "line", "area__parent")
        heads = (
            _("使用内容"),
            _("使用日期"),
            _("金额（元）"),
            _("受益户、项目或资金"),
            _("地点"),
            _("签收人"),
        )
        standing = [one.amount for one in found if one.struck_on is None]
        return table(
            "uses",
            _("使用情况"),
            (*heads, _("签收单编号"), _("办理")),
            [self._use(one) for one in found],
            empty=_("还没有登记使用。"),
            numeric=(2,),
            total=[_("合计"), "", yuan(sum(standing)), "", "", "", "", ""],
        )

    def _use(self, one):
        whom, home = None, one.household
        if home:
            whom = household_link(home, self.request.user.has_perm("households.view_household"))
        if one.project:
            whom = link(one.project.get_absolute_url(), one.project.name)
        if one.line:
            whom = link(one.line.get_absolute_url(), one.line.code)
        act = tag("none", _("已冲销")) if one.struck_on else ""
        if self.may_change and not one.struck_on:
            act = link(reverse("funds:donation_strike", args=[one.pk]), _("冲销"))
        signed = one.receiver if self.may_change else _("已登记")
        return [
            told(one.what),
            one.used_on,
            yuan(one.amount),
            whom,
            place_name(one.area),
            signed,
            one.receipt_no,
            act,
        ]


class DonationAdd(FormPage):
    """`/funds/donations/add/`."""

    verb = CHANGE
    title = gettext_lazy("登记捐赠")
    form_class = DonationForm
    success_message = gettext_lazy("已登记捐赠。")

    def get_breadcrumbs(self):
        return _crumbs({"label": self.get_title(), "url": ""})

    def get_context(self, **more):
        return super().get_context(cancel_url=reverse("funds:donations"), **more)


class DonationUseAdd(RowFormPage):
    """`/funds/donations/<code>/use/`: what was used of a gift, and who signed for it."""

    model = Donation
    related = ("area",)
    key, url_key = "code", "code"
    verb = CHANGE
    row_name = "donation"
    form_class = DonationUseForm
    success_message = gettext_lazy("已登记使用。")

    def get_title(self):
        return _("登记使用：%(donation)s") % {"donation": self.object}

    def get_breadcrumbs(self):
        own = {"label": self.object.code, "url": self.object.get_absolute_url()}
        return _crumbs(own, {"label": _("登记使用"), "url": ""})


class DonationPool(RowFormPage):
    """`/funds/donations/<code>/pool/`: a gift of money enters the county's books as a line of money."""

    model = Donation
    related = ("area",)
    key, url_key = "code", "code"
    verb = POOL
    row_name = "donation"
    form_class = PoolForm
    submit_label = gettext_lazy("进入资金池")
    success_message = gettext_lazy("捐赠资金已进入资金池，请下达到项目。")

    def get_title(self):
        return _("进入资金池：%(donation)s") % {"donation": self.object}

    def get_context(self, **more):
        left = yuan(self.object.amount - self.object.used)
        hint = _(
            "这笔捐赠剩下的 %(left)s 元作为一笔资金到账并整合，以后由下达和支付使用，不再按捐赠使用登记。"
        )
        return super().get_context(hint=hint % {"left": left}, **more)

    def get_breadcrumbs(self):
        own = {"label": self.object.code, "url": self.object.get_absolute_url()}
        return _crumbs(own, {"label": _("进入资金池"), "url": ""})

    def get_success_url(self, saved):
        return saved.get_absolute_url()


class DonationStrike(RowFormPage):
    """`/funds/donations/uses/<pk>/strike/`: take a use back that was entered wrongly."""

    model = DonationUse
    related = ("donation",)
    verb = CHANGE
    row_name = "use"
    form_class = StrikeUseForm
    success_message = gettext_lazy("已冲销。")

    @property
    def back_url(self):
        return self.object.donation.get_absolute_url()

    def get_title(self):
        return _("冲销使用：%(use)s") % {"use": self.object}

    def get_breadcrumbs(self):
        own = {"label": self.object.donation.code, "url": self.back_url}
        return _crumbs(own, {"label": _("冲销使用"), "url": ""})
