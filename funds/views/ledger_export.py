"""The integration ledger of a year as a workbook."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.models import FundLine
from funds.services.fund_ledger import export_fund_ledger
from funds.views.flow import OfYear
from povertyapp.core import clock
from povertyapp.core.views.handing import FilePage


class LedgerExport(FilePage, OfYear):
    """`/funds/ledger/export/`: 资金整合台账 of `?year=`, both sheets, as it can be taken in again."""

    file_label = gettext_lazy("导出资金整合台账")

    def count_lines(self):
        return self.rows(FundLine).filter(year=self.year).count()

    def make(self):
        return export_fund_ledger(by=self.request.user, lines=self.rows(FundLine), year=self.year)

    def name_of(self, made):
        facts = {"day": clock.today(), "number": made.record.number}
        return _("资金整合台账-%(day)s-%(number)s.xlsx") % facts

    def get_back_url(self):
        return reverse("funds:overview")
