"""The hard account on paper (ux 28): the board of a place and the account of one unit, to be signed and filed."""

from dataclasses import replace

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.services.account.printing import print_account
from inspections.views.account import HaBoard, HaUnit
from inspections.views.lists import HaHelper
from inspections.views.units import HaHelpingUnit
from povertyapp.core.exports import PDF_FORM
from povertyapp.core.views.handing import FilePage

EXPORT = "inspections.export_account"
USUAL_COLUMNS = 15


class AccountPaper(FilePage):
    """A page of a month's account as PDF: the same figures, in the version that the page is read in."""

    verb = EXPORT
    file_label = gettext_lazy("打印硬账表")
    form = PDF_FORM
    paper_template = ""
    paper_kind = ""
    back_name = ""

    @cached_property
    def is_missing(self):
        """Say whether the page has no figures, and answers that instead of handing a sheet out."""
        return self.account is None or self.board.total is None

    def get(self, request, *args, **kwargs):
        if self.is_missing:
            return self.render_missing()
        return super().get(request, *args, **kwargs)

    def make(self):
        return print_account(
            by=self.request.user,
            area=self.paper_area,
            account=self.account,
            kind=self.paper_kind,
            rows=self.count_lines(),
            template=self.paper_template,
            context=self.get_context() | {"legend": True, "title": self.get_paper_title()},
        )

    @property
    def paper_area(self):
        return self.place

    def name_of(self, made):
        return f"{self.get_paper_title()}-{made.record.number}.pdf"

    def get_back_url(self):
        return self.url_as(self.back_name, *self.back_args)

    @property
    def back_args(self):
        return [value for name, value in self.kwargs.items() if name != "month"]


class HaBoardPdf(AccountPaper, HaBoard):
    """`/hard-account/<month>/board.pdf`: the board as the page shows it, opened townships too, on A3."""

    paper_template = "papers/board.html"
    paper_kind = "board"
    back_name = "ha_board"

    def count_lines(self):
        """Return how many lines of a usual width its cells make."""
        return len(self.board.rows) * len(self.board.rules) // USUAL_COLUMNS

    def get_context(self, **more):
        """Return what the page shows; a matter that fell due for nobody is named below and takes no column."""
        context = super().get_context(**more)
        rows = [row for row, _cells, _url in context["rows"]]
        shown = [*rows, *filter(None, [context["total"]])]
        due = [place for place in range(len(self.board.rules)) if any(row.cells[place] for row in shown)]
        nothing = [rule for place, rule in enumerate(self.board.rules) if place not in due]

        def cut(row):
            return row and replace(row, cells=[row.cells[place] for place in due])

        return context | {
            "rows": [cut(row) for row in rows],
            "total": cut(context["total"]),
            "columns": [self.board.rules[place] for place in due],
            "not_due": [f"{_(rule.title)} {rule.rule}" for rule in nothing],
        }

    def get_paper_title(self):
        names = {"place": self.board.total.name, "year": self.period.year, "month": self.period.month}
        return _("%(place)s%(year)s年%(month)s月交硬账表") % names


class HaUnitPdf(AccountPaper, HaUnit):
    """`/hard-account/<month>/<area>.pdf`: the account of a place, each matter with its target, what is below it."""

    paper_template = "papers/account.html"
    paper_kind = "account-sheet"
    back_name = "ha_unit"

    def count_lines(self):
        return len(self.board.rules) + len(self.board.units)

    def get_paper_title(self):
        names = {"place": self.party.name, "year": self.period.year, "month": self.period.month}
        return _("%(place)s%(year)s年%(month)s月硬账单") % names


class _PartyPaper(AccountPaper):
    """The account of one party, line by line."""

    @cached_property
    def is_missing(self):
        return self.account is None

    @property
    def paper_area(self):
        return self.object.area

    def count_lines(self):
        return self.object.lines


class HaHelperPdf(_PartyPaper, HaHelper):
    """`/hard-account/<month>/helpers/<code>.pdf`: a helper's account with the records that counted."""

    verb = HaHelper.paper_verb
    paper_template = "papers/helper_account.html"
    paper_kind = "helper-sheet"
    back_name = "ha_helper"

    def get_paper_title(self):
        names = {"name": self.object.name, "year": self.period.year, "month": self.period.month}
        return _("帮扶责任人%(name)s%(year)s年%(month)s月硬账单") % names

    def name_of(self, made):
        """Return the name by the helper's number: a file's name names no person."""
        return _("硬账单-%(code)s-%(month)s-%(number)s.pdf") % {
            "code": self.object.code,
            "month": self.period,
            "number": made.record.number,
        }


class HaHelpingUnitPdf(_PartyPaper, HaHelpingUnit):
    """`/hard-account/<month>/units/<code>.pdf`: the account of a unit that helps, line by line."""

    paper_template = "papers/unit_account.html"
    paper_kind = "unit-sheet"
    back_name = "ha_county_unit"

    def get_paper_title(self):
        names = {"unit": self.object.name, "year": self.period.year, "month": self.period.month}
        return _("%(unit)s%(year)s年%(month)s月硬账单") % names
