"""What leads on from an import: its error workbook, the rows that it changed, the way back."""

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from povertyapp.core.files import pieces
from povertyapp.core.importing import changes, exporting
from povertyapp.core.importing.undoing import undo_batch, undo_story
from povertyapp.core.models import ImportBatch
from povertyapp.core.views.downloads import attachment
from povertyapp.core.views.handing import opens_elsewhere
from povertyapp.core.views.imports.base import VERB, OwnKinds
from povertyapp.core.views.pages import PAGE_ROWS, ActionPage, Column, DetailPage


class ImportErrors(OwnKinds, DetailPage):
    """The error workbook: the user's own file with what is wrong marked. It leaves as an export on record."""

    verb = VERB
    model = ImportBatch
    related = ("error_workbook", "area")

    def get(self, request, *args, **kwargs):
        if answer := opens_elsewhere(request):
            return answer
        file: Any = self.object.error_workbook
        if file is None or not file.path.exists():
            raise Http404
        exporting.record_errors(by=request.user, batch=self.object)
        return attachment(FileResponse(pieces(file)), file.name, file.media_type)


ACTS = {
    changes.INSERT: gettext_lazy("新增"),
    changes.UPDATE: gettext_lazy("更新"),
    changes.DELETE: gettext_lazy("删除"),
}
CHANGE_COLUMNS = (
    Column("name", gettext_lazy("记录")),
    Column("difference", gettext_lazy("改了什么")),
)


class ImportChanges(OwnKinds, DetailPage):
    """The list behind a figure of the result: which rows of one kind the import made, changed or deleted."""

    verb = VERB
    model = ImportBatch
    related = ("area",)
    template_name = "core/import_changes.html"

    @cached_property
    def tables(self):
        found = changes.model_of(self.kwargs["name"])
        if found is None or self.object.act is None:
            raise Http404
        return found

    def get_title(self):
        model, act = self.tables[0], self.request.GET.get("act", changes.INSERT)
        return f"{self.object.number} {model._meta.verbose_name} {ACTS.get(act, '')}"

    def get_breadcrumbs(self):
        return [{"label": self.object.number, "url": self.object.get_absolute_url()}]

    def get_context(self, **more):
        act = self.request.GET.get("act", changes.INSERT)
        if act not in ACTS:
            raise Http404
        model, event = self.tables
        pager = Paginator(changes.rows_of(self.object.act, event, act), PAGE_ROWS).get_page(
            self.request.GET.get("page")
        )
        addresses = self._addresses(model, [row.pgh_obj_id for row in pager])
        rows = [
            {
                "url": addresses.get(row.pgh_obj_id, ""),
                "cells": [changes.name_of(row), changes.difference_line(model, event, row)],
            }
            for row in pager
        ]
        return super().get_context(
            columns=CHANGE_COLUMNS, rows=rows, pager=pager, total=pager.paginator.count, **more
        )

    def _addresses(self, model, keys):
        """Return the pages of those rows that are still there and that the user may see."""
        if not hasattr(model, "get_absolute_url") or not hasattr(model.objects, "visible_to"):
            return {}
        return {row.pk: row.get_absolute_url() for row in self.rows(model).filter(pk__in=keys)}


class ImportUndo(OwnKinds, ActionPage):
    """Take the whole import back: GET says what would go, POST starts it."""

    verb = VERB
    model = ImportBatch
    related = ("area", "job", "started_by")

    def get_title(self):
        return _("撤销导入批次 %(number)s") % {"number": self.object.number}

    def get_context(self, **more):
        return super().get_context(
            consequences=undo_story(self.object, self.request.user),
            submit_label=_("撤销导入"),
            style="danger",
            cancel_url=self.object.get_absolute_url(),
            **more,
        )

    def act(self, *, by, data):
        return undo_batch(by=by, batch=self.object)

    def get_success_url(self, result):
        return result.address("result")
