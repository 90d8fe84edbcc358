"""Vouchers of money: the list, and taking one back."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.choices.money import EntryKind
from funds.filters.as_of import AsOf
from funds.filters.money import EntryFilter
from funds.models import FundEntry
from funds.services import money
from funds.tables.money import ENTRY_COLUMNS
from funds.views.fund_lines import crumbs
from funds.views.money_forms import REVERSE, VIEW
from povertyapp.core.errors import Conflict
from povertyapp.core.templatetags.house import money as written
from povertyapp.core.views.pages import ActionPage, ListPage


class EntryList(AsOf, ListPage):
    """`/funds/entries/`: every movement of money; with `?on=` those up to the end of that day."""

    model = FundEntry
    related = ("line", "made_by")
    verb = VIEW
    title = gettext_lazy("资金凭证")
    filterset_class = EntryFilter
    columns = ENTRY_COLUMNS
    order = ("-happened_on", "-pk")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.with_reversal(self.on)

    def get_question(self):
        return _("每一笔资金什么时候从哪里动到哪里")

    def get_breadcrumbs(self):
        return crumbs({"label": self.title, "url": ""})

    def get_row_url(self, row):
        return row.line.get_absolute_url()

    def get_context(self, **more):
        return super().get_context(as_of=self.moment, **more)


class EntryReverse(ActionPage):
    """`/funds/entries/<pk>/reverse/`: take a movement back by another one, with the reason."""

    model = FundEntry
    related = ("line",)
    verb = REVERSE
    success_message = gettext_lazy("已冲销。")

    def get_title(self):
        return _("冲销凭证 %(number)s") % {"number": self.object.number}

    def get_breadcrumbs(self):
        line = self.object.line
        return crumbs(
            {"label": line.name, "url": line.get_absolute_url()}, {"label": self.get_title(), "url": ""}
        )

    def get_context(self, **more):
        entry = self.object
        said = _("%(kind)s %(amount)s 元（%(day)s，%(document)s）将全额冲销，原凭证保留。") % {
            "kind": entry.get_kind_display(),
            "amount": written(entry.amount, "yuan"),
            "day": entry.happened_on,
            "document": entry.document_no or _("无文号"),
        }
        later = _("后面已经动用的，要先冲销后面的：先冲销支付，再冲销下达，再冲销整合。")
        return super().get_context(
            consequences=[said, later, _("冲销以后不能撤回；要重新办，就重新登记一笔。")],
            reason_label=_("冲销理由"),
            submit_label=_("冲销"),
            style="danger",
            cancel_url=self.get_success_url(None),
            **more,
        )

    def act(self, *, by, data):
        return money.reverse(by=by, entry=self.object, reason=data.get("reason", ""))

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except Conflict as refused:
            return self.render(status=409, errors=[refused.message])

    def get_success_url(self, result):
        entry = self.object
        if entry.kind == EntryKind.ALLOT:
            return reverse("funds:allocation", args=[entry.allotment.pk])
        if entry.kind == EntryKind.PAY:
            return reverse("funds:payment", args=[entry.payment.pk])
        return entry.line.get_absolute_url()
