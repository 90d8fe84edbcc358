import uuid

from django.conf import settings
from django.db import models
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.scoping import ScopedModel


class Device(ScopedModel):
    """A phone that one person has signed in on, and the key that opens what it keeps for him.

    The phone proves itself with a secret of which only the hash is kept. It is in force until somebody switches it
    off, its owner changes his password or is disabled; after that it may only hand over what it still holds.
    """

    ANSWERED_BY = "owner_id"

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="devices", verbose_name=_("使用人")
    )
    device_id = models.UUIDField(_("手机编号"))
    name = models.CharField(_("手机"), max_length=60, blank=True)
    # Names the local store of this owner on this phone, and binds the seal of its key.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    seal_key = EncryptedTextField(bound_to="key")
    secret_hash = models.CharField(max_length=64, unique=True)
    password_mark = models.CharField(max_length=128)
    session_key = models.CharField(max_length=40, blank=True)
    enrolled_at = models.DateTimeField(_("登记时间"))
    seen_at = models.DateTimeField(_("最近使用"))
    revoked_at = models.DateTimeField(_("停用时间"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("停用人")
    )

    class Meta:
        verbose_name = _("手机")
        indexes = [models.Index(fields=["area", "-seen_at"], name="device_by_area")]
        constraints = [models.UniqueConstraint("owner", "device_id", name="one_row_a_device_and_owner")]

    def __str__(self):
        return self.name or str(_("手机"))

    @property
    def is_in_force(self):
        """Say whether the phone may still read and write for its owner."""
        mark = self.owner.get_session_auth_hash()
        return (
            self.revoked_at is None
            and self.owner.is_active
            and constant_time_compare(self.password_mark, mark)
        )
