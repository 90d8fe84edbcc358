from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from inspections.models.account import AccountMonth
from povertyapp.core.history import kept


@kept
class MonthSeal(models.Model):
    """How many rows one table of a month had when the account was closed, and the digest of all of them.

    Written by a trigger in the moment of closing, whoever closes; it enters the audit's chain with the next batch.
    """

    IS_FIXED = True

    account = models.ForeignKey(AccountMonth, models.PROTECT, related_name="month_seals")
    part = models.CharField(max_length=12)
    columns = ArrayField(models.CharField(max_length=63), default=list)
    rows = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("月度封存")
        constraints = [models.UniqueConstraint("account", "part", name="one_seal_a_part")]

    def __str__(self):
        return f"{self.account} {self.part}"
