"""A household on paper: 明白卡 and 帮扶手册, as a page to print and as PDF."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from households.papers import CARD, HANDBOOK, PAPERS
from households.services.papers import print_paper
from households.views.base import HouseholdPage
from povertyapp.core.printing import PDF, why_not
from povertyapp.core.views.downloads import file_response


class HouseholdPaper(HouseholdPage):
    """`/households/<no>/card/` to print from the browser, `/households/<no>/card.pdf` for the file."""

    key_of_paper = ""
    is_pdf = False

    @cached_property
    def paper(self):
        return PAPERS[self.key_of_paper]

    def get(self, request, *args, **kwargs):
        if self.is_pdf and (reason := why_not()):
            messages.error(request, reason)
            return HttpResponseRedirect(self.url_of(self.paper.key))
        made = print_paper(
            by=request.user, household=self.object, paper=self.paper, rows=self.rows, bar=self.get_bar()
        )
        if not self.is_pdf:
            return HttpResponse(made.data)
        name = _("%(paper)s-%(no)s.pdf") % {"paper": self.paper.title, "no": self.object.household_no}
        return file_response(made.data, name, PDF, inline=True)

    def get_bar(self):
        """Return what stands above the sheet on the screen; None for the file."""
        if self.is_pdf:
            return None
        reason = why_not()
        pdf_url = "" if reason else self.url_of(f"{self.paper.key}_pdf")
        return {"back_url": self.object.get_absolute_url(), "pdf_url": pdf_url, "why_not": reason}


class HouseholdCard(HouseholdPaper):
    """明白卡: who helps this household and how, one sheet."""

    key_of_paper = CARD


class HouseholdHandbook(HouseholdPaper):
    """帮扶手册: the whole file of the household."""

    key_of_paper = HANDBOOK
