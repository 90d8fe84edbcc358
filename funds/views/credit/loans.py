"""Loans: the list, one loan, the panel on a household's page, the workbook."""

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.credit import NOTHING, standing_days
from funds.filters.credit import CONDITIONS, SHOW, LoanFilter
from funds.loan_file import LoanFile
from funds.models import Microloan
from funds.services.credit.exporting import export_loans
from funds.tables.credit import LOAN_COLUMNS, percent, whole_state
from funds.views.shown import ShownByChips
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.context import reverse_or_none
from povertyapp.core.views.handing import FilePage
from povertyapp.core.views.pages import DetailPage, ListPage, Panel, address

VIEW = "funds.view_microloan"
CUES = {"overdue": "bad", "due_soon": "warn", "diverted": "bad", "bad": "bad", "asked": "review"}


class Loans:
    """Rows of loans with how they stand today."""

    @cached_property
    def days(self):
        return standing_days(self.request.user.county_codes)

    def with_standing(self, rows):
        return rows.with_standing(clock.today(), *self.days)


def crumbs(*steps):
    """Return the way to a page below the list of loans."""
    way = [{"label": _("小额信贷"), "url": reverse("funds:loans")}]
    return way + [{"label": label, "url": url} for label, url in steps]


class LoanList(ShownByChips, Loans, ListPage):
    """`/funds/loans/`: who has borrowed what, what is due and overdue."""

    model = Microloan
    related = ("household", "area__parent")
    verb = VIEW
    title = gettext_lazy("扶贫小额信贷")
    template_name = "funds/loans.html"
    filterset_class = LoanFilter
    columns = LOAN_COLUMNS
    order = ("area_id", "no")
    words, conditions, cues, chips = SHOW, CONDITIONS, CUES, "loans"

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else self.with_standing(rows)

    def get_question(self):
        return _("谁贷了多少款，用在哪里，哪些快到期、哪些逾期。")

    def get_actions(self):
        has_perm = self.request.user.has_perm
        links = (
            ("funds.add_loan", _("新增申请"), "loan_add", "primary"),
            ("funds.view_riskfund", _("风险补偿金"), "risk_fund", ""),
            ("funds.view_subsidyclaim", _("贴息申报"), "subsidies", ""),
            ("assistance.view_figure", _("各村覆盖面"), "loan_coverage", ""),
            (VIEW, _("经营主体贷款"), "operator_loans", ""),
        )
        return [
            {"label": label, "url": reverse(f"funds:{name}"), "style": style}
            for verb, label, name, style in links
            if has_perm(verb)
        ]

    def get_export_url(self):
        if not self.request.user.has_perm("funds.export_loan"):
            return ""
        return address(reverse("funds:loans_xlsx"), **self.request.GET.dict())

    def get_sums(self):
        """Return the money behind the rows shown: what was lent, what is out, what of it is overdue."""
        today = clock.today()
        rows = self.found.order_by()
        is_out = Q(standing__gt="")
        found = rows.aggregate(
            lent=Sum("granted", filter=Q(disbursed_on__isnull=False)),
            out=Sum("balance", filter=is_out),
            overdue=Sum("balance", filter=is_out & Q(due_on__lt=today)),
        )
        return {name: amount or NOTHING for name, amount in found.items()}

    def get_context(self, **more):
        return super().get_context(
            state_chips=self.get_state_chips(), sums=self.get_sums(), as_of=clock.today(), **more
        )


class LoanExport(FilePage, LoanList):
    """The loans that the page shows, as a workbook."""

    verb = "funds.export_loan"
    file_label = gettext_lazy("导出小额信贷台账")

    def make(self):
        return export_loans(by=self.request.user, loans=self.found, filters=self.get_conditions())

    def name_of(self, made):
        facts = {"day": clock.today(), "number": made.record.number}
        return _("小额信贷台账-%(day)s-%(number)s.xlsx") % facts


class LoanPage(Loans, DetailPage):
    """A page about one loan, found by its number among those that the user may see."""

    model = Microloan
    verb = VIEW
    key = url_key = "no"
    related = ("household__area", "area__parent", "borrower")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else self.with_standing(rows)

    @cached_property
    def file(self):
        return LoanFile(self.object, self.request.user)

    def get_breadcrumbs(self):
        title = self.get_title()
        if title == self.object.no:
            return crumbs((title, ""))
        return crumbs((self.object.no, self.object.get_absolute_url()), (title, ""))


class LoanDetail(LoanPage):
    """`/funds/loans/<no>/`: one loan, its steps, payments and subsidy, and what may be done next."""

    template_name = "funds/loan.html"

    def get_actions(self):
        return self.file.buttons()

    def get_context(self, **more):
        loan, may = self.object, self.request.user.has_perm
        home = reverse_or_none("households:detail", no=loan.household.household_no)
        return super().get_context(
            loan=loan,
            file=self.file,
            state=whole_state(loan),
            rate=percent(loan.rate),
            household_url=home if may("households.view_household") else None,
            collections=loan.collections.select_related("recorded_by"),
            entries=loan.fund_entries.all() if may("funds.view_riskfund") else [],
            as_of=clock.now(),
            **more,
        )


class LoanPanel(Loans, Panel):
    """The loans of a household, on its page."""

    model = Household
    key, url_key = "household_no", "no"
    verb = VIEW
    panel_name = "funds/_loan_panel.html"
    panel_title = gettext_lazy("小额信贷")

    def get_title(self):
        return f"{self.object} {self.panel_title}"

    def get_breadcrumbs(self):
        url = reverse_or_none("households:detail", no=self.object.household_no)
        return [{"label": str(self.object), "url": url}, {"label": self.panel_title, "url": ""}]

    def get_context(self, **more):
        rows = self.with_standing(self.rows(Microloan).filter(household=self.object)).order_by("-applied_on")
        add = ""
        if self.request.user.has_perm("funds.add_loan"):
            add = address(reverse("funds:loan_add"), household=self.object.household_no)
        return super().get_context(
            loans=[{"loan": loan, "state": whole_state(loan)} for loan in rows], add_url=add, **more
        )
