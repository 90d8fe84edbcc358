"""A helper's own account on the phone: what he still owes and by when, and how his closed months stand."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from assistance.models import Helper
from households.models import Household
from inspections.models import PartyAccount
from inspections.own_account import closed_months, own_month
from povertyapp.core import clock
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.period import Period
from povertyapp.core.views.pages import Page, Rows


class OwnAccount(Rows, Page):
    """`/m/account/`: for whoever is a helper himself; anybody else is told that he has no account."""

    model = PartyAccount
    verb = "assistance.add_visit"
    title = _("我的硬账")
    template_name = "inspections/m_account.html"

    @cached_property
    def helper(self):
        return self.rows(Helper).filter(user=self.request.user.pk).first()

    def get_context(self, **more):
        return super().get_context(tab="account", as_of_moment=clock.now(), **self.get_account(), **more)

    def get_account(self):
        """Return the running month and the closed ones; nothing where the reader is no helper."""
        if self.helper is None:
            return {"month": None, "closed": []}
        mine = self.rows(Household).filter(answered_by=self.request.user.pk)
        parties = self.rows().filter(helper=self.helper)
        return {
            "month": own_month(self.helper, mine, Period.current()),
            "closed": closed_months(parties, self.helper.area_id[:COUNTY_DIGITS]),
        }
