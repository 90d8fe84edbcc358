"""Payments out of allotments: the list, one of them, and a new one."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.filters.as_of import AsOf
from funds.filters.money import PaymentFilter
from funds.forms.money import PayForm
from funds.models import Allotment, FundLine, Payment
from funds.tables.money import PAYMENT_COLUMNS, standing_of
from funds.views.allotments import crumbs as crumbs_of_allotments
from funds.views.fund_lines import totals_of
from funds.views.money_forms import PAY, REVERSE, SEE, MoneyFormPage
from funds.views.now import OfNow
from povertyapp.core.context import reverse_or_none
from povertyapp.core.templatetags.house import money
from povertyapp.core.views.pages import DetailPage, ListPage, RowFormPage, address


class PaymentList(AsOf, ListPage):
    """`/funds/payments/`: who was paid out of which money; with `?on=` by the end of that day."""

    model = Payment
    related = ("allotment__line", "allotment__project", "household", "area")
    verb = SEE
    title = gettext_lazy("资金支付")
    filterset_class = PaymentFilter
    columns = PAYMENT_COLUMNS
    order = ("-paid_on", "-pk")
    money_unit = "yuan"

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.with_reversal(self.on)

    def get_question(self):
        return _("哪笔钱付给了谁")

    def get_actions(self):
        if not self.request.user.has_perm(PAY):
            return []
        url = address(reverse("funds:allocations"), state="open")
        return [{"label": _("选一笔下达登记支付"), "url": url, "style": "primary"}]

    def get_context(self, **more):
        context = super().get_context(as_of=self.moment, **more)
        return context | totals_of(self, context["total"])


class PaymentDetail(OfNow, DetailPage):
    """`/funds/payments/<pk>/`: one payment, from its channel to its payee."""

    model = Payment
    related = ("allotment__line", "allotment__project", "household", "area", "claim", "entry__made_by")
    verb = SEE
    template_name = "funds/payment.html"

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.with_reversal()

    def get_title(self):
        return _("支付 %(amount)s 元") % {"amount": money(self.object.amount, "yuan")}

    def get_breadcrumbs(self):
        allotment = self.object.allotment
        back = {"label": allotment.project.name, "url": allotment.get_absolute_url()}
        return crumbs_of_allotments(back, {"label": self.get_title(), "url": ""})

    def get_actions(self):
        if self.object.is_reversed or not self.request.user.has_perm(REVERSE):
            return []
        url = reverse("funds:entry_reverse", args=[self.object.entry_id])
        return [{"label": _("冲销"), "url": url, "style": ""}]

    def get_context(self, **more):
        payment, user = self.object, self.request.user
        allotment = payment.allotment
        home = payment.household
        sees_home = (
            home and user.has_perm("households.view_household") and self.rows(type(home)).filter(pk=home.pk)
        )
        sees_line = self.rows(FundLine).filter(pk=allotment.line_id)
        return super().get_context(
            status_items=[
                {"label": _("支付日期"), "value": payment.paid_on},
                {"label": _("支付凭据"), "value": payment.document_no},
                {"label": _("状态"), "value": standing_of(payment.is_reversed)},
                {"label": _("凭证号"), "value": payment.entry.number},
                {"label": _("经办人"), "value": str(payment.entry.made_by or _("系统"))},
            ],
            line_url=allotment.line.get_absolute_url() if sees_line.exists() else "",
            project_url=reverse_or_none("funds:project", no=allotment.project.number),
            household_url=home.get_absolute_url() if sees_home and sees_home.exists() else "",
            same_payee_url=address(reverse("funds:payments"), household=home.household_no) if home else "",
            **more,
        )


class PaymentAdd(MoneyFormPage, RowFormPage):
    """`/funds/allocations/<pk>/pay/`: money of an allotment goes to a household or a unit."""

    model = Allotment
    related = ("line", "project")
    verb = PAY
    form_class = PayForm
    row_name = "allotment"
    submit_label = gettext_lazy("登记支付")
    success_message = gettext_lazy("支付已登记。")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.with_money()

    def get_title(self):
        return _("支付：%(project)s") % {"project": self.object.project.name}

    def get_breadcrumbs(self):
        back = {"label": self.object.project.name, "url": self.object.get_absolute_url()}
        return crumbs_of_allotments(back, {"label": self.get_title(), "url": ""})
