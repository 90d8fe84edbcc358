"""Words of measures and the classes that LF-17 and LF-18 ask for (rulebook B11)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MeasureClass(TextChoices):
    """The class that LF-17 and LF-18 ask for."""

    INCOME = "income", _("增收项目")
    SAFETY_NET = "safety_net", _("兜底保障")
    OTHER = "other", _("其他帮扶")


class MeasureKind(TextChoices):
    """Families of measures (B11). The three kinds of LF-18 are asset_return, fund_return, social_safety_net."""

    INDUSTRY = "industry", _("产业扶持")
    EMPLOYMENT = "employment", _("就业务工")
    TRAINING = "training", _("技能培训")
    MICROCREDIT = "microcredit", _("小额信贷")
    ASSET_RETURN = "asset_return", _("资产收益")
    FUND_RETURN = "fund_return", _("资金收益")
    SOCIAL_SAFETY_NET = "social_safety_net", _("社会兜底")
    LAND_TRANSFER = "land_transfer", _("土地流转")
    ECOLOGY = "ecology", _("生态补偿")
    PUBLIC_POST = "public_post", _("公益性岗位")
    EDUCATION = "education", _("教育资助")
    MEDICAL = "medical", _("医疗救助")
    HOUSING = "housing", _("危房改造")
    RELOCATION = "relocation", _("易地搬迁")
    FIRM_LINK = "firm_link", _("龙头企业带动")
    COOPERATIVE_LINK = "cooperative_link", _("合作社带动")
    E_COMMERCE = "e_commerce", _("电商")
    TOURISM = "tourism", _("旅游")
    SOLAR = "solar", _("光伏")
    WATER = "water", _("安全饮水")
    INFRASTRUCTURE = "infrastructure", _("基础设施到户")
    DONATION = "donation", _("社会捐赠")
    OTHER = "other", _("其他")


CLASS_OF_KIND = {
    MeasureKind.INDUSTRY: MeasureClass.INCOME,
    MeasureKind.EMPLOYMENT: MeasureClass.INCOME,
    MeasureKind.MICROCREDIT: MeasureClass.INCOME,
    MeasureKind.LAND_TRANSFER: MeasureClass.INCOME,
    MeasureKind.FIRM_LINK: MeasureClass.INCOME,
    MeasureKind.COOPERATIVE_LINK: MeasureClass.INCOME,
    MeasureKind.E_COMMERCE: MeasureClass.INCOME,
    MeasureKind.TOURISM: MeasureClass.INCOME,
    MeasureKind.PUBLIC_POST: MeasureClass.INCOME,
    MeasureKind.SOLAR: MeasureClass.INCOME,
    MeasureKind.ASSET_RETURN: MeasureClass.SAFETY_NET,
    MeasureKind.FUND_RETURN: MeasureClass.SAFETY_NET,
    MeasureKind.SOCIAL_SAFETY_NET: MeasureClass.SAFETY_NET,
}
