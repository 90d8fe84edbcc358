"""Later versions of a closed month: which ruling made them, and every cell that they show differently."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from inspections.choices.objections import ChangeKind
from inspections.models.account import AccountMonth, PartyLevel
from inspections.models.objection import Objection
from povertyapp.core.scoping import ScopedModel

EVER = pgtrigger.Update | pgtrigger.Delete


class AccountVersion(ScopedModel):
    """Why a version of a closed month follows another, and who answers for it. `area` is the county."""

    FOLLOWS = "account"

    account = models.OneToOneField(AccountMonth, models.PROTECT, related_name="restated")
    previous = models.OneToOneField(AccountMonth, models.PROTECT, related_name="followed")
    objection = models.OneToOneField(
        Objection, models.PROTECT, related_name="version", verbose_name=_("申诉")
    )
    reason = models.CharField(_("理由"), max_length=1000)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("批准人")
    )
    made_at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("硬账版本")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(account=models.F("previous")), name="version_follows_another"
            )
        ]
        triggers: ClassVar = [pgtrigger.Protect(name="version_stays", operation=EVER)]

    def __str__(self):
        return f"{self.account} v{self.account.version}"


class AccountChange(ScopedModel):
    """One cell that a version shows differently from the one before; blank where there was no such row."""

    account = models.ForeignKey(AccountMonth, models.PROTECT, related_name="changes")
    kind = models.CharField(_("种类"), max_length=5, choices=ChangeKind)
    level = models.CharField(_("级别"), max_length=12, choices=PartyLevel)
    code = models.CharField(_("编号"), max_length=20)
    rule = models.CharField(_("事项"), max_length=12, blank=True)
    subject_kind = models.CharField(max_length=12, blank=True)
    subject_code = models.CharField(_("对象"), max_length=20, blank=True)
    field = models.CharField(_("字段"), max_length=12)
    before = models.CharField(_("原来"), max_length=40, blank=True)
    after = models.CharField(_("现在"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("版本差异")
        ordering = ["account_id", "pk"]
        indexes = [models.Index(fields=["account", "area"], name="change_by_account")]
        triggers: ClassVar = [pgtrigger.Protect(name="change_stays", operation=EVER)]

    def __str__(self):
        return f"{self.code} {self.rule} {self.field}"
