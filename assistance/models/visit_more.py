import json
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assistance.choices import Caption, PhotoState
from assistance.models.visit import Visit
from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.history import kept
from povertyapp.core.models import StoredFile
from povertyapp.core.scoping import ScopedModel
from povertyapp.core.text import told


@kept
class VisitCorrection(ScopedModel):
    """A new version of a visit by its author, within the month: what it said before, what it says now, and why."""

    FOLLOWS = "visit"

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="corrections", verbose_name=_("走访"))
    number = models.PositiveSmallIntegerField(_("版本"))
    submission_id = models.UUIDField(unique=True)
    body_sha256 = models.CharField(max_length=64)
    before = models.JSONField(_("原来"), default=dict)
    after = models.JSONField(_("更正为"), default=dict)
    reason = models.CharField(_("更正理由"), max_length=200)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("更正人")
    )
    corrected_at = models.DateTimeField(_("更正时间"))

    # True on the correction that a repeated submission found again (services.correct_visit).
    is_repeat = False

    class Meta:
        verbose_name = _("走访更正")
        ordering = ["visit_id", "number"]
        constraints = [models.UniqueConstraint("visit", "number", name="one_correction_a_number")]

    def __str__(self):
        return f"{self.visit} v{self.number}"


class VisitPlace(ScopedModel):
    """Where the phone was, when its owner chose to say so. Sealed: it is somebody's home."""

    FOLLOWS = "visit"

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="place", verbose_name=_("走访"))
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    place = EncryptedTextField(_("位置"), bound_to="key")

    class Meta:
        verbose_name = _("走访位置")

    def __str__(self):
        return str(self.visit)

    @property
    def point(self):
        """Return lat, lon (WGS-84) and accuracy in metres."""
        return json.loads(self.place)


class VisitPhoto(ScopedModel):
    """A photo of a visit: it comes in pieces after the record, is drawn anew and kept sealed.

    `visit` is blank while the visit that it belongs to is held for a person to look at.
    """

    ANSWERED_BY = "sent_by_id"
    FOLLOWS = "visit"

    photo_id = models.UUIDField(_("照片编号"), unique=True)
    submission_id = models.UUIDField(_("提交编号"))
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, related_name="photos", verbose_name=_("走访"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("发送人")
    )
    caption = models.CharField(_("说明"), max_length=10, choices=Caption, default=Caption.OTHER)
    # Of the bytes as they were sent.
    sha256 = models.CharField(_("指纹"), max_length=64)
    size = models.PositiveIntegerField(_("字节"))
    offset = models.PositiveIntegerField(_("已收"), default=0)
    state = models.CharField(_("状态"), max_length=10, choices=PhotoState, default=PhotoState.RECEIVING)
    # What has come so far, in base64; blank again when the whole is kept.
    received = EncryptedTextField(bound_to="photo_id")
    announced_at = models.DateTimeField(_("登记时间"))
    refusal = models.CharField(_("不能用的原因"), max_length=100, blank=True)
    file = models.OneToOneField(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name=_("文件")
    )

    class Meta:
        verbose_name = _("走访照片")
        ordering = ["visit_id", "pk"]
        indexes = [
            models.Index(fields=["submission_id"], name="photo_by_submission"),
            models.Index(fields=["sent_by", "-announced_at"], name="photo_by_sender"),
            models.Index(fields=["sha256"], name="photo_by_sha256"),
        ]

    def __str__(self):
        return f"{self.get_caption_display()} {self.photo_id}"

    @property
    def refusal_words(self):
        """Return why the photo is no use, in the language of whoever reads."""
        return told(self.refusal)
