from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from households.choices import Produce
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class ProductionCostRatio(ScopedModel):
    """What share of the gross income of a kind of produce a region takes as its cost (rulebook B1.3)."""

    year = models.PositiveSmallIntegerField(_("年度"))
    kind = models.CharField(_("种类"), max_length=12, choices=Produce)
    ratio = models.DecimalField(
        _("支出占收入比例"),
        max_digits=4,
        decimal_places=3,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )
    basis = models.CharField(_("依据"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("生产成本比例")
        constraints = [
            models.UniqueConstraint("area", "year", "kind", name="one_ratio_a_kind"),
            models.CheckConstraint(condition=models.Q(ratio__gte=0, ratio__lte=1), name="ratio_is_a_share"),
        ]

    def __str__(self):
        return f"{self.area} {self.year} {self.get_kind_display()} {self.ratio}"
