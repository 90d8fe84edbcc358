from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from households.choices import (
    AccessRoad,
    Fuel,
    HousingGrade,
    HousingStructure,
    RelocationMode,
    SettlementMode,
)
from households.models.household import Household
from households.querysets import StatementQuerySet
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


def mu(label):
    """Return a column for an area in mu."""
    return models.DecimalField(label, max_digits=8, decimal_places=2, null=True, blank=True)


@tracked
class LivingCondition(ScopedModel):
    """Production and living conditions of a household in one year (rulebook B1.5)."""

    FOLLOWS = "household"

    household = models.ForeignKey(Household, models.CASCADE, related_name="living", verbose_name=_("户"))
    year = models.PositiveSmallIntegerField(_("年度"))
    cultivated_mu = mu(_("耕地面积(亩)"))
    irrigated_mu = mu(_("有效灌溉面积(亩)"))
    woodland_mu = mu(_("林地面积(亩)"))
    farmland_to_forest_mu = mu(_("退耕还林面积(亩)"))
    orchard_mu = mu(_("林果面积(亩)"))
    pasture_mu = mu(_("牧草地面积(亩)"))
    water_mu = mu(_("水面面积(亩)"))
    has_production_power = models.BooleanField(_("是否通生产用电"), null=True, blank=True)
    has_household_power = models.BooleanField(_("是否通生活用电"), null=True, blank=True)
    has_broadcast_tv = models.BooleanField(_("是否通广播电视"), null=True, blank=True)
    km_to_main_road = models.DecimalField(
        _("与村主干路距离(公里)"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    access_road = models.CharField(_("入户路类型"), max_length=1, choices=AccessRoad, blank=True)
    housing_m2 = models.DecimalField(
        _("住房面积(平方米)"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    housing_structure = models.CharField(_("主要结构"), max_length=1, choices=HousingStructure, blank=True)
    housing_built_year = models.PositiveSmallIntegerField(_("建房时间"), null=True, blank=True)
    is_dangerous_house = models.BooleanField(_("是否危房户"), null=True, blank=True)
    housing_grade = models.CharField(_("房屋等级"), max_length=1, choices=HousingGrade, blank=True)
    renovation_year = models.PositiveSmallIntegerField(_("危改年度"), null=True, blank=True)
    is_water_difficult = models.BooleanField(_("饮水是否困难"), null=True, blank=True)
    is_water_safe = models.BooleanField(_("是否饮水安全"), null=True, blank=True)
    fuel = models.CharField(_("主要燃料类型"), max_length=2, choices=Fuel, blank=True)
    has_sanitary_toilet = models.BooleanField(_("有无卫生厕所"), null=True, blank=True)
    is_in_cooperative = models.BooleanField(_("是否加入农民专业合作社"), null=True, blank=True)
    is_firm_linked = models.BooleanField(_("是否有龙头企业带动"), null=True, blank=True)
    is_leader_linked = models.BooleanField(_("是否有创业致富带头人带动"), null=True, blank=True)
    needs_relocation = models.BooleanField(_("是否需要搬迁"), null=True, blank=True)
    relocation_mode = models.CharField(_("搬迁方式"), max_length=1, choices=RelocationMode, blank=True)
    settlement_mode = models.CharField(_("安置方式"), max_length=12, choices=SettlementMode, blank=True)
    settlement_place = models.CharField(_("安置地"), max_length=40, blank=True)
    relocation_difficulty = models.CharField(_("搬迁可能存在的困难"), max_length=100, blank=True)

    # Columns to which the answer was that nobody knows: not blank, somebody has to find out (ux 13).
    unclear = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("说不清的项目"),
        default=list,
        blank=True,
        editable=False,
    )

    objects: ClassVar = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("生产生活条件")
        ordering = ["household_id", "-year"]
        constraints = [models.UniqueConstraint("household", "year", name="one_living_a_year")]

    def __str__(self):
        return f"{self.household} {self.year}"
