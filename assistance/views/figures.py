"""落实情况: what assistance has reached in a place, in figures that open; and the rows behind each."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.filters import FigureFilter
from assistance.tables import LIST_OF
from assistance.tables.figures import PLAIN
from povertyapp.core import clock
from povertyapp.core.figures import (
    ALL,
    MET,
    MISSING,
    Group,
    figure_by_place,
    figure_of,
    figure_rule_or_none,
    figures_of,
    rows_behind,
)
from povertyapp.core.models import Area
from povertyapp.core.models.area import COMMITTEE, COUNTY_DIGITS, TOWNSHIP_DIGITS, Level
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.statuses import tag
from povertyapp.core.templatetags.house import figure as figure_link
from povertyapp.core.views.pages import Column, ListPage, Page, Rows, address

LEVELS = (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)


def percent(share):
    """Write a share of one as per cent without needless zeros: `60%`."""
    return f"{(share * 100).normalize():f}%"


def asked(figure):
    """Write what is asked of a figure, blank where nothing is."""
    if figure.asked is None:
        return ""
    return f"{'≤' if figure.at_most else '≥'}{percent(figure.asked)}"


class FiguresOfPlace(Rows, Page):
    """What the pages of figures share: the place that is meant, and the month that is judged."""

    verb = "assistance.view_figure"

    @cached_property
    def place(self):
        """Return the place asked for, else the widest one that the reader sees; 404 for others' places."""
        seen = self.rows(Area).filter(level__in=LEVELS).order_by("code")
        code = self.request.GET.get("area", "")
        found = seen.filter(code=code).first() if code else seen.first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def period(self):
        return Period.current()

    @cached_property
    def rule(self):
        """Return the rule of the address; 404 for a code that is no figure."""
        found = figure_rule_or_none(self.kwargs["figure"])
        if found is None:
            raise Http404
        return found

    def url_of_rows(self, rule, of, code=None):
        return address(reverse("assistance:figure", args=[rule.code]), area=code or self.place.code, of=of)

    def url_of_places(self, rule):
        return address(reverse("assistance:figure_places", args=[rule.code]), area=self.place.code)

    def url_of_page(self, code):
        return address(reverse("assistance:figures"), area=code)

    def cells(self, figure, code):
        """Return what a row of figures shows: the three numbers with their lists, what is asked, the state."""
        rule, of_part = figure.rule, MISSING if figure.at_most else MET
        return {
            "figure": figure,
            "asked": asked(figure),
            "part_url": self.url_of_rows(rule, of_part, code),
            "whole_url": self.url_of_rows(rule, ALL, code),
            "missing_url": self.url_of_rows(rule, MISSING, code),
        }


class FiguresPage(FiguresOfPlace):
    """`/assistance/figures/`: each figure of a place against what is asked, by subject."""

    template_name = "assistance/figures.html"
    title = gettext_lazy("落实情况")

    def get_breadcrumbs(self):
        """Return the places above this one that the reader may see."""
        code = self.place.code
        above = [code[:n] for n in (COUNTY_DIGITS, TOWNSHIP_DIGITS) if n < len(code)]
        known = self.rows(Area).filter(code__in=above).order_by("code")
        return [{"label": area.short_name, "url": self.url_of_page(area.code)} for area in known]

    def get_groups(self):
        """Return (subject, [cells]) of those that have figures."""
        found = figures_of(self.request.user, self.place.code, self.period)
        by_group = {group: [] for group in Group}
        for figure in found:
            cells = self.cells(figure, self.place.code) | {"places_url": self.url_of_places(figure.rule)}
            by_group[figure.rule.extra["group"]].append(cells)
        return [(group.label, lines) for group, lines in by_group.items() if lines]

    def get_context(self, **more):
        below = self.rows(Area).filter(parent=self.place, valid_to=None, level__in=LEVELS).order_by("code")
        return super().get_context(
            place=self.place,
            groups=self.get_groups(),
            below=[{"label": area.short_name, "url": self.url_of_page(area.code)} for area in below],
            as_of=clock.now(),
            **more,
        )


class FigureRows(FiguresOfPlace, ListPage):
    """The rows behind a number of a figure, each with its own page; the total is the number."""

    template_name = "assistance/figure_rows.html"
    filterset_class = FigureFilter

    @cached_property
    def as_listed(self):
        return LIST_OF.get(self.model, PLAIN)

    @cached_property
    def model(self):
        return self.rule.over(self.period).model

    def rows(self, model=None):
        if model is not None:
            return super().rows(model)
        found = rows_behind(self.request.user, self.rule, self.place.code, self.period, self.of)
        return found.select_related(*self.as_listed.related)

    @property
    def of(self):
        """Return which rows are meant; what is not known means the missing ones."""
        text = self.request.GET.get("of", MISSING)
        return text if text in (MISSING, MET, ALL) else MISSING

    @property
    def columns(self):
        return self.as_listed.columns

    @property
    def order(self):
        return (self.model.AREA_COLUMN, "pk")

    def get_row_url(self, row):
        return self.as_listed.url(row) if self.as_listed.url else super().get_row_url(row)

    def get_title(self):
        return f"{self.rule.title} · {self.place.short_name}"

    def get_question(self):
        choices = dict(self.filter.form.fields["of"].choices)
        return " · ".join([self.place.short_name, str(self.rule.title), str(choices[self.of])])

    def get_breadcrumbs(self):
        return [{"label": _("落实情况"), "url": self.url_of_page(self.place.code)}]

    def get_context(self, **more):
        clear = address(self.request.path, area=self.place.code)
        context = super().get_context(
            rule=self.rule,
            kept={"area": self.place.code},
            places_url=self.url_of_places(self.rule),
            as_of=clock.now(),
            **more,
        )
        return context | {"clear_url": clear}


class FigurePlaces(FiguresOfPlace, ListPage):
    """One figure by place, in the official order: no ranking."""

    template_name = "assistance/figure_rows.html"
    order = ("place",)

    def rows(self, model=None):
        if model is not None:
            return super().rows(model)
        return figure_by_place(self.request.user, self.rule, self.place.code, self.period)

    @cached_property
    def value(self):
        return Parameters(self.place.county_code, self.period.start)

    @property
    def columns(self):
        return (
            Column("place", _("所在"), lambda row: COMMITTEE.sub("", row["place_name"]), order="place"),
            Column("part", _("做到"), lambda row: self.of(row).part, numeric=True),
            Column("whole", _("应做到"), lambda row: self.of(row).whole, numeric=True),
            Column("share", _("比例"), lambda row: f"{self.of(row).share}%", numeric=True),
            Column("missing", _("差"), self.gap, numeric=True),
            Column("state", _("情况"), self.state),
        )

    def of(self, row):
        return figure_of(self.rule, row, self.value)

    def gap(self, row):
        """Return how many are missing, leading to them."""
        missing, code = self.of(row).missing, row["place"]
        if not missing:
            return 0
        url = self.url_of_rows(self.rule, MISSING, code)
        return figure_link(missing, f"{self.rule.code}-{code}", url)

    def state(self, row):
        state = self.of(row).state
        return tag(state, plain=True) if state else "/"

    def get_row_url(self, row):
        return self.url_of_rows(self.rule, MISSING if self.of(row).missing else ALL, row["place"])

    def get_title(self):
        return f"{self.rule.title} · {self.place.short_name} · {_('各地')}"

    def get_question(self):
        return " · ".join([self.place.short_name, str(self.rule.title), _("各地")])

    def get_breadcrumbs(self):
        return [{"label": _("落实情况"), "url": self.url_of_page(self.place.code)}]

    def get_context(self, **more):
        return super().get_context(rule=self.rule, as_of=clock.now(), **more)
