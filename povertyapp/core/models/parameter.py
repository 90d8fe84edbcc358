from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from povertyapp.core.history import tracked


@tracked
class RuleParameter(models.Model):
    """A number that a rule needs, by area and date. No threshold is written in code.

    The nearest area wins over its ancestors, a row without area holds everywhere; among those in force the one
    that began last wins.
    """

    name = models.CharField(_("参数"), max_length=60)
    area = models.ForeignKey(
        "core.Area", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("区域")
    )
    effective_from = models.DateField(_("生效"))
    effective_to = models.DateField(_("失效"), null=True, blank=True)
    value = models.JSONField(_("值"))
    basis = models.CharField(_("依据"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("规则参数")
        constraints = [
            models.UniqueConstraint(
                "name", "area", "effective_from", name="one_parameter_a_day", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(effective_to=None) | Q(effective_to__gte=F("effective_from")),
                name="parameter_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.name} = {self.value}"
