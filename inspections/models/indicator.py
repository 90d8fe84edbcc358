from decimal import ROUND_DOWN, ROUND_UP, Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.models import HelpingUnit
from inspections.choices import Direction
from inspections.querysets import IndicatorQuerySet, TargetQuerySet, ValueQuerySet
from povertyapp.core.history import kept, tracked
from povertyapp.core.models import StoredFile
from povertyapp.core.scoping import ScopedModel

PLACES = Decimal("0.01")


@tracked
class Indicator(ScopedModel):
    """An indicator of a sector with the member unit that answers for it (LF-55). `area` is the county.

    `figure` names the rule whose number the system counts itself (rulebook part E); blank where only the unit knows.
    A share is reported as numerator and denominator and read in per cent; everything else is one number.
    """

    ANSWERED_BY = "reporter_id"

    code = models.CharField(_("编号"), max_length=20, unique=True)
    name = models.CharField(_("指标"), max_length=60)
    figure = models.CharField(_("系统指标"), max_length=12, blank=True)
    is_share = models.BooleanField(_("按分子分母算百分数"), default=True)
    measured_in = models.CharField(_("计量单位"), max_length=20)
    direction = models.CharField(_("方向"), max_length=8, choices=Direction, default=Direction.HIGHER)
    owner_unit = models.ForeignKey(
        HelpingUnit, models.PROTECT, related_name="indicators", verbose_name=_("责任单位")
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("填报人"),
    )
    meaning = models.TextField(_("口径"), blank=True)
    ended_on = models.DateField(_("停用日期"), null=True, blank=True)

    objects: ClassVar = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("行业指标")
        ordering = ["area_id", "owner_unit_id", "code"]
        constraints = [
            models.UniqueConstraint(
                "area",
                "name",
                name="one_indicator_a_name",
                violation_error_message=_("已经有同名的指标，请换一个名称。"),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("inspections:indicator", args=[self.code])


@tracked
class IndicatorTarget(ScopedModel):
    """A point of the year's path: what an indicator should reach in a month. A month without one asks nothing."""

    FOLLOWS = "indicator"

    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="targets", verbose_name=_("行业指标")
    )
    month = models.CharField(_("月份"), max_length=7)
    target = models.DecimalField(_("目标"), max_digits=18, decimal_places=4)

    objects: ClassVar = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("月度目标")
        ordering = ["indicator_id", "month"]
        indexes = [models.Index(fields=["area", "month"], name="target_by_area_and_month")]
        constraints = [
            models.UniqueConstraint("indicator", "month", name="one_target_a_month"),
            models.CheckConstraint(
                condition=Q(target__gte=0),
                name="target_not_negative",
                violation_error_message=_("目标不能小于 0。"),
            ),
        ]

    def __str__(self):
        return f"{self.month} {self.target.normalize():f}"


@kept
class IndicatorValue(ScopedModel):
    """What the owner reported of a month. Never changed: who was wrong reports again, and both stay.

    `as_of` is the day of which the numbers speak, `recorded_at` the moment of entry.
    """

    FOLLOWS = "indicator"

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="values", verbose_name=_("行业指标")
    )
    month = models.CharField(_("月份"), max_length=7)
    numerator = models.DecimalField(_("分子"), max_digits=18, decimal_places=4)
    denominator = models.DecimalField(_("分母"), max_digits=18, decimal_places=4, null=True, blank=True)
    as_of = models.DateField(_("截止日期"))
    evidence = models.CharField(_("依据"), max_length=200)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("佐证材料")
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("填报人")
    )
    recorded_at = models.DateTimeField(_("填报时间"))

    objects: ClassVar = ValueQuerySet.as_manager()

    class Meta:
        verbose_name = _("月度填报")
        ordering = ["indicator_id", "month", "recorded_at"]
        constraints = [
            models.UniqueConstraint("indicator", "month", "recorded_at", name="one_value_a_moment"),
            models.CheckConstraint(
                condition=Q(denominator=None) | Q(denominator__gt=0),
                name="value_denominator_above_zero",
                violation_error_message=_("分母应大于 0；这个月没有对象的，请县扶贫办去掉当月的目标。"),
            ),
            models.CheckConstraint(
                condition=Q(numerator__gte=0),
                name="value_not_negative",
                violation_error_message=_("分子不能小于 0。"),
            ),
        ]

    def __str__(self):
        return f"{self.month} {self.number.normalize():f}"

    @property
    def number(self):
        """Return the value to be shown, a share in per cent with two decimals: 94.999 never reads as 95."""
        if self.denominator is None:
            return self.numerator
        towards = ROUND_UP if self.indicator.direction == Direction.LOWER else ROUND_DOWN
        return (self.numerator * 100 / self.denominator).quantize(PLACES, towards)
