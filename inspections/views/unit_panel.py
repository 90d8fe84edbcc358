"""How a helping unit stood month by month, as a part of its own page."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from assistance.models import HelpingUnit
from inspections.models import PartyAccount
from inspections.models.account import PartyLevel
from inspections.months import grade, may_miss_hard, months_of, shown_score
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.views.pages import Panel

MONTHS = 12


class UnitPanel(Panel):
    """`/dashboard/units/<code>/panel/`: verdict, score and what was owed, of the last twelve months."""

    model = HelpingUnit
    verb = "inspections.view_account"
    key, url_key = "code", "unit"
    panel_name = "inspections/_unit_panel.html"

    def get_title(self):
        return _("%(unit)s 各月硬账") % {"unit": self.object.name}

    def get_breadcrumbs(self):
        may = self.request.user.has_perm("assistance.view_visit")
        url = reverse("assistance:unit", args=[self.object.pk]) if may else ""
        return [{"label": self.object.name, "url": url}, {"label": _("各月硬账"), "url": ""}]

    @cached_property
    def accounts(self):
        known = months_of(self.object.code[:COUNTY_DIGITS])
        return {account.pk: account for account in known[:MONTHS] if account.computed_at}

    def get_months(self):
        """Return the months in which the unit had an account, newest first."""
        parties = self.rows(PartyAccount).filter(
            account__in=list(self.accounts), level=PartyLevel.COUNTY_UNIT, code=self.object.code
        )
        found = [self._month(self.accounts[party.account_id], party) for party in parties]
        return sorted(found, key=lambda line: line["month"], reverse=True)

    def _month(self, account, party):
        return {
            "month": account.month,
            "state": grade(account, party, may_miss_hard(party)),
            "score": shown_score(account, party.score),
            "lines": party.lines,
            "failed": party.failed,
            "url": reverse("inspections:ha_county_unit", args=[account.month, party.code]),
        }

    def get_context(self, **more):
        newest = max((account.computed_at for account in self.accounts.values()), default=None)
        return super().get_context(months_of_unit=self.get_months(), as_of=newest, **more)
