"""A household on paper: 明白卡 and 帮扶手册, as a page to print and as PDF."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.papers import CARD, HANDBOOK, PAPERS
from households.services.papers import print_paper
from households.views.base import HouseholdPage
from povertyapp.core.exports import HTML_FORM, PDF_FORM
from povertyapp.core.views.handing import PaperPage


class HouseholdPaper(PaperPage, HouseholdPage):
    """`/households/<no>/card/` to print from the browser, `/households/<no>/card.pdf` for the file."""

    key_of_paper = ""
    form, forms = HTML_FORM, (HTML_FORM, PDF_FORM)
    file_label = gettext_lazy("打印户档案")

    @cached_property
    def paper(self):
        return PAPERS[self.key_of_paper]

    def count_lines(self):
        return 1

    def make(self):
        return print_paper(
            by=self.request.user, household=self.object, paper=self.paper, rows=self.rows, bar=self.get_bar()
        )

    def name_of(self, made):
        return _("%(paper)s-%(no)s.pdf") % {"paper": self.paper.title, "no": self.object.household_no}

    def url_in(self, form):
        return self.url_of(self.paper.key if form == HTML_FORM else f"{self.paper.key}_pdf")

    def get_parent_url(self):
        return self.object.get_absolute_url()


class HouseholdCard(HouseholdPaper):
    """明白卡: who helps this household and how, one sheet."""

    key_of_paper = CARD


class HouseholdHandbook(HouseholdPaper):
    """帮扶手册: the whole file of the household."""

    key_of_paper = HANDBOOK
