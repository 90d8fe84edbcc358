"""Whole-village projects (整村推进, LN-05): what is built in a village, by weights, and how far it is."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from funds.models.columns import money, person
from funds.models.project import Project
from funds.querysets.development import ItemQuerySet, WholeVillageQuerySet
from households.models.guards import stays
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class WholeVillage(ScopedModel):
    """What is done for a whole village in a year, from when to when."""

    code = models.CharField(_("编号"), max_length=20, unique=True)
    year = models.PositiveSmallIntegerField(_("年度"))
    starts_on = models.DateField(_("计划开工"))
    ends_on = models.DateField(_("计划完工"))
    document_no = models.CharField(_("批复文号"), max_length=60, blank=True)

    objects: ClassVar = WholeVillageQuerySet.as_manager()

    class Meta:
        verbose_name = _("整村推进")
        ordering = ["-year", "area_id"]
        constraints = [
            models.UniqueConstraint(
                "area", "year", name="one_whole_village_a_year",
                violation_error_message=_("这个村这一年度已登记整村推进，请打开原来的那一条。"),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="whole_village_ends_after_it_begins",
                violation_error_message=_("计划完工不能早于计划开工。"),
            ),
        ]  # fmt: skip

    def __str__(self):
        return _("%(year)s年整村推进 %(code)s") % {"year": self.year, "code": self.code}

    def get_absolute_url(self):
        return reverse("funds:whole_village", args=[self.code])


@tracked
class WholeVillageItem(ScopedModel):
    """One thing that is built: how much of it, its weight in the whole, the investment, the project of the library."""

    FOLLOWS = "whole_village"

    whole_village = models.ForeignKey(
        WholeVillage, models.PROTECT, related_name="items", verbose_name=_("整村推进"), db_index=False
    )
    number = models.PositiveSmallIntegerField(_("序号"))
    name = models.CharField(_("建设内容"), max_length=80)
    quantity = models.CharField(_("工程量"), max_length=40, blank=True)
    weight = models.DecimalField(_("权重"), max_digits=6, decimal_places=2)
    investment = money(_("计划投资(元)"))
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="whole_village_items",
        verbose_name=_("项目"),
    )

    objects: ClassVar = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("整村推进建设内容")
        ordering = ["whole_village_id", "number"]
        constraints = [
            models.UniqueConstraint("whole_village", "number", name="one_item_of_a_village_a_number"),
            models.CheckConstraint(
                condition=Q(weight__gt=0, weight__lte=100), name="item_weight_is_a_share",
                violation_error_message=_("权重要大于 0，不超过 100。"),
            ),
            models.CheckConstraint(
                condition=Q(investment__gte=0), name="item_investment_is_not_negative",
                violation_error_message=_("计划投资不能是负数。"),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name


@tracked
class WholeVillageReport(ScopedModel):
    """How far one item was on a day: the percentage done and the money invested so far. Reports stay as they were."""

    FOLLOWS = "item"

    item = models.ForeignKey(
        WholeVillageItem, models.PROTECT, related_name="reports", verbose_name=_("建设内容"), db_index=False
    )
    reported_on = models.DateField(_("填报日期"))
    percent = models.DecimalField(_("完成进度(%)"), max_digits=5, decimal_places=2)
    invested = money(_("累计完成投资(元)"))
    note = models.CharField(_("说明"), max_length=120, blank=True)
    recorded_by = person(_("录入人"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("整村推进进度")
        ordering = ["item_id", "reported_on", "pk"]
        indexes = [models.Index(fields=["item", "-reported_on"], name="whole_village_report_newest")]
        triggers = [stays()]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100), name="reported_percent_is_a_share",
                violation_error_message=_("完成进度在 0 到 100 之间。"),
            ),
            models.CheckConstraint(
                condition=Q(invested__gte=0), name="reported_investment_is_not_negative",
                violation_error_message=_("累计完成投资不能是负数。"),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.item_id} {self.reported_on}"
