"""Words and moves of low-income lists and of people registered twice."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MatchClass(TextChoices):
    """How a row of a low-income list stands to the register."""

    EXACT = "EXACT", _("号码和姓名都相同")
    NAME_VARIANT = "ID_MATCH_NAME_VARIANT", _("号码相同，姓名写法不同")
    NON_HEAD = "NON_HEAD_MEMBER", _("申请人是户内其他成员")
    ID_TYPO = "NAME_VILLAGE_ID_TYPO", _("姓名、村相同，号码错一两位")
    ID_15 = "NAME_VILLAGE_ID15", _("姓名、村相同，号码为15位旧号")
    OTHER_PERSON = "SAME_NAME_OTHER_PERSON", _("同村同名，是另一人")
    NOT_IN_ROSTER = "NOT_IN_ROSTER", _("不在花名册")
    DUPLICATE = "DUPLICATE", _("名单内重复")


class MatchStatus(TextChoices):
    """Whether a row counts as its proposed person: only `SETTLED` and `CONFIRMED` do."""

    NONE = "none", _("没有对上的人")
    SETTLED = "settled", _("号码对上")
    OPEN = "open", _("待人工确认")
    CONFIRMED = "confirmed", _("确认是同一人")
    REJECTED = "rejected", _("确认不是同一人")


# What a person may decide. He may change his mind; the machine's own matches may be struck out.
MATCH_MOVES = {
    MatchStatus.OPEN: {MatchStatus.CONFIRMED, MatchStatus.REJECTED},
    MatchStatus.SETTLED: {MatchStatus.REJECTED},
    MatchStatus.CONFIRMED: {MatchStatus.REJECTED},
    MatchStatus.REJECTED: {MatchStatus.CONFIRMED},
}


class RequestStatus(TextChoices):
    """What came of asking another place about the same person."""

    OPEN = "open", _("待对方核对")
    MOVED = "moved", _("对方已登记转出")
    KEPT = "kept", _("对方认为应留在对方")


REQUEST_MOVES = {RequestStatus.OPEN: {RequestStatus.MOVED, RequestStatus.KEPT}}
