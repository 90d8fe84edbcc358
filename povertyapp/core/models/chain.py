"""The chain of the audit: what was written is sealed in batches, and each batch holds the digest of the one before.

Rows of these tables are made once and stay (`kept`). Who wrote them without the key of the chain is found by
`verify_audit`, and so is whoever changes what they seal (decision 29).
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from povertyapp.core.history import kept


@kept
class ChainSource(models.Model):
    """What one kind of leaf is made of: a table, its ascending key, and the columns in their order."""

    name = models.CharField(_("来源"), max_length=80)
    table = models.CharField(_("表"), max_length=63)
    key = models.CharField(_("键"), max_length=63)
    columns = ArrayField(models.CharField(max_length=63), verbose_name=_("列"))

    class Meta:
        verbose_name = _("审计来源")

    def __str__(self):
        return self.name


@kept
class ChainBatch(models.Model):
    """One link: the Merkle root of its parts, the digest of the batch before, and a code made with the key."""

    number = models.BigIntegerField(_("批次"), primary_key=True)
    made_at = models.DateTimeField(_("封存时间"))
    occasion = models.CharField(_("缘由"), max_length=40)
    rows = models.BigIntegerField(_("行数"))
    root = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    key_name = models.CharField(max_length=16)
    code = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("审计批次")
        ordering = ["number"]

    def __str__(self):
        return f"{self.number} {self.digest[:12]}"


@kept
class ChainSegment(models.Model):
    """The rows of one source with keys from `first` to `last`: how many, the hash of each, their Merkle root."""

    batch = models.ForeignKey(ChainBatch, models.PROTECT, related_name="segments")
    source = models.ForeignKey(ChainSource, models.PROTECT, related_name="segments")
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    rows = models.BigIntegerField()
    root = models.CharField(max_length=64)
    leaves = models.BinaryField()

    class Meta:
        verbose_name = _("审计区段")
        indexes = [models.Index(fields=["source", "last"], name="segment_by_source")]

    def __str__(self):
        return f"{self.source} {self.first}-{self.last}"


@kept
class ChainStatement(models.Model):
    """What a batch says besides rows: the guards of the database, the rows that are older than their history."""

    batch = models.ForeignKey(ChainBatch, models.PROTECT, related_name="statements")
    name = models.CharField(max_length=80)
    value = models.JSONField()

    class Meta:
        verbose_name = _("审计声明")

    def __str__(self):
        return f"{self.batch_id} {self.name}"


@kept
class ContextChange(models.Model):
    """What a context of the history said of who and why, each time it said something new."""

    IS_FIXED = True  # by a trigger

    context = models.UUIDField()
    metadata = models.JSONField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("操作说明的历史")
        indexes = [models.Index(fields=["context"], name="change_by_context")]

    def __str__(self):
        return str(self.context)
