"""What a relocation rests on: sites, places that cannot support life, the year's plan with its curve and its list."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.models.numbering import new_codes
from funds.choices.relocation import DelayReason, MoveReason, SiteState
from funds.models.columns import money
from funds.models.guards import guard
from funds.models.relocation_guards import SITE_GUARD
from funds.querysets.relocation import RelocationSiteQuerySet
from households.models import Household
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class RelocationSite(ScopedModel):
    """A place of settlement (安置点) for several households; `area` is the village or township where it is."""

    code = models.CharField(_("安置点编号"), max_length=20, unique=True)
    name = models.CharField(_("名称"), max_length=80)
    households = models.PositiveIntegerField(_("规划安置（户）"))
    estimate = money(_("概算（元）"))
    invested = money(_("累计完成投资（元）"), default=0)
    progress = models.PositiveSmallIntegerField(_("形象进度（%）"), default=0)
    due_on = models.DateField(_("计划建成日期"), null=True, blank=True)
    state = models.CharField(_("状态"), max_length=20, choices=SiteState, default=SiteState.PLANNED)
    state_since = models.DateField(_("进入本状态的日期"))
    delay_reason = models.CharField(_("滞后原因"), max_length=12, choices=DelayReason, blank=True)
    delay_note = models.CharField(_("滞后说明"), max_length=200, blank=True)

    objects: ClassVar = RelocationSiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("安置点")
        ordering = ["area_id", "code"]
        default_permissions = ("view", "change")
        constraints = [
            models.CheckConstraint(
                condition=Q(households__gt=0), name="site_has_households",
                violation_error_message=_("规划安置户数要大于 0。"),
            ),
            models.CheckConstraint(
                condition=Q(estimate__gt=0, invested__gte=0), name="site_costs_money",
                violation_error_message=_("概算要大于 0，完成投资不能是负数。"),
            ),
            models.CheckConstraint(
                condition=Q(progress__lte=100), name="site_progress_is_a_share",
                violation_error_message=_("形象进度在 0 到 100 之间。"),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["area", "state"], name="site_by_area")]
        triggers = [guard("site_keeps_its_order", SITE_GUARD, update=True, delete=True)]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("funds:relocation_site", args=[self.code])


def site_codes(county_code):
    """Yield the next codes for sites of a county: its own code, `S`, a number."""
    return new_codes(RelocationSite, county_code, "S", 3)


@tracked
class RelocationPlace(ScopedModel):
    """A village, or part of one, on the list of places that cannot support those who live there, and why (B15)."""

    reason = models.CharField(_("搬迁原因"), max_length=12, choices=MoveReason)
    part = models.CharField(_("范围"), max_length=80, blank=True)
    document = models.CharField(_("文号"), max_length=80)
    listed_on = models.DateField(_("列入日期"))
    delisted_on = models.DateField(_("移出日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("迁出区")
        ordering = ["area_id", "reason"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["area"], name="relocation_place_by_area")]
        constraints = [
            models.UniqueConstraint(
                "area", "reason", condition=Q(delisted_on=None), name="one_listing_a_place_and_reason",
                violation_error_message=_("这个村已经按这个原因列入迁出区，不用再列。"),
            ),
            models.CheckConstraint(
                condition=Q(delisted_on=None) | Q(delisted_on__gte=F("listed_on")),
                name="place_is_delisted_after_listing",
                violation_error_message=_("移出日期不能早于列入日期。"),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.area_id} {self.get_reason_display()}"


@tracked
class RelocationPlan(ScopedModel):
    """What a township has to move of a year's task, and by when (LF-30, LF-31); the curve says how much each month."""

    code = models.CharField(_("计划编号"), max_length=16, unique=True)
    name = models.CharField(_("名称"), max_length=40)
    year = models.PositiveSmallIntegerField(_("任务年度"))
    households = models.PositiveIntegerField(_("户数"))
    persons = models.PositiveIntegerField(_("人数"))
    due_on = models.DateField(_("完成期限"))
    document = models.CharField(_("文号"), max_length=80)

    class Meta:
        verbose_name = _("搬迁年度计划")
        ordering = ["area_id", "year"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                "area", "year", name="one_relocation_plan_a_year",
                violation_error_message=_("这个乡镇这一年的计划已经下达，请打开原来的计划。"),
            ),
            models.CheckConstraint(
                condition=Q(households__gt=0) & Q(persons__gte=F("households")),
                name="relocation_plan_moves_people",
                violation_error_message=_("户数要大于 0，人数不能少于户数。"),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("funds:relocation_plan", args=[self.code])


@tracked
class RelocationTarget(ScopedModel):
    """How many of a plan have moved in by the end of a month: a point of the curve, counted from the beginning."""

    FOLLOWS = "plan"

    plan = models.ForeignKey(
        RelocationPlan, models.CASCADE, related_name="targets", verbose_name=_("计划"), db_index=False
    )
    month_end = models.DateField(_("月末"))
    households = models.PositiveIntegerField(_("应入住（户）"))
    persons = models.PositiveIntegerField(_("应入住（人）"))

    class Meta:
        verbose_name = _("搬迁月度目标")
        ordering = ["plan_id", "month_end"]
        default_permissions = ()
        constraints = [models.UniqueConstraint("plan", "month_end", name="one_relocation_target_a_month")]

    def __str__(self):
        return f"{self.plan_id} {self.month_end}"


@tracked
class RelocationListed(ScopedModel):
    """A household on the year's list (年度名单) of those to be moved; how many of it."""

    FOLLOWS = "household"

    plan = models.ForeignKey(RelocationPlan, models.PROTECT, related_name="listed", verbose_name=_("计划"))
    household = models.OneToOneField(
        Household, models.PROTECT, related_name="relocation_listed", verbose_name=_("户")
    )
    persons = models.PositiveSmallIntegerField(_("人数"))
    reason = models.CharField(_("搬迁原因"), max_length=12, choices=MoveReason)
    settlement = models.CharField(_("安置方式"), max_length=12, blank=True)
    recorded_from = models.CharField(_("登记依据"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("搬迁年度名单")
        ordering = ["area_id", "household_id"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["area"], name="relocation_listed_by_area")]
        constraints = [
            models.CheckConstraint(
                condition=Q(persons__gt=0), name="listed_household_has_people",
                violation_error_message=_("人数要大于 0。"),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.household_id} {self.plan_id}"
