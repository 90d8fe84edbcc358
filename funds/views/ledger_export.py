"""The integration ledger of a year as a workbook."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from funds.models import FundLine
from funds.services.fund_ledger import export_fund_ledger
from funds.views.flow import OfYear
from povertyapp.core import clock
from povertyapp.core.files import XLSX
from povertyapp.core.views.downloads import file_response


class LedgerExport(OfYear):
    """`/funds/ledger/export/`: 资金整合台账 of `?year=`, both sheets, as it can be taken in again."""

    def get(self, request, *args, **kwargs):
        try:
            made = export_fund_ledger(by=request.user, lines=self.rows(FundLine), year=self.year)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return HttpResponseRedirect(reverse("funds:overview"))
        name = _("资金整合台账-%(day)s-%(number)s.xlsx") % {
            "day": clock.today(),
            "number": made.record.number,
        }
        return file_response(made.data, name, XLSX)
