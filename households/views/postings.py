"""Public lists (公示名单): which there are, and each as a page to print, as PDF and as a workbook."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from households.models import ProcedureBatch
from households.places import places_of
from households.postings import POSTINGS, batch_lines
from households.services.postings import make_posting
from povertyapp.core import clock
from povertyapp.core.exports import HTML_FORM, XLSX_FORM
from povertyapp.core.models import Area
from povertyapp.core.views.handing import PaperPage
from povertyapp.core.views.pages import DetailPage, Page, Rows, address

FIRST_YEAR = 2013
SHOWN_BATCHES = 20


class PostingPage(Rows, Page):
    """What every page of public lists knows: the place and the year that are meant."""

    verb = "households.view_household"

    @cached_property
    def place(self):
        """Return the place asked for, else the one where the reader stands; 404 for one he does not see."""
        seen = self.rows(Area)
        asked = self.request.GET.get("area", "")
        found = seen.filter(code=asked).first() if asked else seen.order_by("code").first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def year(self):
        text = self.request.GET.get("year", "")
        year = int(text) if text.isdecimal() else clock.today().year
        if not FIRST_YEAR <= year <= clock.today().year + 5:
            raise Http404
        return year

    def url_of(self, name, *args):
        return address(reverse(f"households:{name}", args=args), area=self.place.code, year=self.year)


class Postings(PostingPage):
    """The kinds of lists, for a village, a township or the county, and a year."""

    title = gettext_lazy("公示名单")
    template_name = "households/postings.html"

    def get_context(self, **more):
        seen = self.rows(Area)
        if not seen.exists():
            return super().get_context(kinds=[], batches=[], **more)
        kinds = [
            {
                "title": kind.title,
                "url": self.url_of("posting", kind.key),
                "xlsx": self.url_of("posting_file", kind.key, XLSX_FORM),
            }
            for kind in sorted(POSTINGS.values(), key=lambda one: one.order)
            if self.request.user.has_perm(kind.verb)
        ]
        batches = (
            self.rows(ProcedureBatch).in_area(self.place.code).filter(year=self.year).select_related("area")
        )
        listed = [
            {
                "title": f"{batch.area.short_name} {batch}",
                "url": reverse("households:posting_batch", args=[batch.pk]),
                "xlsx": reverse("households:posting_batch_file", args=[batch.pk, XLSX_FORM]),
            }
            for batch in batches[:SHOWN_BATCHES]
        ]
        return super().get_context(
            kinds=kinds,
            batches=listed,
            place=self.place,
            year=self.year,
            years=range(clock.today().year + 1, FIRST_YEAR, -1),
            places=places_of(self.request.user, self.place.code),
            **more,
        )


class Posting(PaperPage, PostingPage):
    """One list: `/postings/exit/?area=…&year=…`, with `.pdf` and `.xlsx` beside it. Its columns are fixed."""

    file_label = gettext_lazy("导出公示名单")

    @cached_property
    def kind(self):
        try:
            kind = POSTINGS[self.kwargs["kind"]]
        except KeyError:
            raise Http404 from None
        if not self.request.user.has_perm(kind.verb):
            raise PermissionDenied
        return kind

    @cached_property
    def said(self):
        """Return what the list is: title, name of the kind, place, year, lines."""
        lines = self.kind.lines(self.rows, self.place, self.year)
        return {
            "title": str(self.kind.title),
            "key": self.kind.key,
            "place": self.place,
            "year": self.year,
            "lines": lines,
        }

    def url_in(self, form):
        if form == HTML_FORM:
            return self.url_of("posting", self.kind.key)
        return self.url_of("posting_file", self.kind.key, form)

    def get_parent_url(self):
        return self.url_of("postings")

    def count_lines(self):
        with override("zh-hans"):
            self.said["lines"] = list(self.said["lines"])
        return len(self.said["lines"])

    def make(self):
        bar = self.get_bar()
        with override("zh-hans"):  # what is put up is Chinese, whatever language the page is read in
            return make_posting(by=self.request.user, form=self.form, bar=bar, **self.said)

    def name_of(self, made):
        return f"{self.said['title']}-{made.record.number}.{self.form}"


class BatchPosting(Posting, DetailPage):
    """The list of a procedure as it is put up (B3, B5)."""

    model = ProcedureBatch
    related = ("area",)
    url_key = "batch"

    def get_parent_url(self):
        return address(reverse("households:postings"), area=self.object.area_id, year=self.object.year)

    @cached_property
    def said(self):
        batch = self.object
        return {
            "title": _("%(kind)s名单公示（第%(number)s批）")
            % {"kind": batch.get_kind_display(), "number": batch.number},
            "key": f"batch-{batch.kind}",
            "place": batch.area,
            "year": batch.year,
            "lines": batch_lines(self.rows, batch),
        }

    def url_in(self, form):
        if form == HTML_FORM:
            return reverse("households:posting_batch", args=[self.object.pk])
        return reverse("households:posting_batch_file", args=[self.object.pk, form])
