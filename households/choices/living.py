"""Code lists of income, living conditions and the village form (rulebook B1.3, B1.5, B2)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AccessRoad(TextChoices):
    EARTH = "1", _("泥土路")
    GRAVEL = "2", _("砂石路")
    CONCRETE = "3", _("水泥路")
    ASPHALT = "4", _("沥青路")
    HARDENED = "5", _("硬化路")


class HousingGrade(TextChoices):
    A = "A", _("A级")
    B = "B", _("B级")
    C = "C", _("C级")
    D = "D", _("D级")


class IncomeLine(TextChoices):
    """The lines of a statement that may last or come once only (B1.3)."""

    WAGES = "wage_income", _("工资性收入")
    BUSINESS = "business_income", _("生产经营性收入")
    PROPERTY = "property_income", _("财产性收入")
    FAMILY_PLANNING = "family_planning_aid", _("计划生育金")
    ALLOWANCE = "allowance_aid", _("低保金")
    FIVE_GUARANTEE = "five_guarantee_aid", _("五保金")
    PENSION = "pension_aid", _("养老保险金")
    ECOLOGY = "eco_compensation", _("生态补偿金")
    OTHER = "other_transfer", _("其他转移性收入")


class Produce(TextChoices):
    GRAIN = "grain", _("粮食")
    TOBACCO = "tobacco", _("烤烟")
    LIVESTOCK = "livestock", _("畜牧")
    FRUIT = "fruit", _("林果")
    OTHER_CROPS = "other_crops", _("其他种植")


class VillageKind(TextChoices):
    POOR = "poor", _("贫困村")
    ORDINARY = "ordinary", _("非贫困村")


class Terrain(TextChoices):
    PLAIN = "plain", _("平原")
    HILLS = "hills", _("丘陵")
    MOUNTAINS = "mountains", _("山区")
    PASTURE = "pasture", _("牧区")


class HousingStructure(TextChoices):
    REINFORCED = "1", _("钢筋混凝土")
    BRICK_CONCRETE = "2", _("砖混")
    BRICK_TILE = "3", _("砖瓦砖木")
    EARTH = "4", _("竹草土坯")
    OTHER = "5", _("其他")


class Fuel(TextChoices):
    FIREWOOD = "1", _("柴草")
    DUNG = "2", _("干畜粪")
    COAL = "3", _("煤炭")
    CLEAN = "4", _("清洁能源")
    OTHER = "99", _("其他")


class RelocationMode(TextChoices):
    WHOLE_VILLAGE = "1", _("行政村整体搬迁")
    NATURAL_VILLAGE = "2", _("自然村整体搬迁")
    SINGLE = "3", _("个别搬迁")


class SettlementMode(TextChoices):
    CENTRALISED = "centralised", _("集中安置")
    DISPERSED = "dispersed", _("分散安置")
