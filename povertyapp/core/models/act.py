from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from povertyapp.core.scoping import ScopedModel
from povertyapp.core.text import told


class Act(ScopedModel):
    """Something that one person did at one time and that may be taken back (ux, convention 9).

    Its key is the id of the context that the history rows of the act carry; begun by `core.undo.undoable`.
    `area` covers all rows that the act wrote.
    """

    ANSWERED_BY = "made_by_id"

    id = models.UUIDField(primary_key=True)
    summary = models.CharField(_("内容"), max_length=200)
    # The permission of the act: whoever may do it may take it back, where he sees it.
    verb = models.CharField(max_length=60, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("办理人")
    )
    made_at = models.DateTimeField(_("办理时间"), auto_now_add=True)
    back_url = models.CharField(max_length=200, blank=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("撤销人")
    )
    undone_at = models.DateTimeField(_("撤销时间"), null=True)

    class Meta:
        verbose_name = _("可撤销的操作")
        indexes = [models.Index(fields=["area", "-made_at"], name="act_by_area")]

    def __str__(self):
        return told(self.summary)

    def get_absolute_url(self):
        from django.urls import reverse

        return reverse("core:undo", args=[self.pk])
