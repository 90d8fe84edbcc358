"""Words of unannounced checks and the permitted moves, side by side (rulebook B18, C6)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from inspections import sampling


class CheckKind(TextChoices):
    """The kinds of inspection (B18)."""

    SUPERVISION = "supervision", _("督查")
    PATROL = "patrol", _("巡查")
    UNANNOUNCED = "unannounced", _("暗访")
    CROSS = "cross", _("交叉检查")
    THIRD_PARTY = "third_party", _("第三方评估")
    IMAGE = "image", _("影像督查")


class RoundState(TextChoices):
    """How far a round of checks is."""

    OPEN = "open", _("进行中")
    REPORTED = "reported", _("已报告")
    PUBLISHED = "published", _("已通报")


ROUND_MOVES = {RoundState.OPEN: {RoundState.REPORTED}, RoundState.REPORTED: {RoundState.PUBLISHED}}


class DrawPurpose(TextChoices):
    """What a sample is drawn for."""

    ROUND = "round", _("检查轮次")
    VERIFICATION = "verification", _("整改验收")
    ACCEPTANCE = "acceptance", _("第三方验收")


class UnitKind(TextChoices):
    """What a sample may consist of."""

    HOUSEHOLD = "household", _("户")
    VILLAGE = "village", _("村")
    POST = "post", _("驻村岗位")
    COUNTY_UNIT = "county_unit", _("县直单位")
    PROJECT = "project", _("项目")


class DrawMethod(TextChoices):
    """How a sample is drawn (`inspections.sampling`)."""

    SIMPLE = sampling.SIMPLE, _("简单随机")
    STRATIFIED = sampling.STRATIFIED, _("分层抽样（按比例）")
    EACH = sampling.EACH, _("分层抽样（每层同数）")
    WEIGHTED = sampling.WEIGHTED, _("按风险加权")


class SeedKind(TextChoices):
    """How a seed was made, in front of those present."""

    DICE = "dice", _("现场掷骰")
    LOTTERY = "lottery", _("公开开奖号")
    OTHER = "other", _("其他公开方式")


class UnitUse(TextChoices):
    """What became of a unit that was drawn."""

    CHOSEN = "chosen", _("样本")
    SPARE = "spare", _("备选")
    REPLACED = "replaced", _("已替换")
    DROPPED = "dropped", _("重抽作废")


class CheckState(TextChoices):
    """How far the check of one drawn unit is (C6)."""

    DRAWN = "drawn", _("已抽出")
    SEALED = "sealed", _("已密封")
    ON_SITE = "on_site", _("已到场")
    RECORDED = "recorded", _("已记录")
    REPORTED = "reported", _("已报告")
    FINDINGS_ISSUED = "findings_issued", _("已通报")


CHECK_MOVES = {
    CheckState.DRAWN: {CheckState.SEALED},
    CheckState.SEALED: {CheckState.ON_SITE},
    CheckState.ON_SITE: {CheckState.RECORDED},
    CheckState.RECORDED: {CheckState.REPORTED},
    CheckState.REPORTED: {CheckState.FINDINGS_ISSUED},
}
BEFORE_OPENING = (CheckState.DRAWN, CheckState.SEALED)

# The four no's and two straights of JZ-17: column and words. One that is not kept, and it was no unannounced check.
SIX = {
    "no_notice": _("不发通知"),
    "no_greeting": _("不打招呼"),
    "no_briefing": _("不听汇报"),
    "no_escort": _("不用陪同"),
    "straight_down": _("直奔基层"),
    "straight_in": _("直插现场"),
}
