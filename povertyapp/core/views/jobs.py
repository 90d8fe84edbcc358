"""Long work: how far it is, what came of it, and the files that it left."""

import django_filters
from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from povertyapp.core import clock
from povertyapp.core.backup import last_backup
from povertyapp.core.channels import VERB as GATEWAY_VERB
from povertyapp.core.channels import failing
from povertyapp.core.exports import note_fetched
from povertyapp.core.files import pieces
from povertyapp.core.filters import ListFilter
from povertyapp.core.jobs import KINDS, cancel_job, label_of, may_fetch
from povertyapp.core.models import GatewayCall, ImportBatch, Job, StoredFile
from povertyapp.core.models.batch import ImportState
from povertyapp.core.models.job import JobState
from povertyapp.core.parameters import Parameters
from povertyapp.core.statuses import state_text
from povertyapp.core.views.downloads import attachment
from povertyapp.core.views.handing import opens_elsewhere
from povertyapp.core.views.pages import ActionPage, Column, DetailPage, ListPage, address


class JobFilter(ListFilter):
    """Jobs by how far they are."""

    state = django_filters.ChoiceFilter(choices=JobState.choices, label=gettext_lazy("状态"))


class JobList(ListPage):
    """One's own jobs, newest first; an administrator sees those of others that failed, and how the house stands."""

    model = Job
    template_name = "core/job_list.html"
    related = ("started_by",)
    title = gettext_lazy("任务")
    empty_text = gettext_lazy("还没有后台任务。导入、导出等较久的事会在这里显示进度。")
    filterset_class = JobFilter
    order = ("-asked_at", "-pk")
    columns = (
        Column("kind", gettext_lazy("任务"), label_of),
        Column("state", gettext_lazy("状态"), state_text, order="state"),
        Column("asked_at", gettext_lazy("发起时间"), order="asked_at"),
        Column("ended_at", gettext_lazy("结束时间"), order="ended_at"),
        Column("started_by", gettext_lazy("发起人"), "started_by"),
    )

    def get_house(self):
        """Return what an administrator looks at first: what failed, which imports wait, how old the backup is."""
        if not self.request.user.has_perm("core.view_job"):
            return None
        waiting = self.rows(ImportBatch).filter(state__in=(ImportState.UPLOADED, ImportState.CHECKED))
        made_at = last_backup()
        days = (clock.now() - made_at).days if made_at else None
        return {
            "failed": self.rows().filter(state=JobState.FAILED).count(),
            "failed_url": address(reverse("core:job_list"), state=JobState.FAILED.value),
            "waiting": waiting.count(),
            "backup": made_at,
            "days": days,
            "is_stale": days is None or days > int(Parameters("", clock.today())("backup.days_max")),
        }

    def get_context(self, **more):
        sees_gateway = self.request.user.has_perm(GATEWAY_VERB)
        return super().get_context(
            failing=failing(self.rows(GatewayCall)) if sees_gateway else None,
            house=self.get_house(),
            **more,
        )


class JobDetail(DetailPage):
    """How far one job is. While it runs the state asks again each second; without script the page does."""

    model = Job
    related = ("started_by", "result_file")
    template_name = "core/job.html"

    def get_title(self):
        return label_of(self.object)

    def get_breadcrumbs(self):
        return [{"label": _("任务"), "url": reverse("core:job_list")}]

    def get_context(self, **more):
        return super().get_context(**job_context(self.object, self.request.user), **more)


def job_context(one, user):
    """Return what `core/_job.html` shows of a job."""
    kind = KINDS.get(one.kind)
    own = one.started_by_id == user.pk
    return {
        "job": one,
        "job_label": label_of(one),
        "job_address": kind.address(one) if kind and kind.address and own else "",
        "can_cancel": one.is_active and own and not one.is_cancel_asked,
    }


class JobCancel(ActionPage):
    """Cancel one's own job: what it has done so far is undone with it."""

    model = Job
    title = gettext_lazy("取消任务")
    success_message = gettext_lazy("已请求取消，已做的部分会一并撤回。")

    def get_context(self, **more):
        return super().get_context(
            consequences=[_("任务停止，已做的部分全部撤回，数据保持原样。")],
            style="danger",
            cancel_url=self.object.get_absolute_url(),
            **more,
        )

    def act(self, *, by, data):
        return cancel_job(by=by, job=self.object)


class FileDownload(DetailPage):
    """The bytes of a stored file, always as an attachment; of a file that left the system it is kept who fetched it."""

    model = StoredFile

    def get(self, request, *args, **kwargs):
        file, user = self.object, request.user
        mine = file.owner_id == user.pk or user.is_superuser
        if file.verb and not user.has_perm(file.verb) or not (mine or file.verb) or not may_fetch(file, user):
            raise Http404
        shows = file.media_type.startswith("image/")  # inside a page, wherever that is open
        if not shows and (answer := opens_elsewhere(request)):
            return answer
        if not file.path.exists():
            return self.render("core/file_gone.html", status=410)
        note_fetched(by=user, file=file)
        return attachment(FileResponse(pieces(file)), file.name, file.media_type)
