import json
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assistance.choices import HeldKind, HeldStatus, HeldWhy, ValueStatus
from assistance.models.visit import Visit
from assistance.querysets import HeldSubmissionQuerySet, HeldValueQuerySet
from households.facts import FactField
from households.models import Household, HouseholdMember
from povertyapp.core import clock
from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.history import tracked
from povertyapp.core.models import Device
from povertyapp.core.scoping import ScopedModel


@tracked
class HeldSubmission(ScopedModel):
    """Work from a phone that waits for a person: its sender may not write any more, the household is not his, or
    its number was used for another content. It lies sealed as it came."""

    ANSWERED_BY = "sent_by_id"
    FOLLOWS = "household"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("内容"), max_length=12, choices=HeldKind, default=HeldKind.VISIT)
    why = models.CharField(_("原因"), max_length=16, choices=HeldWhy)
    submission_id = models.UUIDField(_("提交编号"))
    body_sha256 = models.CharField(max_length=64)
    body = EncryptedTextField(_("内容"), bound_to="key")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("发送人")
    )
    device = models.ForeignKey(Device, models.PROTECT, null=True, related_name="+", verbose_name=_("手机"))
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, related_name="held_submissions", verbose_name=_("户")
    )
    # The visit that a correction is about; of a second content, the visit that was recorded first.
    about = models.ForeignKey(Visit, models.PROTECT, null=True, related_name="held", verbose_name=_("走访"))
    received_at = models.DateTimeField(_("收到时间"))
    status = models.CharField(_("状态"), max_length=10, choices=HeldStatus, default=HeldStatus.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("处理人")
    )
    decided_at = models.DateTimeField(_("处理时间"), null=True)
    reason = models.CharField(_("处理意见"), max_length=200, blank=True)
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, related_name="+", verbose_name=_("采纳后的走访")
    )

    objects: ClassVar = HeldSubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("待核对的提交")
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["area", "status", "-received_at"], name="held_by_area")]
        constraints = [
            models.UniqueConstraint("submission_id", "body_sha256", "sent_by", name="one_held_a_body"),
            models.CheckConstraint(
                condition=Q(status=HeldStatus.OPEN) | (Q(decided_by__isnull=False) & ~Q(reason="")),
                name="held_is_decided_with_a_reason",
                violation_error_message=_("请写明理由。"),
            ),
        ]

    def __str__(self):
        received_at = self.received_at.astimezone(clock.COUNTY_TIME)
        return f"{self.get_kind_display()} {received_at:%Y-%m-%d %H:%M}"

    @property
    def sent(self):
        """Return what was sent, as the phone wrote it."""
        return json.loads(self.body)


@tracked
class HeldValue(ScopedModel):
    """A fact from a phone that met another one: the register had changed since the phone read it. Nothing was
    overwritten; the village decides between the two."""

    FOLLOWS = "household"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="held_values", verbose_name=_("户"))
    member = models.ForeignKey(
        HouseholdMember, models.PROTECT, null=True, related_name="held_values", verbose_name=_("成员")
    )
    field = models.CharField(_("项目"), max_length=10, choices=FactField)
    # As codes; a telephone among them, so both are sealed. The register's is the one at that moment.
    value = EncryptedTextField(_("手机上的"), bound_to="key")
    register_value = EncryptedTextField(_("当时档案里的"), bound_to="key")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="held_values", verbose_name=_("走访"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("发送人")
    )
    held_at = models.DateTimeField(_("收到时间"))
    status = models.CharField(_("状态"), max_length=6, choices=ValueStatus, default=ValueStatus.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("处理人")
    )
    decided_at = models.DateTimeField(_("处理时间"), null=True)

    objects: ClassVar = HeldValueQuerySet.as_manager()

    class Meta:
        verbose_name = _("待核对的数据")
        ordering = ["-held_at", "-pk"]
        indexes = [models.Index(fields=["area", "status", "-held_at"], name="held_value_by_area")]

    def __str__(self):
        return f"{self.member or self.household} {self.get_field_display()}"
