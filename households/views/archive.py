"""The records of six levels: how complete they are, what is missing, and the books to take along."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.archive import Archive
from households.books import BOOK_TITLES, book_title, level_of
from households.forms.archive import PaperForm
from households.models import Household
from households.models.archive import ArchiveLevel
from households.services.books import make_book
from households.tables import HOUSEHOLD_COLUMNS
from households.views.area import PlaceHome
from households.views.base import HouseholdFormPage
from povertyapp.core import clock
from povertyapp.core.exports import PDF_FORM, XLSX_FORM
from povertyapp.core.jobs import start_job
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.printing import why_not
from povertyapp.core.views.handing import PaperPage
from povertyapp.core.views.pages import ActionPage, Column, DetailPage, FormPage, ListPage

LINES_A_HOUSEHOLD = {Level.VILLAGE: 4, Level.TOWNSHIP: 0.5, Level.COUNTY: 0.05}


class ArchiveHome(PlaceHome):
    """`/archive/`: leads to the records of the place where the reader stands."""

    leads_to = "households:archive"


class ArchivePlace(DetailPage):
    """A page about the records of one county, township or village."""

    model = Area
    verb = "households.view_household"
    key, url_key = "code", "area"

    def rows(self, model=None):
        rows = super().rows(model)
        return rows.filter(level__in=BOOK_TITLES) if model is None else rows

    @cached_property
    def archive(self):
        return Archive(self.rows, self.object, clock.today())

    @property
    def own_level(self):
        return level_of(self.object)

    def url_of(self, name, *args):
        return reverse(f"households:{name}", args=[self.object.code, *args])

    def levels(self):
        """Return each level that is looked at with its completeness and its documents."""
        return [
            {"level": level, "total": self.archive.total(level), "documents": self.documents(level)}
            for level in self.archive.levels
        ]

    def documents(self, level):
        return [
            {
                "item": item,
                "tally": self.archive.tally(level, item),
                "url": self.url_of("archive_missing", level, item.code),
                "fig": f"{level}-{item.code}",
            }
            for item in self.archive.items[level]
        ]

    def get_breadcrumbs(self):
        return [
            {"label": self.object.name, "url": self.url_of("archive")},
            {"label": str(self.get_title()), "url": ""},
        ]


class ArchiveOverview(ArchivePlace):
    """Completeness by level and by document, each with the way to what is missing, and by place."""

    template_name = "households/archive.html"

    def get_title(self):
        return _("%(place)s档案") % {"place": self.object.short_name}

    def get_actions(self):
        actions = [(_("下载 Excel"), self.url_of("archive_book", XLSX_FORM), "down")]
        if not why_not():
            actions.append((_("下载 PDF"), self.url_of("archive_book", PDF_FORM), "print"))
        actions.append((_("打包全部（后台）"), self.url_of("archive_zip"), "down"))
        if self.request.user.has_perm("households.change_household"):
            actions.append((_("归档资料"), self.url_of("archive_paper_add"), "edit"))
        return [{"label": label, "url": url, "icon": icon} for label, url, icon in actions]

    def get_context(self, **more):
        archive = self.archive
        return super().get_context(
            levels=self.levels(),
            below=self.places_below(),
            shown_levels=[level for level in archive.levels if level != self.own_level],
            why_not=why_not(),
            as_of=archive.day,
            question=_("该有的资料有没有、新不新、打不打得开。"),
            **more,
        )

    def places_below(self):
        """Return the places one level down with their completeness by level."""
        if self.own_level == ArchiveLevel.VILLAGE:
            return []
        level = ArchiveLevel.TOWNSHIP if self.own_level == ArchiveLevel.COUNTY else ArchiveLevel.VILLAGE
        codes = self.archive.units(level)
        names = self.rows(Area).in_bulk(codes)
        lower = [one for one in self.archive.levels if one != self.own_level]
        return [
            {
                "name": names[code].short_name,
                "url": reverse("households:archive", args=[code]),
                "totals": [self.archive.total(one, code) for one in lower],
            }
            for code in codes
            if code in names
        ]


class ArchivePanel(ArchivePlace):
    """The completeness in short, on the page of the place."""

    template_name = "households/archive_panel_page.html"
    fragment_name = "households/_archive_panel.html"

    def get_title(self):
        return _("%(place)s档案完整率") % {"place": self.object.short_name}

    def get(self, request, *args, **kwargs):
        url = self.url_of("archive")
        return self.render(
            self.fragment_name if self.asks_part else None, levels=self.levels(), archive_url=url
        )


class ArchiveMissing(ArchivePlace, ListPage):
    """The households or places that lack one document."""

    template_name = "generic/list.html"
    order = ("area_id", "household_no")

    @cached_property
    def item(self):
        found = self.archive.items.get(self.kwargs["level"], [])
        item = next((one for one in found if one.code == self.kwargs["item"]), None)
        if item is None or ArchiveLevel(item.level) not in self.archive.levels:
            raise Http404
        return item

    @property
    def is_of_households(self):
        return self.item.level == ArchiveLevel.HOUSEHOLD

    @property
    def columns(self):
        if self.is_of_households:
            return HOUSEHOLD_COLUMNS
        return (Column("name", gettext_lazy("区域"), "short_name"), Column("code", gettext_lazy("代码")))

    def get_title(self):
        return _("缺“%(item)s”") % {"item": self.item.title}

    def get_question(self):
        place = self.object.short_name
        return _("%(place)s · 缺“%(item)s”的名单") % {"place": place, "item": self.item.title}

    @cached_property
    def found(self):
        if self.is_of_households:
            lacking = self.archive.lacking_households(self.item).with_newest_income().select_related("area")
            return lacking.order_by(*self.get_order())
        codes = self.archive.lacking_areas(ArchiveLevel(self.item.level), self.item)
        return self.rows(Area).filter(code__in=codes).order_by("code")

    def get_row_url(self, row):
        """Lead to where the document can be supplied: the household's file, or the form of the place."""
        if self.is_of_households:
            return row.get_absolute_url()
        if self.request.user.has_perm("households.change_household") and row.level == self.item.level:
            return reverse("households:archive_paper_add", args=[row.code]) + f"?item={self.item.code}"
        return reverse("households:archive", args=[row.code])

    def get(self, request, *args, **kwargs):
        return ListPage.get(self, request, *args, **kwargs)


class ArchiveBook(PaperPage, ArchivePlace):
    """The book of the place as a file: `/archive/<code>/book.xlsx`, `/archive/<code>/book.pdf`."""

    file_label = gettext_lazy("导出册簿")

    forms = (PDF_FORM, XLSX_FORM)

    @property
    def place(self):
        return self.object

    def count_lines(self):
        """Return about how many lines the book has: that of a village tells of each household in several chapters."""
        households = self.rows(Household).in_area(self.object.code).count()
        return int(households * LINES_A_HOUSEHOLD[self.object.level])

    def make(self):
        return make_book(by=self.request.user, area=self.object, rows=self.rows, form=self.form)

    def name_of(self, made):
        return f"{book_title(self.object, clock.today())}-{made.record.number}.{self.form}"

    def get_back_url(self):
        return self.url_of("archive")


class ArchiveZip(ActionPage):
    """Start the job that packs the book of the place."""

    model = Area
    verb = "households.view_household"
    key, url_key = "code", "area"
    title = gettext_lazy("打包档案")

    def rows(self, model=None):
        return super().rows(model).filter(level__in=BOOK_TITLES)

    def get_context(self, **more):
        said = _("在后台生成 %(place)s 的册簿（Excel 和 PDF），完成后在任务页下载。")
        lines = [said % {"place": self.object.short_name}]
        back = reverse("households:archive", args=[self.object.code])
        return super().get_context(consequences=lines, cancel_url=back, **more)

    def act(self, *, by, data):
        return start_job(by=by, kind="archive_export", area=self.object, params={"area": self.object.code})

    def get_success_url(self, result):
        return result.get_absolute_url()


class PaperAddPage(FormPage):
    """Put a document on file; the checklist says which."""

    form_class = PaperForm
    verb = "households.change_household"
    title = gettext_lazy("归档资料")
    success_message = gettext_lazy("已归档。")
    submit_label = gettext_lazy("归档")
    template_name = "generic/form.html"

    def get_title(self):
        return f"{self.title} · {self.household or self.area}"

    def get_form_kwargs(self):
        return {
            "user": self.request.user,
            "area": self.area,
            "level": self.level,
            "household": self.household,
        }

    def get_form(self, data=None, files=None):
        initial = {"item": self.request.GET.get("item", "")}
        return self.form_class(data, files, initial=initial, **self.get_form_kwargs())


class AreaPaperAdd(PaperAddPage, ArchivePlace):
    """A document of a village, a township or the county."""

    household = None

    @property
    def area(self):
        return self.object

    @property
    def level(self):
        return self.own_level

    def get_context(self, **more):
        return super().get_context(cancel_url=self.url_of("archive"), **more)

    def get_success_url(self, saved):
        return self.url_of("archive")


class HouseholdPaperAdd(PaperAddPage, HouseholdFormPage):
    """A document of a household (一户一档)."""

    level = ArchiveLevel.HOUSEHOLD
    model = Household

    @property
    def household(self):
        return self.object

    @property
    def area(self):
        return self.object.area

    def get_success_url(self, saved):
        return self.object.get_absolute_url()
