"""Allotments of money to projects: the list, one of them with its payments, and a new one."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.filters.as_of import AsOf
from funds.filters.money import AllotmentFilter
from funds.forms.money import AllotForm
from funds.models import Allotment, FundLine, Payment
from funds.tables.money import ALLOTMENT_COLUMNS, payee_of, standing_of
from funds.views.fund_lines import totals_of
from funds.views.money_forms import ALLOT, PAY, REVERSE, SEE, MoneyFormPage
from funds.views.now import OfNow
from povertyapp.core.context import reverse_or_none
from povertyapp.core.templatetags.house import money
from povertyapp.core.views.pages import DetailPage, ListPage, address


def crumbs(*more):
    return [{"label": _("资金下达"), "url": reverse("funds:allocations")}, *more]


class AllotmentList(AsOf, ListPage):
    """`/funds/allocations/`: which money went to which project; with `?on=` by the end of that day."""

    model = Allotment
    related = ("line", "project", "area")
    verb = SEE
    title = gettext_lazy("资金下达")
    filterset_class = AllotmentFilter
    columns = ALLOTMENT_COLUMNS
    order = ("-allotted_on", "-pk")
    money_unit = "wan"

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.with_money(self.on).with_reversal(self.on)

    def get_question(self):
        return _("哪笔资金下达给哪个项目，付了多少")

    def get_actions(self):
        payments = {"label": _("资金支付"), "url": reverse("funds:payments"), "style": ""}
        if not self.request.user.has_perm(ALLOT):
            return [payments]
        return [
            payments,
            {"label": _("下达资金"), "url": reverse("funds:allocation_add"), "style": "primary"},
        ]

    def get_context(self, **more):
        context = super().get_context(as_of=self.moment, **more)
        return context | totals_of(self, context["total"])


class AllotmentDetail(OfNow, DetailPage):
    """`/funds/allocations/<pk>/`: one allotment and what was paid of it."""

    model = Allotment
    related = ("line", "project", "area", "entry__made_by")
    verb = SEE
    template_name = "funds/allocation.html"

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.with_money().with_reversal()

    def get_title(self):
        return _("下达：%(project)s") % {"project": self.object.project.name}

    def get_breadcrumbs(self):
        return crumbs({"label": self.object.project.name, "url": ""})

    def get_actions(self):
        allotment, user, actions = self.object, self.request.user, []
        if user.has_perm(REVERSE) and not allotment.is_reversed:
            url = reverse("funds:entry_reverse", args=[allotment.entry_id])
            actions.append({"label": _("冲销"), "url": url, "style": ""})
        if user.has_perm(PAY) and allotment.unpaid:
            url = reverse("funds:payment_add", args=[allotment.pk])
            actions.append({"label": _("登记支付"), "url": url, "style": "primary"})
        return actions

    def get_context(self, **more):
        allotment, line = self.object, self.object.line
        payments = self.rows(Payment).filter(allotment=allotment).with_reversal().select_related("household")
        sees_line = self.rows(FundLine).filter(pk=line.pk).exists()
        shown = list(payments)
        return super().get_context(
            status_items=[
                {"label": _("下达文号"), "value": allotment.document_no},
                {"label": _("下达日期"), "value": allotment.allotted_on},
                {"label": _("级次"), "value": line.get_level_display()},
                {"label": _("实施地"), "value": allotment.area.name},
                {"label": _("状态"), "value": standing_of(allotment.is_reversed)},
                {"label": _("凭证号"), "value": allotment.entry.number},
                {"label": _("经办人"), "value": str(allotment.entry.made_by or _("系统"))},
            ],
            kpis=self._kpis(sum(not row.is_reversed for row in shown)),
            line_url=line.get_absolute_url() if sees_line else "",
            project_url=reverse_or_none("funds:project", no=allotment.project.number),
            payments=[
                {"payment": p, "payee": payee_of(p), "state": standing_of(p.is_reversed)} for p in shown
            ],
            **more,
        )

    def _kpis(self, count):
        allotment = self.object
        paid = address(reverse("funds:payments"), allotment=allotment.pk, state="standing")
        yuan = [
            (_("下达金额"), allotment.amount, "allotment", ""),
            (_("已支付"), allotment.paid, "allotment-paid", paid),
            (_("未支付"), allotment.unpaid, "allotment-unpaid", ""),
        ]
        return [
            {
                "label": label,
                "value": money(amount, "yuan"),
                "name": name,
                "url": url,
                "unit": _("元"),
                "count": count,
            }
            for label, amount, name, url in yuan
        ]


class AllotmentAdd(MoneyFormPage):
    """`/funds/allocations/add/`: integrated money of `?line=` goes to the project `?project=`."""

    verb = ALLOT
    form_class = AllotForm
    title = gettext_lazy("下达资金")
    submit_label = gettext_lazy("下达")
    success_message = gettext_lazy("资金已下达。")

    def get_form_kwargs(self):
        asked = {name: self.request.GET.get(name, "") for name in ("line", "project")}
        return {**super().get_form_kwargs(), **asked}

    def get_breadcrumbs(self):
        return crumbs({"label": self.title, "url": ""})

    def get_context(self, **more):
        return super().get_context(cancel_url=reverse("funds:allocations"), **more)
