"""The steps of one import: match columns, look at the dry run, confirm, see the result."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from povertyapp.core import clock
from povertyapp.core.importing import batches, changes, columns
from povertyapp.core.importing.forms import ConfirmForm, MatchForm, UploadForm
from povertyapp.core.importing.report import read_report
from povertyapp.core.importing.undoing import undo_until
from povertyapp.core.imports import Duplicates
from povertyapp.core.models.batch import ImportState
from povertyapp.core.parameters import Parameters
from povertyapp.core.statuses import cue_for
from povertyapp.core.views.imports.base import BatchPage
from povertyapp.core.views.pages import PAGE_ROWS, Column, add_errors


class ImportMap(BatchPage):
    """Step three: what each column means. Unknown columns must be matched or left aside."""

    step = "map"
    states = (ImportState.UPLOADED, ImportState.CHECKED)
    template_name = "core/import_map.html"

    def get_form(self, data=None):
        try:
            workbook = batches.load(self.object)
        except ValidationError as error:
            raise Http404(error.messages[0]) from error
        guesses = columns.guess(self.kind, workbook, batches.county_of(self.object))
        return MatchForm(data, kind=self.kind, batch=self.object, guesses=guesses)

    def get(self, request, *args, **kwargs):
        if self.object.state not in self.states:
            return super().get(request, *args, **kwargs)
        return self.render(form=self.get_form())

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST)
        if form.is_valid():
            try:
                batch = form.save(by=request.user)
            except ValidationError as error:
                add_errors(form, error)
            else:
                return HttpResponseRedirect(batch.address("preview"))
        return self.render(status=400, form=form)


FINDING_COLUMNS = (
    Column("severity", gettext_lazy("轻重")),
    Column("sheet", gettext_lazy("表")),
    Column("row", gettext_lazy("行"), numeric=True),
    Column("column", gettext_lazy("列")),
    Column("value", gettext_lazy("原值")),
    Column("message", gettext_lazy("问题")),
    Column("expected", gettext_lazy("可接受的值")),
)
SEVERITIES = {
    "error": gettext_lazy("错误"),
    "warning": gettext_lazy("提醒"),
    "hint": gettext_lazy("提示"),
}


class ImportPreview(BatchPage):
    """Step four: what the import would do and everything that is wrong; nothing is written yet."""

    step = "preview"
    states = (ImportState.UPLOADED, ImportState.CHECKING, ImportState.CHECKED, ImportState.REPLACED)
    template_name = "core/import_preview.html"

    def get(self, request, *args, **kwargs):
        if self.object.state == ImportState.UPLOADED and self.object.job is None:
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_context(self, **more):
        if self.object.state not in (ImportState.CHECKED, ImportState.REPLACED):
            return super().get_context(**more)
        report = read_report(self.object)
        only = self.request.GET.get("only", "")
        found = report.rows(only if only in SEVERITIES else "")
        pager = Paginator(found, PAGE_ROWS).get_page(self.request.GET.get("page"))
        return super().get_context(
            report=report,
            only=only,
            severities=SEVERITIES,
            columns=FINDING_COLUMNS,
            rows=[{"cells": [_cell(found, column.key) for column in FINDING_COLUMNS]} for found in pager],
            pager=pager,
            total=pager.paginator.count,
            chips=self._chips(only),
            tallies=self.object.tallies,
            upload_form=UploadForm(user=self.request.user, kind=self.kind),
            duplicates=Duplicates(self.object.duplicates).label,
            empty_text=_("没有发现问题，可以确认导入。"),
            **more,
        )

    def _chips(self, only):
        if only not in SEVERITIES:
            return []
        return [{"label": _("只看：%(what)s") % {"what": SEVERITIES[only]}, "remove_url": self.request.path}]


def _cell(found, key):
    if key == "severity":
        cue = cue_for(found["severity"])
        return f"{cue.glyph} {SEVERITIES[found['severity']]}"
    return found[key]


class ImportConfirm(BatchPage):
    """Step five: what will be written, before and after, and the decision."""

    step = "confirm"
    states = (ImportState.CHECKED,)
    template_name = "core/import_confirm.html"

    def get_form(self, data=None):
        return ConfirmForm(data, batch=self.object)

    def get_context(self, **more):
        report = read_report(self.object)
        more.setdefault("form", self.get_form())
        return super().get_context(
            samples=report.samples,
            undo_hours=Parameters(self.object.area_id, clock.today())("undo.hours"),
            tallies=self.object.tallies,
            duplicates=Duplicates(self.object.duplicates).label,
            **more,
        )

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST)
        try:
            batch = batches.confirm_batch(
                by=request.user, batch=self.object, only_clean=form.wants_only_clean
            )
        except ValidationError as error:
            return self.render(status=400, form=form, errors=error.messages)
        return HttpResponseRedirect(batch.address("result"))


class ImportResult(BatchPage):
    """Step six: the number of the batch, what changed, and the way back."""

    step = "result"
    states = (ImportState.APPLYING, ImportState.APPLIED, ImportState.UNDOING, ImportState.UNDONE)
    template_name = "core/import_result.html"

    def get_context(self, **more):
        batch = self.object
        if batch.state in (ImportState.APPLYING, ImportState.UNDOING):
            return super().get_context(**more)
        return super().get_context(
            tallies=batch.tallies,
            changes=changes.labelled(batch.result.get("changes", [])),
            undo_until=undo_until(batch, self.request.user),
            **more,
        )


PAGES: dict[str, type[BatchPage]] = {
    "map": ImportMap,
    "preview": ImportPreview,
    "confirm": ImportConfirm,
    "result": ImportResult,
}


def import_step(request, pk, step):
    """Answer one step of one import."""
    return PAGES[step].as_view()(request, pk=pk)
