"""The words of accountability (rulebook D6) and the permitted steps of a case, side by side.

A step says who takes it. The database reads the same table (`PermittedStep`) and refuses what is not in it, so the
table is written from here by a migration.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ActionKind(TextChoices):
    """What is done to a party (D6, LF-52, JZ-21, JZ-22, JZ-23)."""

    CIRCULAR = "circular", _("通报")
    INTERVIEW = "interview", _("约谈")
    RECTIFY_ORDER = "rectify_order", _("限期整改")
    SELF_CRITICISM = "self_criticism", _("大会检讨")
    ORGANISATIONAL = "organisational", _("组织处理")
    RECALL = "recall", _("召回撤换")
    NO_PROMOTION = "no_promotion", _("不得提拔重用")
    CASE_INVESTIGATION = "investigation", _("个案查处")
    REFERRAL = "referral", _("移送纪检监察")


# Restrictions that end on a day (JZ-21, JZ-22).
LASTING = frozenset({ActionKind.NO_PROMOTION})
# Executed without waiting for an appeal: they take nothing away that could not be given back.
AT_ONCE = frozenset({ActionKind.CIRCULAR, ActionKind.INTERVIEW, ActionKind.RECTIFY_ORDER})
_OF_PERSONS = (ActionKind.ORGANISATIONAL, ActionKind.RECALL, ActionKind.NO_PROMOTION)
# What may be decided where something was proposed: that or a lighter one, never a heavier one.
ALLOWED = {
    ActionKind.CIRCULAR: (ActionKind.CIRCULAR,),
    ActionKind.INTERVIEW: (ActionKind.CIRCULAR, ActionKind.INTERVIEW),
    ActionKind.RECTIFY_ORDER: (ActionKind.CIRCULAR, ActionKind.INTERVIEW, ActionKind.RECTIFY_ORDER),
    ActionKind.SELF_CRITICISM: (ActionKind.RECTIFY_ORDER, ActionKind.SELF_CRITICISM),
    ActionKind.ORGANISATIONAL: (ActionKind.SELF_CRITICISM, *_OF_PERSONS),
    ActionKind.NO_PROMOTION: (ActionKind.NO_PROMOTION,),
    ActionKind.CASE_INVESTIGATION: (
        ActionKind.SELF_CRITICISM,
        *_OF_PERSONS,
        ActionKind.CASE_INVESTIGATION,
        ActionKind.REFERRAL,
    ),
}


class Trigger(TextChoices):
    """Why the software, or a person with the paper, proposes an action."""

    FIRST = "first", _("首次交不了硬账")
    TWO_IN_A_ROW = "two_in_a_row", _("连续两个月交不了硬账")
    THREE_IN_YEAR = "three_in_year", _("十二个月内三次交不了硬账")
    THREE_IN_A_ROW = "three_in_a_row", _("连续三个月交不了硬账")
    STILL_UNMET = "still_unmet", _("欠账整改到期仍未完成")
    FOUR_IN_YEAR = "four_in_year", _("十二个月内四次交不了硬账")
    NOT_FULFILLED = "not_fulfilled", _("限期整改未完成")
    FALSIFIED = "falsified", _("弄虚作假一次")
    FALSIFIED_AGAIN = "falsified_again", _("再次弄虚作假")
    YEAR_FAIR = "year_fair", _("年度等次一般")
    YEAR_POOR = "year_poor", _("年度等次差")
    # entered by a person with the paper: the three “without exception” of JZ-43, misuse, failing acceptance
    MEDIA = "media", _("被中央或省级媒体曝光")
    PROVINCIAL_CIRCULAR = "prov_circular", _("被省级以上扶贫部门通报")
    PROVINCIAL_INSPECTION = "prov_inspection", _("被省级以上巡视督查点名批评")
    MISUSE = "misuse", _("截留挤占贪污挪用套取资金")
    ACCEPTANCE_FAILED = "acceptance", _("整改验收后仍达不到要求")


VETO = frozenset({Trigger.MEDIA, Trigger.PROVINCIAL_CIRCULAR, Trigger.PROVINCIAL_INSPECTION})
# No honest error: for these there is no exoneration (GY-19), only an appeal or a corrected account.
INEXCUSABLE = VETO | {Trigger.FALSIFIED, Trigger.FALSIFIED_AGAIN, Trigger.MISUSE}
BY_PAPER = (*(t for t in Trigger if t in VETO), Trigger.MISUSE, Trigger.ACCEPTANCE_FAILED)


class Misuse(TextChoices):
    """The five kinds of LF-51; any one opens a case."""

    WITHHELD = "withheld", _("截留")
    SQUEEZED = "squeezed", _("挤占")
    EMBEZZLED = "embezzled", _("贪污")
    DIVERTED = "diverted", _("挪用")
    OBTAINED = "obtained", _("套取")


class Body(TextChoices):
    """Who decides (D6). Its members are named persons (`DecisionSeat`)."""

    OFFICE = "office", _("县扶贫办")
    TOWNSHIP = "township", _("乡镇党委政府")
    LEADING_GROUP = "leading", _("县领导小组")
    ORGANISATION = "organisation", _("县委组织部")
    DISCIPLINE = "discipline", _("县纪委监委")


# Where an appeal goes; the leading group looks at its own decisions again, by another member.
APPEAL_BODY = {
    Body.OFFICE: Body.LEADING_GROUP,
    Body.TOWNSHIP: Body.LEADING_GROUP,
    Body.LEADING_GROUP: Body.LEADING_GROUP,
    Body.ORGANISATION: Body.LEADING_GROUP,
    Body.DISCIPLINE: Body.LEADING_GROUP,
}


class CaseState(TextChoices):
    """How far a case is. Overdue is never a state: it follows from the day and the limit."""

    PROPOSED = "proposed", _("待告知")
    SERVED = "served", _("陈述期")
    DECIDED = "decided", _("待下达")
    ISSUED = "issued", _("待执行")
    APPEALED = "appealed", _("申诉复核")
    EXECUTED = "executed", _("已执行")
    FULFILLED = "fulfilled", _("整改完成")
    NOT_FULFILLED = "not_fulfilled", _("整改未完成")
    EXONERATED = "exonerated", _("容错免责")
    REVOKED = "revoked", _("申诉撤销")
    WITHDRAWN = "withdrawn", _("已撤回")


class Actor(TextChoices):
    """Who takes a step."""

    SOFTWARE = "software", _("系统")
    CLERK = "clerk", _("县扶贫办经办人")
    BODY = "body", _("决定机关成员")
    ABOVE = "above", _("复核机关成员")
    PARTY = "party", _("当事人")
    CHECKER = "checker", _("核查人")


class ExonerationGround(TextChoices):
    """When an honest error is excused (容错纠错, GY-19)."""

    PILOT = "pilot", _("先行先试，上级没有明确规定")
    FORCE = "force", _("自然灾害等不可抗力")
    UPPER = "upper", _("上级或其他单位的责任造成")
    CORRECTED = "corrected", _("无心之失，已主动纠正")


# What must hold for each ground (GY-19): all of them, in the words of the paper.
EXONERATION_CONDITIONS = (
    ("no_ban", _("没有违反法律法规和中央、省委明令禁止")),
    ("no_gain", _("没有为个人、他人或单位谋取私利")),
    ("collective", _("经过民主决策程序")),
    ("mended", _("主动挽回损失、消除影响")),
)


@dataclass(frozen=True)
class Step:
    """A permitted change of state and who takes it. `decides` marks the steps that say yes or no about somebody."""

    was: str
    to: str
    actor: str
    decides: bool = False


S, A = CaseState, Actor
STEPS = (
    Step(S.PROPOSED, S.SERVED, A.CLERK),
    Step(S.PROPOSED, S.WITHDRAWN, A.SOFTWARE),
    Step(S.SERVED, S.DECIDED, A.BODY, decides=True),
    Step(S.SERVED, S.EXONERATED, A.BODY, decides=True),
    Step(S.SERVED, S.WITHDRAWN, A.SOFTWARE),
    Step(S.DECIDED, S.ISSUED, A.CLERK),
    Step(S.ISSUED, S.EXECUTED, A.CLERK),
    Step(S.ISSUED, S.APPEALED, A.PARTY),
    Step(S.EXECUTED, S.APPEALED, A.PARTY),
    Step(S.APPEALED, S.REVOKED, A.ABOVE, decides=True),
    Step(S.APPEALED, S.ISSUED, A.ABOVE, decides=True),
    Step(S.APPEALED, S.EXECUTED, A.ABOVE, decides=True),
    # the body above puts right what turned out wrong after the decision (a month restated since)
    Step(S.DECIDED, S.REVOKED, A.ABOVE, decides=True),
    Step(S.ISSUED, S.REVOKED, A.ABOVE, decides=True),
    Step(S.EXECUTED, S.REVOKED, A.ABOVE, decides=True),
    Step(S.EXECUTED, S.FULFILLED, A.CHECKER, decides=True),
    Step(S.EXECUTED, S.NOT_FULFILLED, A.CHECKER, decides=True),
)
STEP_BY_STATES = {(step.was, step.to): step for step in STEPS}
# For `advance()`.
FOLLOWING: dict[str, set[str]] = {}
for _step in STEPS:
    FOLLOWING.setdefault(_step.was, set()).add(_step.to)
# States after which nobody has to act; an executed order still waits for its check, other executed cases are over.
OVER = frozenset({S.FULFILLED, S.NOT_FULFILLED, S.EXONERATED, S.REVOKED, S.WITHDRAWN})
# States in which a decision stands.
STANDING = frozenset({S.DECIDED, S.ISSUED, S.APPEALED, S.EXECUTED, S.FULFILLED, S.NOT_FULFILLED})
