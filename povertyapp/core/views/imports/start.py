"""The first two steps: choose what to take in, fetch the empty form, upload."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from povertyapp.core import clock
from povertyapp.core.files import XLSX
from povertyapp.core.importing import batches, exporting
from povertyapp.core.importing.forms import UploadForm
from povertyapp.core.imports import IMPORTS, imports_for
from povertyapp.core.models import ImportBatch
from povertyapp.core.statuses import state_text
from povertyapp.core.views.downloads import attachment
from povertyapp.core.views.handing import opens_elsewhere
from povertyapp.core.views.imports.base import VERB, OwnKinds, steps_of
from povertyapp.core.views.pages import Column, FormPage, ListPage, Page


def kind_label(batch):
    return str(IMPORTS[batch.kind].label) if batch.kind in IMPORTS else batch.kind


class ImportList(OwnKinds, ListPage):
    """Step one: choose what to take in; below it the imports of one's office."""

    verb = VERB
    model = ImportBatch
    related = ("started_by",)
    title = gettext_lazy("导入")
    empty_text = gettext_lazy("还没有导入过。请从上面选一张表开始。")
    template_name = "core/import_list.html"
    order = ("-started_at", "-pk")
    columns = (
        Column("number", gettext_lazy("批次"), "number", order="pk"),
        Column("kind", gettext_lazy("表"), kind_label, order="kind"),
        Column("file_name", gettext_lazy("文件"), "file_name"),
        Column("state", gettext_lazy("状态"), state_text, order="state"),
        Column("error_count", gettext_lazy("错误"), "error_count", numeric=True),
        Column("started_at", gettext_lazy("上传时间"), order="started_at"),
        Column("started_by", gettext_lazy("导入人"), "started_by"),
    )

    def get_context(self, **more):
        return super().get_context(kinds=imports_for(self.request.user), **more)


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
        if answer := opens_elsewhere(request):
            return answer
        area = batches.home_of(request.user)
        content = exporting.template_of(self.kind, area, clock.today())
        name = _("%(kind)s模板.xlsx") % {"kind": self.kind.label}
        return attachment(HttpResponse(content), name, XLSX)
