"""The words of relocation (rulebook C5, B15) and the permitted moves, side by side.

The triggers of `funds.models.relocation_guards` are written from the same tables.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from povertyapp.core.roles import Role


class CaseStatus(TextChoices):
    """Where the relocation of a household stands (C5). Overdue is derived, no status."""

    IDENTIFIED = "identified", _("已识别")
    AGREED = "agreed", _("已签协议")
    PLANNED = "planned", _("已列入计划")
    SITE_ASSIGNED = "site_assigned", _("已落实安置")
    BUILDING = "building", _("建房中")
    BUILT = "built", _("已建成")
    ACCEPTED = "accepted", _("已验收")
    KEY_HANDED = "key_handed", _("已交钥匙")
    MOVED_IN = "moved_in", _("已入住")
    OLD_HOUSE_REMOVED = "old_house_removed", _("已拆旧")
    SUPPORTED = "supported", _("已落实后扶")
    CLOSED = "closed", _("已办结")
    WITHDRAWN = "withdrawn", _("已退出搬迁")


WAY = tuple(status for status in CaseStatus if status != CaseStatus.WITHDRAWN)
# A household that agreed of its own will may give up until building has begun.
MAY_WITHDRAW = WAY[: WAY.index(CaseStatus.BUILDING)]
NEXT_STATUS: dict[str, str] = dict(zip(WAY, WAY[1:], strict=False))
CASE_MOVES: dict[str, set[str]] = {
    was: {to} | ({CaseStatus.WITHDRAWN} if was in MAY_WITHDRAW else set()) for was, to in NEXT_STATUS.items()
}
WITH_KEY = WAY[WAY.index(CaseStatus.KEY_HANDED) :]
LIVING_THERE = WAY[WAY.index(CaseStatus.MOVED_IN) :]
HOUSE_DOWN = WAY[WAY.index(CaseStatus.OLD_HOUSE_REMOVED) :]
OVER = (CaseStatus.CLOSED, CaseStatus.WITHDRAWN)
# Who takes the step to a status (C5). The household signs; the village or the township writes it down.
STEP_ROLES: dict[str, tuple[str, ...]] = {
    CaseStatus.AGREED: (Role.CADRE, Role.TOWNSHIP),
    CaseStatus.PLANNED: (Role.OFFICE,),
    CaseStatus.SITE_ASSIGNED: (Role.TOWNSHIP,),
    CaseStatus.BUILDING: (Role.CADRE, Role.TOWNSHIP),
    CaseStatus.BUILT: (Role.CADRE, Role.TOWNSHIP),
    CaseStatus.ACCEPTED: (Role.OFFICE, Role.SUPERVISOR),
    CaseStatus.KEY_HANDED: (Role.TOWNSHIP,),
    CaseStatus.MOVED_IN: (Role.HELPER, Role.TOWNSHIP),
    CaseStatus.OLD_HOUSE_REMOVED: (Role.TOWNSHIP,),
    CaseStatus.SUPPORTED: (Role.HELPER,),
    CaseStatus.CLOSED: (Role.OFFICE,),
    CaseStatus.WITHDRAWN: (Role.CADRE, Role.TOWNSHIP),
}
# Statuses whose next step is a helper's: he confirms that his household moved in, and what it lives on there.
OF_HELPER = tuple(was for was, to in NEXT_STATUS.items() if Role.HELPER in STEP_ROLES[to])
# Who finds that a house is not as it must be, while it is built or waits for its acceptance.
FAULT_ROLES = (Role.OFFICE, Role.SUPERVISOR, Role.TOWNSHIP)
FAULT_IN = (CaseStatus.BUILDING, CaseStatus.BUILT)


class CaseAct(TextChoices):
    """What a step is: a move, or the refusal of a house, which moves nothing."""

    MOVE = "move", _("办理")
    FAULT = "fault", _("退回整改")


class MoveReason(TextChoices):
    """Why a place cannot support those who live there (the national plan's kinds of places)."""

    RESOURCES = "resources", _("资源承载力严重不足")
    SERVICES = "services", _("公共服务严重滞后且建设成本过高")
    HAZARD = "hazard", _("地质灾害多发易发")
    ENDEMIC = "endemic", _("地方病高发")
    ECOLOGY = "ecology", _("国家禁止或限制开发地区")
    OTHER = "other", _("其他")


class Settlement(TextChoices):
    """How people settle anew."""

    CENTRALISED = "centralised", _("集中安置")
    DISPERSED = "dispersed", _("分散安置")


class Aim(TextChoices):
    """The six aims of LF-29: all are reached before a case may be called supported."""

    SETTLED = "settled", _("搬迁入驻")
    BASICS = "basics", _("完善基础")
    SERVICES = "services", _("服务配套")
    INCOME = "income", _("收入保障")
    MANAGED = "managed", _("规范管理")
    DATA = "data", _("数据录入")


class SiteState(TextChoices):
    """How far a site of settlement is (C5)."""

    PLANNED = "planned", _("已规划")
    NOT_STARTED = "not_started", _("未开工")
    UNDER_CONSTRUCTION = "under_construction", _("在建")
    BUILT = "built", _("已建成")
    OCCUPIED = "occupied", _("已入住")


SITE_WAY = tuple(SiteState)
SITE_MOVES: dict[str, set[str]] = {was: {to} for was, to in zip(SITE_WAY, SITE_WAY[1:], strict=False)}
GROWING = (SiteState.UNDER_CONSTRUCTION, SiteState.BUILT, SiteState.OCCUPIED)
FINISHED = (SiteState.BUILT, SiteState.OCCUPIED)


class DelayReason(TextChoices):
    """The six reasons of LN-30 for which a site is late."""

    COORDINATION = "coordination", _("协调难度大")
    OWN_MONEY = "own_money", _("自筹能力差")
    SERVICES = "services", _("配套不到位")
    PUBLIC_MONEY = "public_money", _("财政吃紧")
    LATE_MONEY = "late_money", _("拨付较迟")
    UNEVEN = "uneven", _("推进不平衡")


class Pace(TextChoices):
    """How a case stands against the days that its step is given: derived, never stored."""

    IN_TIME = "in_time", _("期限内")
    OVERDUE = "overdue", _("超期")
