"""Pages that move money: what is no longer there is said on the form, with both figures, and answers 409."""

from typing import Any

from funds.services.money import OverBalance
from povertyapp.core.views.pages import FormPage

VIEW, CHANGE = "funds.view_fundline", "funds.change_fundline"
SEE, ALLOT, PAY, REVERSE = (
    "funds.view_allotment",
    "funds.add_allotment",
    "funds.add_payment",
    "funds.reverse_fundentry",
)


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
