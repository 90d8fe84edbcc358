"""The dashboard of a place (ux P1), the panel of it on the place's page, and its figures as a workbook."""

from dataclasses import dataclass

from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.contested import contested_cells
from inspections.dashboard.live import Live
from inspections.dashboard.panels import Dashboard
from inspections.dashboard.trend import MEASURES, NUMBERS, VISITS
from inspections.months import months_of, newest_with_figures, round_of, stamps_of
from inspections.services.dashboard import export_dashboard
from inspections.views.month import MonthPage, period_or_404
from inspections.views.projection import Projected
from povertyapp.core.changes import changes_told
from povertyapp.core.context import reverse_or_none
from povertyapp.core.drawn import MOMENT, at_this_moment, drawn
from povertyapp.core.models.area import COUNTY_DIGITS, Level
from povertyapp.core.parameters import parameters_told
from povertyapp.core.period import Period
from povertyapp.core.reading import Reading
from povertyapp.core.scoping import scope_of, stands_over
from povertyapp.core.templatetags.house import month_text
from povertyapp.core.views.handing import FilePage
from povertyapp.core.views.pages import address
from povertyapp.core.views.siblings import siblings_address
from povertyapp.core.ways import steps_for

LEVELS = (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)
WORST = "worst"


class OfPlaceAndMonth(MonthPage):
    """A page of `?month=` (also `?m=`) and `?area=`; without them, of the newest account of the reader's place."""

    @cached_property
    def period(self):
        asked = self.request.GET.get("month") or self.request.GET.get("m") or ""
        if asked:
            return period_or_404(asked)
        newest = newest_with_figures(self.stamps)
        return Period.parse(newest) if newest else Period.current()

    @cached_property
    def stamps(self):
        return stamps_of(self.code[:COUNTY_DIGITS])

    @cached_property
    def asked_version(self):
        return None

    def here(self, **changes):
        """Return the address of the page with some of its conditions changed."""
        query = {
            "month": self.period,
            "area": self.request.GET.get("area"),
            "order": self.request.GET.get("order"),
        }
        return address(self.request.path, **query | changes)

    def url_of_month(self, month):
        return self.here(month=month)


class _OfDashboard(OfPlaceAndMonth):
    """A page that shows the dashboard or a part of it."""

    @property
    def is_worst_first(self):
        return self.request.GET.get("order") == WORST

    @cached_property
    def accounts(self):
        return months_of(self.code[:COUNTY_DIGITS], NUMBERS)

    @cached_property
    def live(self):
        return Live(self.request.user, self.code, period=self.period)

    @cached_property
    def contested(self):
        """Return the cells of the month in which a line waits for a ruling."""
        stamp = self.account_of(self.period, self.stamps)
        return contested_cells(self.request.user, stamp) if stamp and stamp.has_disputes else None

    @cached_property
    def reading(self):
        """Return the reading of all that is shown besides stored accounts: those are swapped whole, as stamps say."""
        return Reading(*self.live.asks, *(() if self.contested is None else (self.contested,)))

    @cached_property
    def dashboard(self):
        self.reading.take()
        found = Dashboard(
            *(self.live, self.accounts),
            account=self.account,
            previous=self.previous,
            name=self.place.short_name,
            worst_first=self.is_worst_first,
            contested=self.contested,
        )
        return found.read()


@dataclass(frozen=True)
class Drawing:
    """A dashboard as it is drawn: the choice of months, the head, what stands below it; and the places above."""

    months: str
    head: str
    body: str
    parents: list[tuple[str, str]]


class DashboardPage(Projected, _OfDashboard):
    """`/dashboard/`: how a county, township or village stands, in one look."""

    template_name = "inspections/dashboard.html"
    # What is drawn of it once, as long as all its facts are the same.
    parts = {
        "months": "components/month_picker.html",
        "head": "inspections/_dashboard_head.html",
        "body": "inspections/_dashboard_body.html",
    }

    @cached_property
    def drawing(self):
        return drawn(self.get_facts(), self.draw)

    def get_facts(self):
        """Return all that the drawing depends on: the address, the reader's verbs and what he sees, the accounts, and
        what may change of all that is read."""
        yield self.request.get_full_path()
        yield self.place.short_name
        yield scope_of(self.request.user)
        yield frozenset(self.request.user.get_all_permissions())
        yield from self.stamps
        yield repr(self.get_projection())
        yield from changes_told()
        if not stands_over(self.request.user, self.code):  # what he sees hangs on other tables, too
            yield parameters_told(self.code)
            yield from self.reading.told

    def draw(self):
        dashboard = self.dashboard
        context = {
            "page": {"title": self.get_title(), "actions": self.get_actions()},
            "dashboard": dashboard,
            "place": self.place,
            "months": self.months,
            "period": self.period,
            "account": self.account,
            "is_projected": self.is_projected,
            "projection": self.get_projection(),
            "board_url": address(self.url_of("ha_board"), area=self.code),
            "official_url": self.here(order=None),
            "worst_url": self.here(order=WORST),
            "is_worst_first": self.is_worst_first,
            "book_url": self.get_book_url(),
            "now": MOMENT,
            "visits_rule": VISITS,
            "measures_rule": MEASURES,
        }
        parts = {part: render_to_string(name, context, self.request) for part, name in self.parts.items()}
        return Drawing(**parts, parents=dashboard.parents)

    def get_book_url(self):
        """Return the address of its figures as a workbook, blank where there are none or the reader lacks the verb."""
        if not self.dashboard.has_account or not self.request.user.has_perm("inspections.export_account"):
            return ""
        return address(reverse("inspections:dashboard_xlsx"), month=self.period, area=self.code)

    def get_title(self):
        month = month_text(self.period)
        return _("%(place)s看板 · %(month)s") % {"place": self.place.short_name, "month": month}

    def get_breadcrumbs(self):
        """Return the places above, down to this one; each keeps the month."""
        above = self.drawing.parents
        steps = [{"label": name, "url": self.here(area=code, order=None)} for code, name in above]
        siblings = siblings_address(self.request, self.code) if self.request.GET.get("area") else ""
        here = {"label": self.place.short_name, "url": "", "siblings_url": siblings}
        return [*steps, here] if steps else []

    def get_screens(self):
        """Return the dashboards of the places around this one."""
        for place in round_of(self.request.user, self.code):
            yield place.code == self.code, self.here(area=place.code), place.short_name

    def get_actions(self):
        compare = address(
            reverse("inspections:compare"), a=self.period.previous, b=self.period, area=self.code
        )
        found = [
            {"label": _("两月对比"), "url": compare, "style": ""},
            {"label": _("口径"), "url": reverse("inspections:metric_list"), "style": ""},
        ]
        if (book := reverse_or_none("households:area", area=self.code)) and self.request.user.has_perm(
            "households.view_household"
        ):
            found.append({"label": _("县乡村册"), "url": book, "style": ""})
        if url := self.get_book_url():
            found.append({"label": _("导出"), "url": url, "style": "", "icon": "down"})
        return found

    def get_context(self, **more):
        """Return the little that is not drawn."""
        return {
            "page": {"title": self.get_title()},
            "view": self,
            "breadcrumbs": steps_for(self.request.user, self.get_breadcrumbs()),
            "drawing": self.drawing,
            "body": at_this_moment(self.drawing.body),
            **more,
        }

    def get(self, request, *args, **kwargs):
        if self.place.level not in LEVELS:
            raise Http404
        return self.render()


class DashboardXlsx(FilePage, DashboardPage):
    """`/dashboard/export/`: the figures of every panel as a workbook, a sheet a panel."""

    verb = "inspections.export_account"
    file_label = gettext_lazy("导出看板")

    def count_lines(self):
        """Return the rows of its panels: places and causes, never as many as to be waited for."""
        return 1

    def make(self):
        if not self.dashboard.has_account:
            raise Http404
        return export_dashboard(by=self.request.user, area=self.place, dashboard=self.dashboard)

    def name_of(self, made):
        return _("看板-%(month)s-%(number)s.xlsx") % {"month": self.period, "number": made.record.number}


class DashboardPanel(_OfDashboard):
    """The six figures of a place, as a part of its own page; without script a page of its own."""

    template_name = "generic/panel.html"
    panel_name = "inspections/_dashboard_panel.html"

    def get_title(self):
        return _("%(place)s 本月看板") % {"place": self.place.short_name}

    def get_breadcrumbs(self):
        url = reverse_or_none("households:area", area=self.code)
        return [
            {"label": self.place.short_name, "url": url or ""},
            {"label": _("本月看板"), "url": ""},
        ]

    def get_context(self, **more):
        url = address(reverse("inspections:dashboard"), month=self.period, area=self.code)
        return super().get_context(
            panel_name=self.panel_name, dashboard=self.dashboard, dashboard_url=url, **more
        )

    def get(self, request, *args, **kwargs):
        return self.render(self.panel_name if self.asks_part else None)
