"""结对帮扶联系卡 of a household: to print, and the record that it hangs in the home."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.forms.cards import CardForm
from assistance.papers import CONTACT
from households.models import Household
from households.views.papers import HouseholdPaper
from povertyapp.core.views.pages import DetailPage, FormPage


class ContactCardPaper(HouseholdPaper):
    """`/households/<no>/contact-card/` to print from the browser, `/households/<no>/contact-card.pdf` as a file."""

    key_of_paper = CONTACT

    def url_of(self, name, *args):
        return reverse(f"assistance:{name}", args=[self.object.household_no, *args])


class ContactCardPosted(FormPage, DetailPage):
    """`/households/<no>/contact-card/posted/`: the card was posted, on which day."""

    model = Household
    related = ("area",)
    key, url_key = "household_no", "no"
    verb = "assistance.add_visit"
    template_name = "generic/form.html"
    form_class = CardForm
    success_message = gettext_lazy("已登记联系卡张贴。")

    def get_title(self):
        return _("登记%(home)s的联系卡张贴") % {"home": self.object}

    def get_breadcrumbs(self):
        return [
            {"label": self.object.area.short_name, "url": ""},
            {"label": str(self.object), "url": self.object.get_absolute_url()},
            {"label": _("联系卡"), "url": ""},
        ]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "household": self.object}

    def get_context(self, **more):
        hint = _("换了帮扶责任人要换新卡：旧卡不再算张贴。")
        return super().get_context(hint=hint, cancel_url=self.object.get_absolute_url(), **more)

    def get_success_url(self, saved):
        return f"{self.object.get_absolute_url()}#helpers"
