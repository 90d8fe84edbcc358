from django.db import models
from django.utils.translation import gettext_lazy as _


class Tally(models.Model):
    """So many rows of one kind more (or fewer) lie in a place from a day on; what stands there is their sum.

    Written by the triggers of what is counted alone, with the owner's rights, in the transaction of the change
    (`povertyapp.core.tallies`); only added to and folded, so that nobody who writes waits for another.
    """

    IS_FIXED = True

    code = models.CharField(_("行政区划"), max_length=12)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    day = models.DateField()
    n = models.BigIntegerField()

    class Meta:
        verbose_name = _("现状计数")
        indexes = [models.Index(fields=["kind", "code", "day"], include=["key", "n"], name="tally_by_place")]

    def __str__(self):
        return f"{self.code} {self.kind} {self.key}: {self.n}"
