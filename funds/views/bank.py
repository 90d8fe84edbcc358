"""A line of a bank's statement that has no counterpart: what it says, and which payment it may be."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.forms.bank import BankMatchForm
from funds.models import BankRow
from funds.views.money_forms import CHANGE, VIEW, below_overview
from povertyapp.core.templatetags.house import money
from povertyapp.core.views.pages import RowFormPage, address


class BankRowPage(RowFormPage):
    """`/funds/bank/<pk>/`: one line of a statement, to be matched by hand where no payment has its number."""

    model = BankRow
    related = ("area", "payment", "matched_by")
    verb = VIEW
    write_verb = CHANGE
    template_name = "funds/bank_row.html"
    form_class = BankMatchForm
    submit_label = gettext_lazy("就是这一笔")
    success_message = gettext_lazy("已对上。")

    def get_title(self):
        return _("对账单：%(day)s %(amount)s 元") % {
            "day": self.object.happened_on,
            "amount": money(self.object.amount, "yuan"),
        }

    @property
    def back_url(self):
        return address(reverse("funds:checks"), year=self.object.happened_on.year, kind="bank")

    def get_breadcrumbs(self):
        back = {"label": _("对账"), "url": self.back_url}
        return below_overview(back, {"label": self.get_title(), "url": ""})

    @cached_property
    def is_alone(self):
        return self.rows().alone().filter(pk=self.object.pk).exists()

    def get_context(self, **more):
        row = self.object
        context = super().get_context(**more)
        return context | {
            "facts": [
                (_("凭证号"), row.document_no),
                (_("资金编号或名称"), row.about),
                (_("收款人"), row.payee),
                (_("登记依据"), row.recorded_from),
            ],
            "is_alone": self.is_alone,
            "may_match": self.is_alone and self.may_write and bool(context["form"].found),
        }
