"""The import wizard (ux P6): choose, upload, match columns, dry run, confirm, result."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from povertyapp.core import clock
from povertyapp.core.files import XLSX, pieces
from povertyapp.core.importing import batches, columns, exporting
from povertyapp.core.importing.forms import ConfirmForm, MatchForm, UploadForm
from povertyapp.core.importing.report import read_report
from povertyapp.core.imports import IMPORTS, Duplicates, imports_for
from povertyapp.core.models import ImportBatch
from povertyapp.core.models.batch import ImportState
from povertyapp.core.statuses import cue_for
from povertyapp.core.views.jobs import attachment, job_context
from povertyapp.core.views.pages import (
    PAGE_ROWS,
    Column,
    DetailPage,
    FormPage,
    ListPage,
    Page,
    Rows,
    add_errors,
)

VERB = "core.add_importbatch"
STEPS = (
    ("upload", gettext_lazy("上传")),
    ("map", gettext_lazy("对列")),
    ("preview", gettext_lazy("预检")),
    ("confirm", gettext_lazy("确认")),
    ("result", gettext_lazy("结果")),
)


def kind_label(batch):
    return str(IMPORTS[batch.kind].label) if batch.kind in IMPORTS else batch.kind


def batch_status(batch):
    cue = cue_for(batch.state)
    return f"{cue.glyph} {cue.word}"


class OwnKinds(Rows):
    """Imports of the kinds that the user may take in himself."""

    def rows(self, model=None):
        rows = super().rows(model)
        codes = [kind.code for kind in imports_for(self.request.user)]
        return rows.filter(kind__in=codes) if model is None else rows


class ImportList(OwnKinds, ListPage):
    """Step one: choose what to take in; below it the imports of one's office."""

    verb = VERB
    model = ImportBatch
    related = ("started_by",)
    title = gettext_lazy("导入")
    template_name = "core/import_list.html"
    order = ("-started_at", "-pk")
    columns = (
        Column("number", gettext_lazy("批次"), "number", order="pk"),
        Column("kind", gettext_lazy("表"), kind_label, order="kind"),
        Column("file_name", gettext_lazy("文件"), "file_name"),
        Column("state", gettext_lazy("状态"), batch_status, order="state"),
        Column("error_count", gettext_lazy("错误"), "error_count", numeric=True),
        Column("started_at", gettext_lazy("上传时间"), order="started_at"),
        Column("started_by", gettext_lazy("导入人"), "started_by"),
    )

    def get_context(self, **more):
        kinds = imports_for(self.request.user)
        return super().get_context(kinds=kinds, empty_text=_("还没有导入过。请从上面选一张表开始。"), **more)


class KindPage(Page):
    """A page about one kind of import; a kind that the user may not take in does not exist for him."""

    verb = VERB

    @cached_property
    def kind(self):
        code = self.kwargs["kind"]
        if code not in IMPORTS:
            raise Http404
        if not self.request.user.has_perm(IMPORTS[code].verb):
            raise PermissionDenied
        return IMPORTS[code]


class ImportNew(KindPage, FormPage):
    """Step two: the empty form to fetch, and the upload."""

    template_name = "core/import_new.html"
    form_class = UploadForm
    submit_label = gettext_lazy("上传")

    def get_title(self):
        return _("导入%(kind)s") % {"kind": self.kind.label}

    def get_breadcrumbs(self):
        return [{"label": _("导入"), "url": reverse("core:import_list")}]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"kind": self.kind}

    def get_context(self, **more):
        return super().get_context(
            kind=self.kind,
            steps=steps_of("upload"),
            template_url=reverse("core:import_template", args=[self.kind.code]),
            **more,
        )


class ImportTemplate(KindPage):
    """The empty form of a kind, as a workbook."""

    def get(self, request, *args, **kwargs):
        area = batches.home_of(request.user)
        content = exporting.template_of(self.kind, area, clock.today())
        name = _("%(kind)s模板.xlsx") % {"kind": self.kind.label}
        return attachment(HttpResponse(content), name, XLSX)


def steps_of(now, batch=None):
    """Return the steps of the wizard with the one that the page is."""
    names = [name for name, _label in STEPS]
    return [
        {
            "label": label,
            "is_now": name == now,
            "is_done": names.index(name) < names.index(now),
        }
        for name, label in STEPS
    ]


class BatchPage(OwnKinds, DetailPage):
    """One step of one import. A step whose time has not come, or is over, leads to the one that waits."""

    verb = VERB
    model = ImportBatch
    related = ("started_by", "area", "job", "report", "error_workbook", "file", "corrects")
    step = ""
    states: tuple[str, ...] = ()

    @property
    def kind(self):
        return IMPORTS[self.object.kind]

    def get_title(self):
        return _("导入%(kind)s") % {"kind": self.kind.label}

    def get_breadcrumbs(self):
        return [{"label": _("导入"), "url": reverse("core:import_list")}]

    def get_context(self, **more):
        batch, job = self.object, self.object.job
        working = job is not None and job.is_active
        context = job_context(job, self.request.user) if job else {}
        return super().get_context(
            batch=batch, kind=self.kind, steps=steps_of(self.step), is_working=working, **context, **more
        )

    def get(self, request, *args, **kwargs):
        if self.object.state not in self.states:
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().get(request, *args, **kwargs)


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
            tallies=self.object.result.get("tallies", []),
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
            tallies=self.object.result.get("tallies", []),
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
        return super().get_context(tallies=batch.result.get("tallies", []), **more)


PAGES: dict[str, type[BatchPage]] = {
    "map": ImportMap,
    "preview": ImportPreview,
    "confirm": ImportConfirm,
    "result": ImportResult,
}


def import_step(request, pk, step):
    """Answer one step of one import."""
    return PAGES[step].as_view()(request, pk=pk)


class ImportErrors(OwnKinds, DetailPage):
    """The error workbook: the user's own file with what is wrong marked. It leaves as an export on record."""

    verb = VERB
    model = ImportBatch
    related = ("error_workbook", "area")

    def get(self, request, *args, **kwargs):
        file: Any = self.object.error_workbook
        if file is None or not file.path.exists():
            raise Http404
        exporting.record_errors(by=request.user, batch=self.object)
        return attachment(FileResponse(pieces(file)), file.name, file.media_type)
