from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from inspections.querysets import PublishedQuerySet
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class PublishedFigure(ScopedModel):
    """A percentage that a unit published, with what it was made of and the text as it stood (rulebook A0)."""

    unit = models.CharField(_("公布单位"), max_length=80)
    name = models.CharField(_("指标"), max_length=80)
    document = models.CharField(_("出处"), max_length=120, blank=True)
    published_on = models.DateField(_("公布日期"))
    numerator = models.DecimalField(_("分子"), max_digits=18, decimal_places=4)
    denominator = models.DecimalField(_("分母"), max_digits=18, decimal_places=4)
    measured_in = models.CharField(_("单位"), max_length=20, blank=True)
    published_text = models.CharField(_("公布的写法"), max_length=40)
    # Read from the text: the number before the percent sign, and how many places it was given with.
    percent = models.DecimalField(_("百分数"), max_digits=12, decimal_places=6, editable=False)
    places = models.PositiveSmallIntegerField(_("小数位数"), editable=False)

    objects: ClassVar = PublishedQuerySet.as_manager()

    class Meta:
        verbose_name = _("公布数字")
        ordering = ["-published_on", "unit", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(denominator__gt=0),
                name="published_denominator_above_zero",
                violation_error_message=_("分母应大于 0。"),
            ),
            models.UniqueConstraint(
                "area", "unit", "name", "published_on",
                name="one_published_figure_a_day",
                violation_error_message=_(
                    "这个单位这一天的这项指标已经登记过，请打开原来的那一条修改。"
                ),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["area", "-published_on"], name="published_by_area")]

    def __str__(self):
        return f"{self.unit} {self.name}"
