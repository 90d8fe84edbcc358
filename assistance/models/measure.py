from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assistance.choices import MeasureClass, MeasureKind
from assistance.querysets import MeasureQuerySet
from households.models import Household
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class AssistanceMeasure(ScopedModel):
    """A measure of help for a household (帮扶措施), in force from a day to a day (rulebook B11)."""

    FOLLOWS = "household"

    household = models.ForeignKey(Household, models.CASCADE, related_name="measures", verbose_name=_("户"))
    measure_class = models.CharField(_("措施类别"), max_length=10, choices=MeasureClass)
    kind = models.CharField(_("措施种类"), max_length=20, choices=MeasureKind)
    name = models.CharField(_("措施内容"), max_length=100)
    from_date = models.DateField(_("开始日期"))
    to_date = models.DateField(_("结束日期"), null=True, blank=True)
    amount = models.DecimalField(_("金额(元)"), max_digits=16, decimal_places=2, null=True, blank=True)
    responsible_unit = models.CharField(_("责任单位"), max_length=80, blank=True)
    effect = models.CharField(_("成效"), max_length=200, blank=True)

    objects: ClassVar = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("帮扶措施")
        ordering = ["household_id", "from_date", "pk"]
        indexes = [models.Index(fields=["area"], name="measure_by_area")]
        constraints = [
            models.UniqueConstraint("household", "name", "from_date", name="one_measure_a_name_and_start"),
            models.CheckConstraint(
                condition=Q(to_date=None) | Q(to_date__gte=F("from_date")),
                name="measure_ends_after_it_begins",
                violation_error_message=_("结束日期不能早于开始日期。"),
            ),
        ]

    def __str__(self):
        return self.name


class MeasureWord(models.Model):
    """A word that offices write for a measure, and the kind it means. A county adds its own."""

    word = models.CharField(_("写法"), max_length=60, unique=True)
    kind = models.CharField(_("措施种类"), max_length=20, choices=MeasureKind)

    class Meta:
        verbose_name = _("措施写法")
        ordering = ["word"]

    def __str__(self):
        return self.word
