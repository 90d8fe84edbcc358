"""The evidence bundle of one party, as a file."""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from inspections.models import PartyAccount
from inspections.models.account import PartyLevel
from inspections.services.proof.bundle import export_bundle
from inspections.views.month import MonthPage
from povertyapp.core.exports import ZIP_FORM
from povertyapp.core.views.handing import FilePage
from povertyapp.core.views.pages import DetailPage

# The page of a party's account, where its bundle is offered and a refusal is told.
PAGES = {PartyLevel.HELPER: "ha_helper", PartyLevel.COUNTY_UNIT: "ha_county_unit"}


class HaEvidence(FilePage, MonthPage, DetailPage):
    """What a party's closed month rests on, as a zip that proves itself: for whoever sees its account."""

    verb = "inspections.export_evidence"
    file_label = gettext_lazy("导出证据包")
    form = ZIP_FORM
    model = PartyAccount

    def rows(self):
        rows = super().rows().filter(level=self.kwargs["party_level"], code=self.kwargs["party"])
        return rows.filter(account__month=str(self.period)).exclude(account__computed_at=None)

    @cached_property
    def object(self):
        """Return the party in the newest version of the month."""
        found = self.rows().select_related("account", "area").order_by("-account__version").first()
        if found is None:
            raise Http404
        return found

    def count_lines(self):
        return self.object.lines

    def make(self):
        return export_bundle(by=self.request.user, party=self.object)

    def name_of(self, made):
        return made.file_name

    def get_back_url(self):
        return self.url_of(PAGES.get(self.object.level, "ha_unit"), self.object.code)
