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
    RELIEF = "relief", _("救助补贴")
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


class MeasureItem(TextChoices):
    """Measures that the cause of poverty or a relief asks for by their own name, each of one kind (B11).

    The kind alone decides what LF-17 and LF-18 count; the item says which of its kind it is.
    """

    ALLOWANCE = "allowance", _("低保")
    FIVE_GUARANTEE = "five_guarantee", _("特困供养")
    PENSION = "pension", _("养老保险")
    TEMPORARY_RELIEF = "temporary_relief", _("临时救助")
    DISASTER_RELIEF = "disaster_relief", _("灾害救助")
    SPECIAL_RELIEF = "special_relief", _("特殊救助")
    CHARITY_RELIEF = "charity_relief", _("慈善救助")
    DISABILITY_SUBSIDY = "disability_subsidy", _("残疾补贴")
    ILLNESS_INSURANCE = "illness_insurance", _("大病保险")
    CHRONIC_CONTRACT = "chronic_contract", _("慢病签约")
    SUPPORTED_JOB = "supported_job", _("辅助就业")
    INDUSTRY_RECOVERY = "industry_recovery", _("产业恢复")
    INDUSTRY_REWARD = "industry_reward", _("产业奖补")


KIND_OF_ITEM = {
    MeasureItem.ALLOWANCE: MeasureKind.SOCIAL_SAFETY_NET,
    MeasureItem.FIVE_GUARANTEE: MeasureKind.SOCIAL_SAFETY_NET,
    MeasureItem.PENSION: MeasureKind.SOCIAL_SAFETY_NET,
    MeasureItem.TEMPORARY_RELIEF: MeasureKind.SOCIAL_SAFETY_NET,
    MeasureItem.DISASTER_RELIEF: MeasureKind.RELIEF,
    MeasureItem.SPECIAL_RELIEF: MeasureKind.RELIEF,
    MeasureItem.CHARITY_RELIEF: MeasureKind.RELIEF,
    MeasureItem.DISABILITY_SUBSIDY: MeasureKind.RELIEF,
    MeasureItem.ILLNESS_INSURANCE: MeasureKind.MEDICAL,
    MeasureItem.CHRONIC_CONTRACT: MeasureKind.MEDICAL,
    MeasureItem.SUPPORTED_JOB: MeasureKind.EMPLOYMENT,
    MeasureItem.INDUSTRY_RECOVERY: MeasureKind.INDUSTRY,
    MeasureItem.INDUSTRY_REWARD: MeasureKind.INDUSTRY,
}


class Batch(TextChoices):
    """五个一批: which of the five batches a measure belongs to (B11)."""

    PRODUCTION = "production", _("发展生产")
    RELOCATION = "relocation", _("易地搬迁")
    ECOLOGY = "ecology", _("生态补偿")
    EDUCATION = "education", _("发展教育")
    SOCIAL_SECURITY = "social_security", _("社会保障兜底")


class Reach(TextChoices):
    """九个到户: the nine kinds of support that reach a household (TF-08)."""

    INDUSTRY = "industry", _("产业扶持")
    TRAINING = "training", _("扶贫培训")
    RELOCATION = "relocation", _("扶贫搬迁")
    PROJECT_FUND = "project_fund", _("项目资金")
    PAIRING = "pairing", _("结对帮扶")
    FIRM_LINK = "firm_link", _("龙头企业带动")
    ALLOWANCE = "allowance", _("低保衔接")
    RELIEF = "relief", _("救助政策")
    FINANCE = "finance", _("金融服务")


class MeasureState(TextChoices):
    """How a measure stands on a day; it follows from its days and from what was decided."""

    PROPOSED = "proposed", _("待乡镇确认")
    REFUSED = "refused", _("未通过")
    PLANNED = "planned", _("计划中")
    IN_FORCE = "in_force", _("在实施")
    DONE = "done", _("已完成")
    STOPPED = "stopped", _("已中止")
    VOIDED = "voided", _("已核销")


class ReliefKind(TextChoices):
    """The six reliefs (JZ-42)."""

    MEDICAL = "medical", _("医疗救助")
    EDUCATION = "education", _("教育救助")
    DISASTER = "disaster", _("灾害救助")
    TEMPORARY = "temporary", _("临时救助")
    SPECIAL = "special", _("特殊救助")
    CHARITY = "charity", _("慈善救助")


# What the matrix of causes and measures calls each relief: kind, and item where the kind holds more.
RELIEF_FAMILIES = {
    (MeasureKind.MEDICAL, ""): ReliefKind.MEDICAL,
    (MeasureKind.EDUCATION, ""): ReliefKind.EDUCATION,
    (MeasureKind.RELIEF, MeasureItem.DISASTER_RELIEF): ReliefKind.DISASTER,
    (MeasureKind.SOCIAL_SAFETY_NET, MeasureItem.TEMPORARY_RELIEF): ReliefKind.TEMPORARY,
    (MeasureKind.RELIEF, MeasureItem.SPECIAL_RELIEF): ReliefKind.SPECIAL,
    (MeasureKind.RELIEF, MeasureItem.CHARITY_RELIEF): ReliefKind.CHARITY,
}
