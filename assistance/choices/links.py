"""Words of benefit links, of those who link, and of the village's stations (LF-21, LF-25, CB1-26)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EnterpriseKind(TextChoices):
    """Who lets households take part; only a cooperative answers LF-27 and LF-28."""

    COOPERATIVE = "cooperative", _("农民专业合作社")
    LEADING = "leading", _("龙头企业")
    COMPANY = "company", _("其他企业")
    FARM = "farm", _("家庭农场、种养大户")
    WORKSHOP = "workshop", _("扶贫车间")


class LinkMode(TextChoices):
    """The four ways of linking interests (LF-25)."""

    LAND_SHARE = "land_share", _("土地入股")
    ORDER_SERVICE = "order_service", _("订单服务")
    WAGE = "wage", _("务工增收")
    DIVIDEND = "dividend", _("收益分红")


class LinkService(TextChoices):
    """How firms help (CB1-26)."""

    JOBS = "jobs", _("吸纳就业")
    SEED = "seed", _("提供种苗")
    FERTILISER = "fertiliser", _("提供肥料")
    ADVICE = "advice", _("技术指导")
    BUY_BACK = "buy_back", _("保底回收")


class InstitutionKind(TextChoices):
    """What a village has beside its cooperative for “one station, two societies” (LF-21)."""

    FINANCE_STATION = "finance_station", _("金融扶贫工作站")
    MUTUAL_FUND = "mutual_fund", _("资金互助社")
