"""Which payment a line of a bank's statement is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from funds.models import Payment
from funds.querysets.bank import proposed
from funds.services.bank import match_row
from povertyapp.core.forms import ScopedForm
from povertyapp.core.templatetags.house import money


class BankMatchForm(ScopedForm):
    """The payments of the same amount that the bank's statement lacks, the likeliest first."""

    payment = forms.TypedChoiceField(
        label=_("是系统里的哪一笔支付"),
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("只列金额相同、对账单里还没有找到的支付，最像的在前。"),
    )

    def __init__(self, *args, row, **kwargs):
        super().__init__(*args, **kwargs)
        self.row = row
        self.found = {one.pk: one for one in proposed(row, Payment.objects.visible_to(self.user))}
        self.fields["payment"].choices = [(pk, told(one)) for pk, one in self.found.items()]

    def save(self, *, by):
        return match_row(by=by, row=self.row, payment=self.found[self.cleaned_data["payment"]])


def told(payment):
    """Return a payment in one line: day, number, amount, payee, project."""
    payee = payment.household or payment.payee
    parts = (
        payment.paid_on,
        payment.document_no,
        money(payment.amount, "yuan"),
        payee,
        payment.allotment.project,
    )
    return " · ".join(str(part) for part in parts if part)
