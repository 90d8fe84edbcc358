"""The page of a place, and the forms of a village (ux sitemap: 县档, 乡簿, 村册)."""

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.books import BOOK_TITLES
from households.forms import VILLAGE_SECTIONS
from households.history import changes_of, labels_of, only_of, with_acts
from households.services.statements import FIRST_YEAR
from households.village_book import PlaceBook
from povertyapp.core import clock
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.views import DetailPage, FormPage
from povertyapp.core.views.long_forms import LongForm
from povertyapp.core.views.pages import Page, Rows


class PlaceHome(Rows, Page):
    """Leads to the page of the county, township or village where the reader stands; nobody's place is 404."""

    verb = "households.view_household"
    leads_to = ""

    def get(self, request, *args, **kwargs):
        place = self.rows(Area).filter(level__in=BOOK_TITLES).order_by("code").first()
        if place is None:
            raise Http404
        return HttpResponseRedirect(reverse(self.leads_to, args=[place.code]))


class AreaHome(PlaceHome):
    """`/areas/`: leads to the book of the place where the reader stands."""

    leads_to = "households:area"


class PlacePage(DetailPage):
    """A page about one place, found by its code among those that the user stands over."""

    model = Area
    verb = "households.view_household"
    key = "code"
    url_key = "area"
    related = ("parent",)

    @cached_property
    def year(self):
        """Return the year asked for (`?year=2016`), or None."""
        text = self.request.GET.get("year", "")
        if not text:
            return None
        if not text.isdecimal() or not FIRST_YEAR <= int(text) <= clock.today().year:
            raise Http404
        return int(text)


class AreaPage(PlacePage):
    """`/areas/<code>/`."""

    template_name = "households/area.html"

    def get_title(self):
        books = {Level.COUNTY: _("县档"), Level.TOWNSHIP: _("乡簿"), Level.VILLAGE: _("村册")}
        book = books.get(self.object.level)
        return f"{self.object.short_name} · {book}" if book else self.object.short_name

    def get_context(self, **more):
        return super().get_context(book=PlaceBook(self.object, self.request.user, self.year), **more)


class AreaHistory(PlacePage):
    """Who changed what in a village's forms, when and why; of one item with `?field=`."""

    template_name = "households/area_history.html"

    def get_title(self):
        return _("%(place)s：%(title)s") % {"place": self.object.short_name, "title": _("变更记录")}

    def get_context(self, **more):
        changes = changes_of(self.object)
        labels, chosen = labels_of(changes), self.request.GET.get("field", "")
        changes = with_acts(only_of(changes, chosen) if chosen else changes, self.request.user)
        return super().get_context(changes=changes, labels=labels, chosen=chosen, **more)


class AreaEdit(LongForm, FormPage, PlacePage):
    """`/areas/<code>/edit/<section>/?year=2016`: one heading of the village form."""

    verb = "households.change_household"
    success_message = gettext_lazy("已保存。")

    @cached_property
    def section(self):
        if self.kwargs["section"] not in VILLAGE_SECTIONS or self.object.level != Level.VILLAGE:
            raise Http404
        return VILLAGE_SECTIONS[self.kwargs["section"]]

    @property
    def form_year(self):
        return self.year or clock.today().year - 1

    def get_title(self):
        facts = {"place": self.object.short_name, "title": self.section.title, "year": self.form_year}
        if self.kwargs["section"] == "basic":
            return _("%(place)s：%(title)s") % facts
        return _("%(place)s：%(title)s（%(year)s 年）") % facts

    def get_area_code(self):
        return self.object.code

    def get_breadcrumbs(self):
        page = {"label": self.object.short_name, "url": self._page_url}
        return [page, {"label": self.get_title(), "url": ""}]

    def get_form(self, data=None, files=None):
        return self.section(data, files, **self.get_form_kwargs())

    def get_form_kwargs(self):
        row = self.section.row_of(self.object, self.form_year)
        return {**super().get_form_kwargs(), "row": row}

    def get_context(self, **more):
        return super().get_context(cancel_url=self._page_url, **more)

    @property
    def _page_url(self):
        return reverse("households:area", args=[self.object.code])
