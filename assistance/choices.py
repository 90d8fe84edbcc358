"""Words of assistance and what they mean to the rules (rulebook B11, B12)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UnitLevel(TextChoices):
    CENTRAL = "01", _("中央")
    PROVINCE = "02", _("省")
    PREFECTURE = "03", _("市")
    COUNTY = "04", _("县")
    TOWNSHIP = "05", _("乡镇")
    ARMY = "06", _("部队")
    OTHER = "07", _("其他")


class AssignmentRole(TextChoices):
    PRIMARY = "primary", _("帮扶责任人")
    SUPPORT = "support", _("协助帮扶人")


class Channel(TextChoices):
    HOME = "home", _("入户")
    PHONE = "phone", _("电话")
    VIDEO = "video", _("视频")
    OFFICE = "office", _("村委会见面")
    OTHER = "other", _("其他")


class Met(TextChoices):
    HEAD = "head", _("户主")
    FAMILY = "family", _("家人")
    NOBODY = "nobody", _("没见到")


class Change(TextChoices):
    NONE = "none", _("没变")
    SOME = "some", _("有变")
    UNCLEAR = "unclear", _("说不清")


class Guarantee(TextChoices):
    FINE = "fine", _("都没问题")
    PROBLEM = "problem", _("有问题")
    UNCLEAR = "unclear", _("说不清")


class Promise(TextChoices):
    DONE = "done", _("办成了")
    ONGOING = "ongoing", _("在办")
    NOT_DONE = "not_done", _("没办")
    UNCLEAR = "unclear", _("说不清")
    NONE_MADE = "none_made", _("上月没有约定")


class Satisfaction(TextChoices):
    SATISFIED = "satisfied", _("满意")
    FAIR = "fair", _("一般")
    UNSATISFIED = "unsatisfied", _("不满意")
    UNCLEAR = "unclear", _("说不清")


class MemberMove(TextChoices):
    """What happened to a member of the household, as told on a visit."""

    ADDED = "added", _("新增")
    AWAY = "away", _("外出")
    DIED = "died", _("去世")
    MARRIED_IN = "married_in", _("嫁入")
    OTHER = "other", _("其他")


class Need(TextChoices):
    """What is wrong in 两不愁三保障 and drinking water, as told on a visit."""

    FOOD = "food", _("吃穿")
    HOUSING = "housing", _("住房")
    MEDICAL = "medical", _("看病")
    SCHOOL = "school", _("上学")
    WATER = "water", _("饮水")


class VoidKind(TextChoices):
    """Why a check struck a visit out: disproved without proof of intent, or proved false (rulebook D2)."""

    DISPROVED = "disproved", _("核查不实")
    FALSE = "false", _("弄虚作假")


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
