"""The village form (贫困村登记表, 贫困村信息采集表), rulebook B2; the national codes stand beside the columns."""

from decimal import ROUND_HALF_UP, Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from households.choices import Terrain, VillageKind
from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


def _count(label):
    return models.PositiveIntegerField(label, null=True, blank=True)


def _amount(label, digits=12):
    return models.DecimalField(
        label,
        max_digits=digits,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )


def _yes_no(label):
    return models.BooleanField(label, null=True, blank=True)


def _degrees(label, most):
    return models.DecimalField(
        label,
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-most), MaxValueValidator(most)],
    )


@tracked
class Village(ScopedModel):
    """What a village is, whatever the year."""

    kind = models.CharField(_("村属性"), max_length=10, choices=VillageKind, blank=True)  # aad004
    direction = models.CharField(_("发展方向"), max_length=60, blank=True)  # aad035
    terrain = models.CharField(_("地形地貌"), max_length=10, choices=Terrain, blank=True)  # aad036
    longitude = _degrees(_("经度"), 180)  # aar101
    latitude = _degrees(_("纬度"), 90)  # aar102
    head_name = models.CharField(_("村负责人"), max_length=40, blank=True)  # aar011
    head_phone = EncryptedTextField(_("村负责人电话"), bound_to="area_id")
    exited_on = models.DateField(_("出列日期"), null=True, blank=True)
    remark = models.CharField(_("备注"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("村基本情况")
        constraints = [models.UniqueConstraint("area", name="one_village_an_area")]

    def __str__(self):
        return str(self.area)

    def get_absolute_url(self):
        return reverse("households:area", args=[self.area_id])


@tracked
class VillageYear(ScopedModel):
    """What the village form says of one year. The rate of poverty is worked out, never stored."""

    year = models.PositiveSmallIntegerField(_("年度"))
    # people
    group_count = _count(_("自然村(组)数"))  # aad006
    household_count = _count(_("总户数"))  # aad005
    population = _count(_("总人口"))  # aad010
    allowance_households = _count(_("低保户数"))  # aad008
    allowance_persons = _count(_("低保人口"))  # aad012
    five_guarantee_households = _count(_("五保户数"))  # aad009
    five_guarantee_persons = _count(_("五保人口"))  # aad013
    minority_persons = _count(_("少数民族人口"))  # aad014
    women = _count(_("妇女人口"))  # aad015
    disabled_persons = _count(_("残疾人口"))  # aad016
    labour_count = _count(_("劳动力人数"))  # aad017
    away_workers = _count(_("外出务工人数"))  # aad018
    registered_households = _count(_("贫困户数"))
    registered_persons = _count(_("贫困人口"))
    party_members = _count(_("党员人数"))  # aad037
    graduate_officials = _count(_("大学生村官人数"))  # aad038
    # land
    cultivated_mu = _amount(_("耕地面积(亩)"))  # aad019
    irrigated_mu = _amount(_("有效灌溉面积(亩)"))  # aad027
    woodland_mu = _amount(_("林地面积(亩)"))  # aad021
    farmland_to_forest_mu = _amount(_("退耕还林面积(亩)"))  # aad022
    orchard_mu = _amount(_("林果面积(亩)"))  # aad023
    pasture_mu = _amount(_("牧草地面积(亩)"))  # aad024
    water_mu = _amount(_("水域面积(亩)"))  # aad025
    # income and insurance
    net_income_per_capita = _amount(_("农民人均纯收入(元)"))  # aad301
    collective_income = _amount(_("村级集体经济收入(元)"), 16)  # aad302
    medical_insured = _count(_("参加新农合人数"))  # aad311
    pension_insured = _count(_("参加城乡居民养老保险人数"))  # aad313
    worker_pension_insured = _count(_("参加职工养老保险人数"))  # aad314
    # roads
    has_paved_road = _yes_no(_("到乡镇是否通沥青(水泥)路"))  # aad328
    has_bus = _yes_no(_("是否通客运班车"))  # aad323
    unpaved_groups = _count(_("未通沥青(水泥)路自然村数"))
    unpaved_km = _amount(_("未通沥青(水泥)路里程(公里)"), 8)
    # water, power, housing
    water_unsafe_households = _count(_("未实现饮水安全户数"))  # aad331
    water_difficult_households = _count(_("饮水困难户数"))  # aad332
    powered_groups = _count(_("已通电自然村数"))  # aad358
    dangerous_houses = _count(_("危房户数"))  # aad361
    # industry
    cooperatives = _count(_("农民专业合作社个数"))  # aad371
    tourism_households = _count(_("从事乡村旅游户数"))  # aad381
    farmstays = _count(_("农家乐户数"))  # aad382
    tourism_workers = _count(_("乡村旅游从业人员"))  # aad383
    tourism_income = _amount(_("乡村旅游户均年收入(元)"))  # aad384
    leading_industry = models.CharField(_("主导产业"), max_length=60, blank=True)
    industry_base_mu = _amount(_("主导产业基地面积(亩)"))
    # services
    clinics = _count(_("卫生室个数"))  # aad391
    public_toilets = _count(_("公共厕所个数"))  # aad392
    doctors = _count(_("执业(助理)医师人数"))  # aad393
    waste_points = _count(_("垃圾集中堆放点个数"))  # aad394
    culture_rooms = _count(_("文化(图书)室个数"))  # aad401
    broadband_households = _count(_("通宽带户数"))  # aad411
    has_school_broadband = _yes_no(_("村小学是否通宽带"))  # aad412
    mobile_households = _count(_("能用手机上网户数"))  # aad413
    information_officers = _count(_("信息员人数"))  # aad414
    # resident team
    team_unit = models.CharField(_("驻村单位"), max_length=60, blank=True)
    team_leader = models.CharField(_("驻村工作队长"), max_length=40, blank=True)
    team_members = _count(_("驻村队员人数"))
    team_days = _count(_("驻村天数"))

    class Meta:
        verbose_name = _("村年度情况")
        ordering = ["area_id", "-year"]
        constraints = [models.UniqueConstraint("area", "year", name="one_village_year")]

    def __str__(self):
        return f"{self.area} {self.year}"

    def get_absolute_url(self):
        return f"{reverse('households:area', args=[self.area_id])}?year={self.year}"

    @property
    def poverty_incidence(self):
        """Return the poor persons in per cent of the rural population, to one digit; None where either is unknown."""
        if not self.population or self.registered_persons is None:
            return None
        rate = Decimal(self.registered_persons) * 100 / Decimal(self.population)
        return rate.quantize(Decimal("0.1"), ROUND_HALF_UP)
