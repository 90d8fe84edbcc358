"""What the pages of the import wizard share: whose imports, which step, the job at work."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from povertyapp.core.imports import IMPORTS, imports_for
from povertyapp.core.models import ImportBatch
from povertyapp.core.views.jobs import job_context
from povertyapp.core.views.pages import DetailPage, Rows

VERB = "core.add_importbatch"
STEPS = (
    ("upload", gettext_lazy("上传")),
    ("map", gettext_lazy("对列")),
    ("preview", gettext_lazy("预检")),
    ("confirm", gettext_lazy("确认")),
    ("result", gettext_lazy("结果")),
)


class OwnKinds(Rows):
    """Imports of the kinds that the user may take in himself."""

    def rows(self, model=None):
        rows = super().rows(model)
        codes = [kind.code for kind in imports_for(self.request.user)]
        return rows.filter(kind__in=codes) if model is None else rows


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
