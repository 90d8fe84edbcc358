"""What the lists of trainings, links and care share: figures above the list, buttons, the workbook of the list."""

from django.urls import reverse

from assistance.services.sheets import export_sheet
from povertyapp.core import clock
from povertyapp.core.views.handing import FilePage
from povertyapp.core.views.pages import ListPage, address

EXPORT = "households.export_household"


class StripList(ListPage):
    """A list with figures above it; each leads to the list of just those rows, whose total is the figure."""

    template_name = "assistance/strip_list.html"
    add_verb = ""
    add_url_name = ""
    add_label = ""
    export_url_name = ""

    def get_strip(self):
        """Return dictionaries with key, label, count and the conditions of the list (`query`)."""
        return []

    def get_actions(self):
        if not self.add_url_name or not self.request.user.has_perm(self.add_verb):
            return []
        return [{"label": self.add_label, "url": reverse(self.add_url_name), "style": "primary"}]

    def get_export_url(self):
        if not self.request.user.has_perm(EXPORT):
            return ""
        query = self.request.GET.urlencode()
        return reverse(self.export_url_name) + (f"?{query}" if query else "")

    def get_context(self, **more):
        strip = [
            {**figure, "url": address(self.request.path, **self.kept, **figure["query"])}
            for figure in self.get_strip()
        ]
        more.setdefault("as_of", clock.now())
        return super().get_context(strip=strip, **more)

    @property
    def kept(self):
        """Return the condition that the figures keep: the place."""
        return {"area": self.request.GET["area"]} if self.request.GET.get("area") else {}

    def in_place(self, rows):
        """Return the rows of the place that the list is narrowed to."""
        return rows.in_area(self.request.GET["area"]) if self.request.GET.get("area") else rows


class SheetExport(FilePage):
    """The rows of a list, as the page shows them, as a workbook; mixed into the list."""

    verb = EXPORT
    sheet_kind = ""
    sheet_title = ""  # in Chinese: the workbook is an official document
    sheet_columns = ()  # pairs of an OfficeColumn and a function of the row

    def make(self):
        rows = [[value(row) for _column, value in self.sheet_columns] for row in self.found]
        return export_sheet(
            by=self.request.user,
            kind=self.sheet_kind,
            title=self.sheet_title,
            columns=[column for column, _value in self.sheet_columns],
            rows=rows,
            area_code=self.request.GET.get("area", ""),
            filters=self.get_conditions(),
        )

    def name_of(self, made):
        return f"{self.sheet_title}-{clock.today()}-{made.record.number}.xlsx"
