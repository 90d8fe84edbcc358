"""The words of projects (rulebook C3, B16) and the permitted moves, side by side.

A move says who makes it. The triggers of `funds.models.project_guards` are written from the same table.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from povertyapp.core.roles import Role


class Stage(TextChoices):
    """Where a project stands (C3). Blocked and overdue are derived, no stages."""

    DRAFT = "draft", _("草拟")
    APPLIED = "applied", _("入库申报")
    TOWNSHIP_CHECKED = "township_checked", _("乡镇审核")
    COUNTY_REVIEWED = "county_reviewed", _("县级会审")
    LIBRARY_PUBLICITY = "library_publicity", _("入库公示")
    IN_LIBRARY = "in_library", _("已入库")
    APPROVED = "approved", _("立项批复")
    PLAN_PUBLICITY = "plan_publicity", _("计划公示")
    PROCUREMENT = "procurement", _("招投标采购")
    CONTRACTED = "contracted", _("已签合同")
    IN_PROGRESS = "in_progress", _("施工")
    COMPLETED = "completed", _("完工待验")
    ACCEPTED = "accepted", _("已验收")
    COMPLETION_PUBLICITY = "completion_publicity", _("竣工公示")
    REIMBURSED = "reimbursed", _("已报账")
    CLOSED = "closed", _("已办结")
    RETURNED = "returned", _("退回修改")
    REJECTED = "rejected", _("不予立项")
    REMOVED = "removed_from_library", _("调出项目库")
    SUSPENDED = "suspended", _("暂停")
    CANCELLED = "cancelled", _("终止")


class Side(TextChoices):
    """The three hands of LF-42. Nobody lends a project two of them."""

    IMPLEMENT = "implement", _("村实施")
    CLAIM = "claim", _("乡镇报账")
    SUPERVISE = "supervise", _("县监管")


# Whom a side consists of. Where the project is the township's own, the township implements it by other persons.
ROLES_OF_SIDE = {
    Side.IMPLEMENT: (Role.CADRE, Role.TOWNSHIP),
    Side.CLAIM: (Role.TOWNSHIP,),
    Side.SUPERVISE: (Role.OFFICE, Role.LEADER, Role.SUPERVISOR, Role.FINANCE),
}


@dataclass(frozen=True)
class Move:
    """A permitted change of stage: who makes it, in which roles, and whether it needs a reason."""

    was: str
    to: str
    side: str
    roles: tuple[str, ...]
    needs_reason: bool = False


S = Stage
_VILLAGE = (Role.CADRE, Role.TOWNSHIP)
_BEFORE_CONTRACT = (
    (S.APPLIED, Side.CLAIM, (Role.TOWNSHIP,)),
    (S.TOWNSHIP_CHECKED, Side.SUPERVISE, (Role.OFFICE,)),
    (S.COUNTY_REVIEWED, Side.SUPERVISE, (Role.OFFICE,)),
    (S.LIBRARY_PUBLICITY, Side.SUPERVISE, (Role.LEADER, Role.OFFICE)),
    (S.IN_LIBRARY, Side.SUPERVISE, (Role.LEADER,)),
    (S.APPROVED, Side.SUPERVISE, (Role.OFFICE, Role.LEADER)),
    (S.PLAN_PUBLICITY, Side.SUPERVISE, (Role.OFFICE, Role.LEADER)),
    (S.PROCUREMENT, Side.SUPERVISE, (Role.OFFICE, Role.LEADER)),
)
# Under way: what may be suspended, to go on later where it stood.
UNDER_WAY = (S.APPROVED, S.PLAN_PUBLICITY, S.PROCUREMENT, S.CONTRACTED, S.IN_PROGRESS)

MOVES = (
    Move(S.DRAFT, S.APPLIED, Side.IMPLEMENT, _VILLAGE),
    Move(S.RETURNED, S.APPLIED, Side.IMPLEMENT, _VILLAGE),
    Move(S.APPLIED, S.TOWNSHIP_CHECKED, Side.CLAIM, (Role.TOWNSHIP,)),
    Move(S.TOWNSHIP_CHECKED, S.COUNTY_REVIEWED, Side.SUPERVISE, (Role.OFFICE,)),
    Move(S.COUNTY_REVIEWED, S.LIBRARY_PUBLICITY, Side.SUPERVISE, (Role.OFFICE,)),
    Move(S.LIBRARY_PUBLICITY, S.IN_LIBRARY, Side.SUPERVISE, (Role.LEADER,)),
    Move(S.IN_LIBRARY, S.APPROVED, Side.SUPERVISE, (Role.LEADER,)),
    Move(S.APPROVED, S.PLAN_PUBLICITY, Side.SUPERVISE, (Role.OFFICE,)),
    Move(S.PLAN_PUBLICITY, S.PROCUREMENT, Side.IMPLEMENT, _VILLAGE),
    Move(S.PROCUREMENT, S.CONTRACTED, Side.IMPLEMENT, _VILLAGE),
    Move(S.CONTRACTED, S.IN_PROGRESS, Side.IMPLEMENT, _VILLAGE),
    Move(S.IN_PROGRESS, S.COMPLETED, Side.IMPLEMENT, _VILLAGE),
    Move(S.COMPLETED, S.ACCEPTED, Side.SUPERVISE, (Role.OFFICE, Role.SUPERVISOR)),
    Move(S.COMPLETED, S.IN_PROGRESS, Side.SUPERVISE, (Role.OFFICE, Role.SUPERVISOR), needs_reason=True),
    Move(S.ACCEPTED, S.COMPLETION_PUBLICITY, Side.IMPLEMENT, _VILLAGE),
    Move(S.COMPLETION_PUBLICITY, S.REIMBURSED, Side.CLAIM, (Role.TOWNSHIP,)),
    Move(S.REIMBURSED, S.CLOSED, Side.SUPERVISE, (Role.OFFICE, Role.SUPERVISOR)),
    Move(S.IN_LIBRARY, S.REMOVED, Side.SUPERVISE, (Role.LEADER,), needs_reason=True),
    *(Move(was, S.RETURNED, side, roles, needs_reason=True) for was, side, roles in _BEFORE_CONTRACT),
    *(Move(was, S.REJECTED, side, roles, needs_reason=True) for was, side, roles in _BEFORE_CONTRACT),
    *(Move(was, S.SUSPENDED, Side.SUPERVISE, (Role.OFFICE, Role.LEADER), True) for was in UNDER_WAY),
    # goes on where it stood; the guard asks the step that suspended it
    *(Move(S.SUSPENDED, to, Side.SUPERVISE, (Role.OFFICE, Role.LEADER), True) for to in UNDER_WAY),
    Move(S.SUSPENDED, S.CANCELLED, Side.SUPERVISE, (Role.LEADER,), needs_reason=True),
    Move(S.DRAFT, S.CANCELLED, Side.IMPLEMENT, _VILLAGE, needs_reason=True),
    Move(S.RETURNED, S.CANCELLED, Side.IMPLEMENT, _VILLAGE, needs_reason=True),
)
MOVE_BY_STAGES = {(move.was, move.to): move for move in MOVES}
# For `advance()`.
FOLLOWING: dict[str, set[str]] = {}
for _move in MOVES:
    FOLLOWING.setdefault(_move.was, set()).add(_move.to)

# The way of C3 in its order; the others are at its side.
MAIN_WAY = tuple(
    stage for stage in Stage if stage not in (S.RETURNED, S.REJECTED, S.REMOVED, S.SUSPENDED, S.CANCELLED)
)
OVER = frozenset({S.CLOSED, S.REJECTED, S.REMOVED, S.CANCELLED})
# While it stands here its content may be written; afterwards what was decided on stays as it was.
OPEN_CONTENT = frozenset({S.DRAFT, S.RETURNED})
# Approved, so that money may go to it.
APPROVED = frozenset(MAIN_WAY[MAIN_WAY.index(S.APPROVED) :]) | {S.SUSPENDED}
# In the library, or out of it by way of an approval (库内立项).
IN_LIBRARY = APPROVED | {S.IN_LIBRARY}
# A builder is bound; the work is accepted.
CONTRACTED = MAIN_WAY[MAIN_WAY.index(S.CONTRACTED) :]
FINISHED = MAIN_WAY[MAIN_WAY.index(S.ACCEPTED) :]
# The four stages of 肠梗阻 (LF-64): start, building, acceptance, settlement.
BOTTLENECKS = (S.PROCUREMENT, S.CONTRACTED, S.IN_PROGRESS, S.COMPLETED, S.ACCEPTED, S.COMPLETION_PUBLICITY)


class ProjectKind(TextChoices):
    """What a project does (项目类别)."""

    INDUSTRY = "industry", _("产业发展")
    INFRASTRUCTURE = "infrastructure", _("基础设施")
    WATER = "water", _("饮水安全")
    HOUSING = "housing", _("危房改造")
    RELOCATION = "relocation", _("易地搬迁")
    EDUCATION = "education", _("教育扶贫")
    HEALTH = "health", _("健康扶贫")
    TRAINING = "training", _("就业培训")
    ECOLOGY = "ecology", _("生态扶贫")
    FINANCE = "finance", _("金融扶贫")
    SERVICE = "service", _("公共服务")
    OTHER = "other", _("其他")


# Missing the season fails them (LN-33).
SEASONAL = frozenset({ProjectKind.INDUSTRY, ProjectKind.ECOLOGY})


class ProjectNature(TextChoices):
    """The nature of construction (建设性质)."""

    NEW = "new", _("新建")
    EXTEND = "extend", _("改扩建")
    CONTINUE = "continue", _("续建")
    REPAIR = "repair", _("维修")
    SUBSIDY = "subsidy", _("到户补助")


class MoneyUse(TextChoices):
    """What the money is used for. Which of them are refused says the negative list (LF-66)."""

    PRODUCTION = "production", _("生产发展")
    WORKS = "works", _("工程建设")
    EQUIPMENT = "equipment", _("设备购置")
    SUBSIDY = "subsidy", _("补助到户")
    TRAINING = "training", _("技能培训")
    INTEREST = "interest", _("贷款贴息")
    INSURANCE = "insurance", _("保险保费")
    PRELIMINARY = "preliminary", _("前期工作费")
    STAFFING = "staffing", _("行政事业单位编制人员和办公经费")
    BONUSES = "bonuses", _("工资、奖金、津贴补贴")
    DEBTS = "debts", _("偿还债务和垫资")
    VEHICLES = "vehicles", _("购买交通工具和通讯设备")
    GUARANTEES = "guarantees", _("企业担保金")
    OFFICES = "offices", _("楼堂馆所")
    IMAGE = "image", _("景观和形象工程")
    CITY = "city", _("城市基础设施")
    ROUTINE = "routine", _("本级常规支出")


class StepAct(TextChoices):
    """What a step of a project is: a move made here, or what a paper says it had come to."""

    MOVE = "move", _("办理")
    PAPER = "paper", _("按台账登记")


class ProcurementMode(TextChoices):
    """How the contractor was found."""

    OPEN = "open", _("公开招标")
    INVITED = "invited", _("邀请招标")
    NEGOTIATED = "negotiated", _("议标")
    CONSULTATION = "consultation", _("竞争性磋商")
    INQUIRY = "inquiry", _("询价采购")
    SINGLE = "single", _("单一来源")
    SELF = "self", _("村民自建")


TENDERS = (ProcurementMode.OPEN, ProcurementMode.INVITED)


class TenderException(TextChoices):
    """When a project at or above the limit is lawfully not tendered."""

    WORK_RELIEF = "work_relief", _("以工代赈，使用本地贫困劳力")
    EMERGENCY = "emergency", _("抢险救灾")
    SECRET = "secret", _("国家安全、国家秘密")
    PATENT = "patent", _("须用不可替代的专利或专有技术")
    TO_HOUSEHOLDS = "to_households", _("补助直接发放到户，没有采购")
    FAILED_TENDER = "failed_tender", _("两次招标失败，经批准")


class SupervisionKind(TextChoices):
    """Who watches the building (四制: 监理)."""

    ENGINEER = "engineer", _("监理单位")
    VILLAGERS = "villagers", _("村民监督小组")


class Phase(TextChoices):
    """The phases of a project in pictures and checks (LF-50)."""

    BEFORE = "before", _("实施前")
    DURING = "during", _("实施中")
    AFTER = "after", _("实施后")


class AcceptanceBody(TextChoices):
    """Who accepts (C3): the department or a third party, never who implemented it."""

    DEPARTMENT = "department", _("行业主管部门")
    THIRD_PARTY = "third_party", _("第三方机构")


class AcceptanceVerdict(TextChoices):
    """What the acceptance found."""

    PASS = "pass", _("合格")
    FAIL = "fail", _("不合格")


class ClaimKind(TextChoices):
    """What a township claims (报账制)."""

    ADVANCE = "advance", _("预付款")
    SETTLEMENT = "settlement", _("结算款")
    RETENTION = "retention", _("质保金")


class ClaimState(TextChoices):
    """How far a claim is. Overdue is derived."""

    FILED = "filed", _("已报账待审")
    PASSED = "passed", _("审核通过待付")
    SETTLED = "settled", _("已付清")
    RETURNED = "returned", _("退回")


CLAIM_MOVES: dict[str, set[str]] = {
    ClaimState.FILED: {ClaimState.PASSED, ClaimState.RETURNED},
    ClaimState.PASSED: {ClaimState.SETTLED, ClaimState.RETURNED},
    # a payment on it was taken back
    ClaimState.SETTLED: {ClaimState.PASSED},
}
# Claims that count against what may still be claimed.
STANDING_CLAIMS = (ClaimState.FILED, ClaimState.PASSED, ClaimState.SETTLED)
# Stages that have a limit in days, `project.days.<stage>`.
LIMITED = (
    S.APPLIED, S.TOWNSHIP_CHECKED, S.COUNTY_REVIEWED, S.LIBRARY_PUBLICITY, S.APPROVED, S.PLAN_PUBLICITY, S.PROCUREMENT,
    S.CONTRACTED, S.IN_PROGRESS, S.COMPLETED, S.ACCEPTED, S.COMPLETION_PUBLICITY, S.REIMBURSED,
)  # fmt: skip
# Which step comes next on the main way, and so who has to act.
NEXT_MOVE = {
    move.was: move
    for move in MOVES
    if move.was in MAIN_WAY
    and move.to in MAIN_WAY
    and MAIN_WAY.index(move.to) == MAIN_WAY.index(move.was) + 1
}
NEXT_MOVE[S.RETURNED] = MOVE_BY_STAGES[S.RETURNED, S.APPLIED]
# What the button of the step to a stage says.
MOVE_WORDS = {
    S.APPLIED: _("申报入库"),
    S.TOWNSHIP_CHECKED: _("乡镇审核通过"),
    S.COUNTY_REVIEWED: _("会审通过"),
    S.LIBRARY_PUBLICITY: _("开始入库公示"),
    S.IN_LIBRARY: _("入库"),
    S.APPROVED: _("立项批复"),
    S.PLAN_PUBLICITY: _("开始计划公示"),
    S.PROCUREMENT: _("开始招标采购"),
    S.CONTRACTED: _("合同生效"),
    S.IN_PROGRESS: _("开工"),
    S.COMPLETED: _("报完工"),
    S.ACCEPTED: _("验收通过"),
    S.COMPLETION_PUBLICITY: _("开始竣工公示"),
    S.REIMBURSED: _("报账完成"),
    S.CLOSED: _("办结"),
    S.RETURNED: _("退回修改"),
    S.REJECTED: _("不予立项"),
    S.REMOVED: _("调出项目库"),
    S.SUSPENDED: _("暂停"),
    S.CANCELLED: _("终止"),
}
