"""Pages that move money: what is no longer there is said on the form, with both figures, and answers 409."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from funds.services.money import OverBalance
from povertyapp.core.views.pages import FormPage

VIEW, CHANGE = "funds.view_fundline", "funds.change_fundline"
SEE, ALLOT, PAY, REVERSE = (
    "funds.view_allotment",
    "funds.add_allotment",
    "funds.add_payment",
    "funds.reverse_fundentry",
)


def below_overview(*steps):
    """Return the way to a page below the overview of the county's money."""
    return [{"label": _("资金总览"), "url": reverse("funds:overview")}, *steps]


class MoneyFormPage(FormPage):
    """A form that ends in a service of `funds.services.money`."""

    request: Any

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except OverBalance as refused:
            form = self.get_form(request.POST, request.FILES)
            form.is_valid()
            form.add_error("amount", refused.message)
            return self.render(status=409, form=form, submit_label=self.submit_label)
