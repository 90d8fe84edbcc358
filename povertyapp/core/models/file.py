from pathlib import Path

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from povertyapp.core.scoping import ScopedModel


class StoredFile(ScopedModel):
    """A file that came in or was made here. Its bytes lie sealed under a random name (`povertyapp.core.files`).

    Its owner may fetch it, and whoever stands over its area and has its `verb`; blank: nobody but the owner.
    """

    ANSWERED_BY = "owner"

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("所有人")
    )
    kind = models.CharField(_("种类"), max_length=40)
    name = models.CharField(_("文件名"), max_length=150)
    media_type = models.CharField(_("类型"), max_length=100, default="application/octet-stream")
    size = models.PositiveBigIntegerField(_("字节"), default=0)
    sha256 = models.CharField(_("指纹"), max_length=64)
    place = models.CharField(max_length=32, unique=True)
    verb = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField(_("生成时间"), auto_now_add=True)
    expires_on = models.DateField(_("保留到"), null=True, blank=True)

    class Meta:
        verbose_name = _("文件")
        indexes = [models.Index(fields=["expires_on"], name="file_expiry")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("core:file", args=[self.pk])

    @property
    def path(self) -> Path:
        return Path(settings.MEDIA_ROOT) / "sealed" / self.place[:2] / self.place
