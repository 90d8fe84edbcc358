"""What a closed month was computed from, as it was then (`inspections/services/proof`)."""

import zlib

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from inspections.models.account import AccountMonth
from povertyapp.core.scoping import ScopedModel


class FrozenInput(ScopedModel):
    """One kind of inputs of a closed month: the lines of its file, packed. `area` is the county.

    Made once, in the transaction that closes the month; the database refuses to change or delete it.
    """

    FOLLOWS = "account"

    account = models.ForeignKey(
        AccountMonth, models.PROTECT, related_name="inputs", verbose_name=_("月度硬账")
    )
    kind = models.CharField(_("种类"), max_length=40)
    columns = ArrayField(models.CharField(max_length=40), verbose_name=_("列"))
    key = models.CharField(_("归属列"), max_length=40)
    place = models.CharField(_("行政区划列"), max_length=40, blank=True)
    rows = models.PositiveIntegerField(_("行数"))
    sha256 = models.CharField(_("指纹"), max_length=64)
    body = models.BinaryField(_("内容"))

    class Meta:
        verbose_name = _("冻结的输入")
        constraints = [models.UniqueConstraint("account", "kind", name="one_frozen_input_a_kind")]
        triggers = [
            pgtrigger.Protect(name="frozen_input_stays", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.account} {self.kind}"

    @property
    def lines(self):
        """Return the lines of the file without its header, in the order of their bytes."""
        return zlib.decompress(self.body).decode().split("\n") if self.rows else []
