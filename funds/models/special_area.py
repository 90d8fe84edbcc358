"""Special areas (特困片区, LN-02): groups of villages across townships, with plans. A label for tallies, no scope."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from funds.choices.development import AreaPlanKind
from funds.models.columns import money, person
from funds.querysets.development import MembershipQuerySet, SpecialAreaQuerySet
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class SpecialArea(ScopedModel):
    """A special area of a county: a name for some of its villages. Its `area` is the county; whoever stands in one of
    its villages sees it."""

    SEEN_THROUGH = ("villages",)

    code = models.CharField(_("片区编号"), max_length=20, unique=True)
    name = models.CharField(_("片区名称"), max_length=60)
    from_date = models.DateField(_("确定日期"))
    to_date = models.DateField(_("撤销日期"), null=True, blank=True)
    document_no = models.CharField(_("文号"), max_length=60, blank=True)

    objects: ClassVar = SpecialAreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("特困片区")
        ordering = ["area_id", "code"]
        constraints = [
            models.UniqueConstraint(
                "area", "name", name="one_special_area_a_name",
                violation_error_message=_("本县已有同名的片区，请换一个名称。"),
            ),
            models.CheckConstraint(
                condition=Q(to_date=None) | Q(to_date__gte=F("from_date")),
                name="special_area_ends_after_it_begins",
                violation_error_message=_("撤销日期不能早于确定日期。"),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("funds:special_area", args=[self.code])


@tracked
class SpecialAreaVillage(ScopedModel):
    """That a village belongs to a special area, from a day to a day; at any time to one."""

    special_area = models.ForeignKey(
        SpecialArea, models.PROTECT, related_name="villages", verbose_name=_("特困片区")
    )
    from_date = models.DateField(_("划入日期"))
    to_date = models.DateField(_("划出日期"), null=True, blank=True)

    objects: ClassVar = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("片区村")
        ordering = ["special_area_id", "area_id"]
        constraints = [
            models.UniqueConstraint(
                "area", condition=Q(to_date=None), name="one_special_area_a_village",
                violation_error_message=_("这个村已经在一个片区里，先划出再划入。"),
            ),
            models.CheckConstraint(
                condition=Q(to_date=None) | Q(to_date__gte=F("from_date")),
                name="special_area_village_ends_after_it_begins",
                violation_error_message=_("划出日期不能早于划入日期。"),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.special_area_id} {self.area_id}"


@tracked
class SpecialAreaPlan(ScopedModel):
    """A plan of a special area: the one for all years, or that of a year, with the investment it names."""

    FOLLOWS = "special_area"

    special_area = models.ForeignKey(
        SpecialArea, models.PROTECT, related_name="plans", verbose_name=_("特困片区")
    )
    kind = models.CharField(_("规划类别"), max_length=6, choices=AreaPlanKind)
    year = models.PositiveSmallIntegerField(_("年度"))
    title = models.CharField(_("名称"), max_length=120)
    document_no = models.CharField(_("文号"), max_length=60, blank=True)
    adopted_on = models.DateField(_("印发日期"))
    investment = money(_("计划投资(元)"), default=0)
    paper = models.CharField(_("纸质材料存放"), max_length=100, blank=True)
    recorded_by = person(_("录入人"), null=True, blank=True)

    class Meta:
        verbose_name = _("片区规划")
        ordering = ["special_area_id", "year", "kind"]
        constraints = [
            models.UniqueConstraint(
                "special_area", "kind", "year", name="one_area_plan_a_kind_and_year",
                violation_error_message=_("这一年度已有同类规划，请核对年度和种类。"),
            ),
            models.CheckConstraint(
                condition=Q(investment__gte=0), name="area_plan_investment_is_not_negative",
                violation_error_message=_("计划投资不能是负数。"),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.title
