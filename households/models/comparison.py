from django.db import models
from django.utils.translation import gettext_lazy as _

from households.models.guards import stays
from households.models.procedure import ProcedureCase, person
from households.steps import Blocking, ComparisonLevel
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


class ComparisonRule(models.Model):
    """What a region looks for when it compares applicants with other registers (B3), and what a hit means.

    The rows of the nearest region hold for a place: a region has its own list, or its ancestors'.
    """

    region = models.CharField(_("地区代码"), max_length=12, blank=True)
    code = models.CharField(_("代码"), max_length=20)
    label = models.CharField(_("比对内容"), max_length=60)
    action = models.CharField(_("处理"), max_length=8, choices=Blocking)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("比对规则")
        ordering = ["region", "position"]
        constraints = [models.UniqueConstraint("region", "code", name="one_comparison_a_code")]

    def __str__(self):
        return self.label


@tracked
class ComparisonRun(ScopedModel):
    """One comparison of one household: asked for by the village, looked at by the township, answered by the
    departments."""

    FOLLOWS = "case"

    case = models.ForeignKey(
        ProcedureCase, models.PROTECT, related_name="comparisons", verbose_name=_("事项")
    )
    level = models.CharField(_("比对"), max_length=8, choices=ComparisonLevel)
    run_on = models.DateField(_("比对日期"))
    source = models.CharField(_("依据（部门回函等）"), max_length=100, blank=True)
    recorded_by = person(_("录入人"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("信息比对")
        ordering = ["case_id", "run_on", "pk"]
        triggers = [stays()]

    def __str__(self):
        return self.get_level_display()


@tracked
class ComparisonHit(ScopedModel):
    """What a comparison found against a household; a hit that asks for an explanation has one or blocks."""

    FOLLOWS = "run"

    run = models.ForeignKey(ComparisonRun, models.PROTECT, related_name="hits", verbose_name=_("比对"))
    code = models.CharField(_("代码"), max_length=20)
    action = models.CharField(_("处理"), max_length=8, choices=Blocking)
    detail = models.CharField(_("比对情况"), max_length=200, blank=True)
    explanation = models.CharField(_("情况说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("比对命中")
        ordering = ["run_id", "pk"]
        triggers = [stays("explanation")]
        constraints = [models.UniqueConstraint("run", "code", name="one_hit_a_code")]

    def __str__(self):
        return self.code
