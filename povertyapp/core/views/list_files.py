"""A list as it stands, as a workbook or on paper: its conditions, its order, the columns that the reader sees."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from povertyapp.core.exports import XLSX_FORM
from povertyapp.core.list_export import export_rows
from povertyapp.core.progress import counted
from povertyapp.core.views.handing import FilePage


class ListFile(FilePage):
    """The rows of a list as a file; mixed in before the list. What the page masks stays masked."""

    is_narrowed = True
    # The address under which the reader has arranged the columns of the list.
    list_name = ""

    def make(self):
        rows = list(self.found)  # type: ignore[attr-defined]  # of the list that it is mixed into
        if not rows:
            raise ValidationError(_("没有符合条件的记录，没有可导出的：请先去掉几个条件。"))
        return export_list(self, rows, self.form)

    def name_of(self, made):
        return name_of_list(self, made, self.form)

    def get_back_url(self):
        query = self.request.GET.urlencode()
        path = self.request.path.rpartition("list.")[0]
        return f"{path}?{query}" if query else path


def title_on_paper(page):
    """Return what a list is called on paper: in Chinese, in whatever language it is read."""
    with override("zh-hans"):
        return str(page.get_title())


def name_of_list(page, made, form=XLSX_FORM):
    """Return what the file of a list is called."""
    return f"{title_on_paper(page)}-{made.record.number}.{form}"


def export_list(page, rows, form=XLSX_FORM):
    """Return some rows of a list as a file with its record: what the page says, in the columns that it shows."""
    columns = [column for column in page.shown_columns if not column.stays]
    with override("zh-hans"):  # an official document, in whatever language the page is read
        heads = [(str(column.label), column.numeric) for column in columns]
        cells = [[column.of(row) for column in columns] for row in counted(rows, gettext_lazy("整理各行"))]
    return export_rows(
        by=page.request.user,
        title=title_on_paper(page),
        kind=page.list_name,
        columns=heads,
        rows=cells,
        codes=[row.area_id for row in rows],
        filters=page.get_conditions(),
        form=form,
    )
