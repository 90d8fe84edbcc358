"""Special areas, whole villages, mutual-fund societies, and what others give (LN-02, LN-05, LN-06, LN-15)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AreaPlanKind(TextChoices):
    """The plans that a special area has: the one for all years, and one for each year (LN-02)."""

    WHOLE = "whole", _("实施规划")
    YEAR = "year", _("年度计划")


class SocietyStepKind(TextChoices):
    """What a mutual-fund society goes through until it lends (LN-06, LN-34)."""

    CIVIL = "civil", _("民政登记")
    QUALITY = "quality", _("质检：组织机构代码")
    FINANCE = "finance", _("财政备案")
    POLICE = "police", _("公安：刻制公章")
    BANK = "bank", _("银行开户")
    LENDING = "lending", _("正式放贷")


BEFORE_LENDING = tuple(step for step in SocietyStepKind if step != SocietyStepKind.LENDING)


class DonationKind(TextChoices):
    """What is given: money, goods, or something done (办实事)."""

    MONEY = "money", _("资金")
    GOODS = "goods", _("物资")
    DEED = "deed", _("办实事")


class DonorKind(TextChoices):
    """Who gives."""

    HELPING_UNIT = "helping_unit", _("帮扶单位")
    PARTNER = "partner", _("对口帮扶地区")
    ENTERPRISE = "enterprise", _("企业")
    ORGANISATION = "organisation", _("社会组织")
    PERSON = "person", _("个人")
