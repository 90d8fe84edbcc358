from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from povertyapp.core.history import kept
from povertyapp.core.scoping import ScopedModel


@kept
class BulkRun(ScopedModel):
    """What one person did with many rows of a list at once: how many were done, and why the others were not (ux 8).

    `lines` are (code, place, done, reason); they hold numbers of rows, never names. `area` covers all of them.
    """

    ANSWERED_BY = "made_by_id"

    action = models.CharField(_("办理"), max_length=40)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("办理人")
    )
    made_at = models.DateTimeField(_("办理时间"), auto_now_add=True)
    act = models.ForeignKey("core.Act", models.PROTECT, null=True, related_name="+", verbose_name=_("操作"))
    done = models.PositiveIntegerField(_("已办"))
    skipped = models.PositiveIntegerField(_("未办"))
    lines = models.JSONField(_("明细"), default=list)
    back_url = models.CharField(max_length=600, blank=True, editable=False)

    class Meta:
        verbose_name = _("批量办理")
        indexes = [models.Index(fields=["area", "-made_at"], name="bulk_by_area")]

    def __str__(self):
        return f"{self.action} {self.done}/{self.done + self.skipped}"

    def get_absolute_url(self):
        return reverse("core:bulk_run", args=[self.pk])
