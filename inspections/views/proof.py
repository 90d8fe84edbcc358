"""The evidence bundle of one party, as a file."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.utils.functional import cached_property

from inspections.models import PartyAccount
from inspections.models.account import PartyLevel
from inspections.services.proof.bundle import export_bundle
from inspections.views.month import MonthPage
from povertyapp.core.exports import ZIP
from povertyapp.core.views.downloads import file_response
from povertyapp.core.views.pages import DetailPage

# The page of a party's account, where its bundle is offered and a refusal is told.
PAGES = {PartyLevel.HELPER: "ha_helper", PartyLevel.COUNTY_UNIT: "ha_county_unit"}


class HaEvidence(MonthPage, DetailPage):
    """What a party's closed month rests on, as a zip that proves itself: for whoever sees its account."""

    verb = "inspections.export_evidence"
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

    def get(self, request, *args, **kwargs):
        party = self.object
        try:
            made = export_bundle(by=request.user, party=party)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return HttpResponseRedirect(self.url_of(PAGES.get(party.level, "ha_unit"), party.code))
        return file_response(made.data, made.file_name, ZIP)
