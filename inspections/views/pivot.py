"""自定义统计: a table of one's own, with lists behind its cells, kept under a name, taken out as it stands (ux 49)."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.models import Household
from inspections.filters.pivot import PivotFilter
from inspections.months import place_of
from inspections.pivot import LINES, count_lines, count_rows
from inspections.pivot.lines import Lines
from inspections.pivot.subjects import MONTH, RULE
from inspections.services.pivot_export import export_pivot
from povertyapp.core import clock
from povertyapp.core.models import Area
from povertyapp.core.templatetags.house import money, month_text
from povertyapp.core.views.arranging import filters_of
from povertyapp.core.views.handing import FilePage
from povertyapp.core.views.pages import Page, Rows


class Pivot(Rows, Page):
    """`/statistics/?of=…&rows=…&columns=…&figure=…`."""

    model = Household
    verb = "households.view_household"
    title = gettext_lazy("自定义统计")
    template_name = "inspections/pivot.html"
    fragment_name = "inspections/_pivot_table.html"
    filterset_class = PivotFilter

    @cached_property
    def list_name(self):
        return "inspections:pivot"

    @cached_property
    def place(self):
        return place_of(self.request.user, self.request.GET.get("area", ""))

    @cached_property
    def lines(self):
        if self.place is None:
            raise Http404
        asked = self.request.GET
        return Lines(self.request.user, self.place, asked.get(MONTH, ""), asked.get(RULE, ""))

    @cached_property
    def filter(self):
        lines = self.lines if self.request.GET.get("of") == LINES.code else None
        return PivotFilter(self.request.GET, queryset=self.rows(), request=self.request, lines=lines)

    @cached_property
    def subject(self):
        subject = self.filter.subject
        if not self.request.user.has_perm(subject.verb):
            raise PermissionDenied
        return subject

    @property
    def by_row(self):
        return self.subject.dimensions[self.filter.data["rows"]]

    @property
    def by_column(self):
        return self.subject.dimensions[self.filter.data["columns"]]

    @property
    def figure(self):
        return self.subject.figures[self.filter.data["figure"]]

    @cached_property
    def table(self):
        if self.subject.model is None:
            return count_lines(self.lines, self.by_row.code, self.by_column.code, self.names)
        rows, asked = self.rows(self.subject.model), {}
        if area := self.filter.data.get("area"):
            rows, asked = rows.in_area(area), {"area": area}
        return count_rows(self.subject, self.figure, rows, self.by_row, self.by_column, self.names, asked)

    def names(self, codes):
        """Return the names of places by their codes."""
        return {area.pk: area.short_name for area in self.rows(Area).filter(pk__in=codes)}

    def get_question(self):
        words = {
            "of": self.subject.label,
            "rows": self.by_row.label,
            "columns": self.by_column.label,
            "figure": self.figure.label,
        }
        text = _("%(of)s按%(rows)s、%(columns)s的%(figure)s") % words
        if self.subject.model is None:
            shown = (self.by_row.code, self.by_column.code)
            fixed = [month_text(self.lines.month)] if MONTH not in shown else []
            fixed += [self.lines.rules.get(self.lines.rule, "")] if RULE not in shown else []
            text = " · ".join([text, *filter(None, fixed)])
        return text

    def get_chips(self):
        """Return what the table is asked by, in words: what a saved table keeps."""
        names = ("of", "rows", "columns", "figure", "area", "month", "rule")
        fields = self.filter.form.fields
        data = self.filter.data
        return [
            {"label": f"{fields[name].label}:{dict(fields[name].choices).get(data[name], data[name])}"}
            for name in names
            if name in fields and data.get(name)
        ]

    @property
    def as_of(self):
        """Return the moment that the figures are of: that of the account, or now."""
        if self.subject.model is not None:
            return clock.now()
        account = self.lines.accounts.get(self.lines.month)
        return account.computed_at if account else None

    def shown(self, cell):
        """Return what a cell says: an amount in 万元, else the number."""
        return money(cell.value, "yuan") if self.figure.is_money else cell.value

    def lined(self, row):
        return [cell and {"cell": cell, "shown": self.shown(cell)} for cell in self.table.line(row)]

    def get_context(self, **more):
        table = self.table
        query = self.request.GET.urlencode()
        return super().get_context(
            filter=self.filter,
            question=self.get_question(),
            by_row=self.by_row,
            by_column=self.by_column,
            figure=self.figure,
            columns=table.columns,
            lines=[(value, words, self.lined(value)) for value, words in table.rows],
            totals=self.lined(None),
            total=len(table.rows),
            as_of=self.as_of,
            clear_url=self.request.path,
            arranging={"filters_url": filters_of(self)},
            export_url=f"{reverse('inspections:pivot_xlsx')}?{query}" if self.place else "",
            **more,
        )

    def get(self, request, *args, **kwargs):
        return self.render(self.fragment_name if self.asks_part else None)


class PivotFile(FilePage, Pivot):
    """`/statistics/table.xlsx`: the table as it stands, with its header of two rows."""

    file_label = gettext_lazy("导出统计表")

    def count_lines(self):
        """Return the rows of the table: places or causes, never as many as to be waited for."""
        return 1

    def make(self):
        if self.place is None:
            raise Http404
        return export_pivot(
            by=self.request.user,
            area=self.place,
            title=self.get_question(),
            table=self.table,
            heads=(str(self.by_row.label), str(self.by_column.label)),
            unit=str(self.figure.unit),
            conditions="；".join(chip["label"] for chip in self.get_chips()),
        )

    def name_of(self, made):
        return f"{self.title}-{made.record.number}.xlsx"
