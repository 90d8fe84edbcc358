"""Coverage by village (E-18, LF-46) beside what is out and overdue there; each figure leads to its rows."""

from django.db.models import Count, Q, Sum
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.choices.credit import OUT
from funds.credit import NOTHING
from funds.models import Microloan
from funds.rules.credit import covered_in
from funds.tables.credit import percent
from funds.views.credit.loans import crumbs
from povertyapp.core import clock
from povertyapp.core.figures import ALL, MET
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS, Level
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.views.pages import Page, Rows, address

COUNTED = ("homes", "lent", "loans", "late", "balance", "overdue")


class CoveragePage(Rows, Page):
    """`/funds/loans/coverage/`: of each village's households on the register, how many borrowed; in official order."""

    verb = "assistance.view_figure"
    title = gettext_lazy("小额信贷覆盖面")
    template_name = "funds/loan_coverage.html"

    @cached_property
    def place(self):
        """Return the township or county asked for, else the widest that the reader sees; 404 for others' places."""
        levels = (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)
        seen = self.rows(Area).filter(level__in=levels).order_by("code")
        code = self.request.GET.get("area", "")
        found = seen.filter(code=code).first() if code else seen.first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def value(self):
        return Parameters(self.place.code[:COUNTY_DIGITS], Period.current().start)

    @cached_property
    def villages(self):
        rows = self.rows(Area).in_area(self.place.code).filter(level=Level.VILLAGE, valid_to=None)
        return list(rows.select_related("parent").order_by("code"))

    def get_breadcrumbs(self):
        return crumbs((self.title, ""))

    def lending(self):
        """Return village code → how many loans are out and how much, and what of both is overdue."""
        today = clock.today()
        late = Q(due_on__lt=today)
        rows = self.rows(Microloan).in_area(self.place.code).filter(status__in=OUT).order_by()
        found = rows.values("area_id").annotate(
            loans=Count("pk"),
            late=Count("pk", filter=late),
            out=Sum("balance"),
            out_late=Sum("balance", filter=late),
        )
        return {row["area_id"]: row for row in found}

    def table(self):
        """Return a line for each village that has households on the register."""
        covered = covered_in([area.pk for area in self.villages], clock.today())
        lending = self.lending()
        lines = []
        for area in self.villages:
            homes, lent = covered.get(area.pk, (0, 0))
            if not homes:
                continue
            here = lending.get(area.pk, {})
            figures = {
                "homes": homes,
                "lent": lent,
                "loans": here.get("loans", 0),
                "late": here.get("late", 0),
            }
            money = {"balance": here.get("out") or NOTHING, "overdue": here.get("out_late") or NOTHING}
            lines.append({"area": area, **figures, **money, **self.links(area.pk)})
        return lines

    def links(self, code):
        figure, loans = reverse("assistance:figure", args=["E-18"]), reverse("funds:loans")
        return {
            "homes_url": address(figure, area=code, of=ALL),
            "lent_url": address(figure, area=code, of=MET),
            "loans_url": address(loans, area=code, show="out"),
            "late_url": address(loans, area=code, show="overdue"),
        }

    def get_context(self, **more):
        lines = self.table()
        total = {name: sum((line[name] for line in lines), 0) for name in COUNTED}
        asked = self.value("loan.coverage_in_account")
        below = (
            self.rows(Area).filter(parent=self.place, level=Level.TOWNSHIP, valid_to=None).order_by("code")
        )
        return super().get_context(
            place=self.place,
            lines=lines,
            total=total | self.links(self.place.pk),
            asked=percent(self.value.number("loan.coverage_share")) if asked else "",
            below=[
                {"label": area.short_name, "url": address(self.request.path, area=area.pk)} for area in below
            ],
            note="" if asked else _("2019 年以后覆盖面只跟踪、不考核，防止片面追求覆盖率和过度负债。"),
            as_of=clock.now(),
            **more,
        )
