from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from povertyapp.core.scoping import ScopedModel, ScopedQuerySet
from povertyapp.core.text import told


class JobState(models.TextChoices):
    """Where a job stands. Refused: the input or the state did not allow it. Failed: our mistake."""

    QUEUED = "queued", _("排队")
    RUNNING = "running", _("正在办")
    DONE = "done", _("已完成")
    REFUSED = "refused", _("没有办成")
    FAILED = "failed_job", _("出错")
    CANCELLED = "cancelled", _("已取消")


ACTIVE = (JobState.QUEUED, JobState.RUNNING)


class JobQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """A job is seen by who started it; one that failed also by the administrator of its area."""
        seen = super().visible_to(user)
        if user.is_superuser:
            return seen
        shown = Q(started_by=user.pk)
        if user.has_perm("core.view_job"):
            shown |= Q(state=JobState.FAILED)
        return seen.filter(shown)

    def active(self):
        return self.filter(state__in=ACTIVE)


class Job(ScopedModel):
    """Long work in the background: the row is the truth, the queue carries only its id (decisions.md, Jobs)."""

    ANSWERED_BY = "started_by"

    kind = models.CharField(_("任务"), max_length=40)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("发起人")
    )
    state = models.CharField(_("状态"), max_length=12, choices=JobState, default=JobState.QUEUED)
    params = models.JSONField(default=dict)
    asked_at = models.DateTimeField(_("发起时间"), auto_now_add=True)
    began_at = models.DateTimeField(_("开始时间"), null=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    phase = models.CharField(_("阶段"), max_length=80, blank=True)
    done = models.PositiveIntegerField(_("已办"), default=0)
    total = models.PositiveIntegerField(_("共"), default=0)
    is_cancel_asked = models.BooleanField(default=False)
    counts = models.JSONField(_("结果"), default=dict)
    result_file = models.ForeignKey(
        "core.StoredFile", models.SET_NULL, null=True, related_name="+", verbose_name=_("结果文件")
    )
    error = models.TextField(_("原因"), blank=True)

    objects: ClassVar = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("任务")
        indexes = [
            models.Index(fields=["started_by", "-asked_at"], name="job_by_person"),
            models.Index(fields=["asked_at"], name="job_active", condition=Q(state__in=ACTIVE)),
        ]

    def __str__(self):
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self):
        return reverse("core:job", args=[self.pk])

    @property
    def is_active(self):
        return self.state in ACTIVE

    @property
    def phase_words(self):
        """Return the present phase in the language of whoever reads; it is stored as the source has it."""
        return told(self.phase)

    @property
    def error_words(self):
        """Return why a job came to a bad end; what says the same of every job, in the language of whoever reads."""
        return told(self.error)

    @property
    def percent(self):
        """Return how far the present phase is, 0 to 100, or None where it does not count."""
        return min(100, self.done * 100 // self.total) if self.total else None
