"""The lines of the ledger that its page shows, as files."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.services.ledger import export_ledger
from inspections.views.ledger.lists import EXPORT, LedgerList
from povertyapp.core import clock
from povertyapp.core.exports import PDF_FORM, XLSX_FORM
from povertyapp.core.views.handing import FilePage


class LedgerExport(FilePage, LedgerList):
    """The lines of the ledger that the page shows, as a workbook (ux 2.5)."""

    verb = EXPORT
    related = ("problem__source", "measure__problem", "area")
    file_label = gettext_lazy("导出整改台账")
    sheet_form = XLSX_FORM

    def make(self):
        return export_ledger(
            by=self.request.user,
            items=self.filter.qs,
            as_of=clock.today(),
            area_code=self.request.GET.get("area", ""),
            filters=self.get_conditions(),
            form=self.sheet_form,
        )

    def name_of(self, made):
        facts = {"day": clock.today(), "number": made.record.number, "form": self.form}
        return _("整改台账-%(day)s-%(number)s.%(form)s") % facts

    def get_back_url(self):
        return reverse("inspections:ledger")


class LedgerPdf(LedgerExport):
    """`/rectification/export.pdf?paper=a3`: the same lines in the same columns on A4 or A3, to sign and to file."""

    file_label = gettext_lazy("打印整改台账")
    is_narrowed = True
    form = PDF_FORM

    @property
    def sheet_form(self):
        return "a3" if self.request.GET.get("paper") == "a3" else "a4"
