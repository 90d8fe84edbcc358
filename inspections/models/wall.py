"""How a county arranged its wall chart by hand."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from povertyapp.core.history import tracked
from povertyapp.core.models.area import TOWNSHIP_DIGITS, VILLAGE_DIGITS
from povertyapp.core.scoping import ScopedModel

MOST = 99
_NUMBER = (MinValueValidator(1), MaxValueValidator(MOST))


@tracked
class WallPlace(ScopedModel):
    """Where a township stands on the wall chart of its county, or a village within its township.

    Places without such a row follow those that have one. `area` is the place itself.
    """

    row = models.PositiveSmallIntegerField(_("行"), validators=_NUMBER)
    column = models.PositiveSmallIntegerField(_("列"), validators=_NUMBER)

    class Meta:
        verbose_name = _("作战图位置")
        ordering = ["area_id"]
        constraints = [
            models.UniqueConstraint(fields=["area"], name="one_spot_a_place_on_the_wall"),
            models.CheckConstraint(
                condition=models.Q(row__range=(1, MOST), column__range=(1, MOST)),
                name="wall_is_not_endless",
                violation_error_message=_("行号和列号填 1 到 99。"),
            ),
            models.CheckConstraint(
                condition=models.Q(Exact(Length("area"), TOWNSHIP_DIGITS))
                | models.Q(Exact(Length("area"), VILLAGE_DIGITS)),
                name="wall_shows_townships_and_villages",
                violation_error_message=_("作战图上只有乡镇和村，请选乡镇或村。"),
            ),
        ]

    def __str__(self):
        return f"{self.area} {self.row}-{self.column}"
