"""Words of the rectification ledger and the permitted moves, side by side."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MeasureStatus(TextChoices):
    """How far a rectification measure is (rulebook C2). Overdue and closed late are derived, no states."""

    PLANNED = "planned", _("已列入方案")
    ASSIGNED = "assigned", _("已交办")
    IN_PROGRESS = "in_progress", _("整改中")
    SUBMITTED = "submitted", _("待验收")
    VERIFIED = "verified", _("已验收")
    SENT_BACK = "sent_back", _("退回")
    CLOSED = "closed", _("已销号")
    REOPENED = "reopened", _("反弹")


# Somebody was told to carry a measure out, and has to until it is submitted.
MENDING = (
    MeasureStatus.ASSIGNED,
    MeasureStatus.IN_PROGRESS,
    MeasureStatus.SENT_BACK,
    MeasureStatus.REOPENED,
)
MEASURE_MOVES = {
    MeasureStatus.PLANNED: {MeasureStatus.ASSIGNED},
    MeasureStatus.ASSIGNED: {MeasureStatus.IN_PROGRESS},
    MeasureStatus.IN_PROGRESS: {MeasureStatus.SUBMITTED},
    MeasureStatus.SUBMITTED: {MeasureStatus.VERIFIED},
    MeasureStatus.VERIFIED: {MeasureStatus.CLOSED, MeasureStatus.SENT_BACK},
    MeasureStatus.SENT_BACK: {MeasureStatus.IN_PROGRESS},
    MeasureStatus.CLOSED: {MeasureStatus.REOPENED},
    MeasureStatus.REOPENED: {MeasureStatus.IN_PROGRESS},
}
# A ledger kept on paper is recorded as it stands, whatever way it came to that.
PAPER_MOVES = {status: set(MeasureStatus) - {status} for status in MeasureStatus}
# What the office may change in the 状态 column of a ledger of ours that it sends back: its own work.
# Handing in needs evidence and the leader's signature, checking, closing and sending back somebody else: all of that
# is done in the system.
RETURNED_MOVES = {
    MeasureStatus.PLANNED: {MeasureStatus.IN_PROGRESS},
    MeasureStatus.ASSIGNED: {MeasureStatus.IN_PROGRESS},
    MeasureStatus.SENT_BACK: {MeasureStatus.IN_PROGRESS},
    MeasureStatus.REOPENED: {MeasureStatus.IN_PROGRESS},
}


class LedgerState(TextChoices):
    """The six words of the ledger's 状态 column, as of a day."""

    NOT_STARTED = "not_started", _("未启动")
    IN_PROGRESS = "in_progress", _("整改中")
    SUBMITTED = "submitted", _("待验收")
    SENT_BACK = "sent_back", _("退回")
    CLOSED = "closed", _("已销号")
    OVERDUE = "overdue", _("逾期")


class ProblemStatus(TextChoices):
    """How far a problem is, derived from its measures (rulebook C2)."""

    FOUND = "found", _("已发现")
    ANALYSED = "analysed", _("已分析原因")
    PLANNED = "planned", _("已定措施")
    IN_PROGRESS = "in_progress", _("整改中")
    CLOSED = "closed", _("已销号")


class DeadlineKind(TextChoices):
    """What a deadline is (rulebook B17)."""

    DATE = "date", _("日期")
    IMMEDIATE = "immediate", _("立行立改")
    CONTINUOUS = "continuous", _("长期坚持")
    WORDS = "words", _("文字表述")


class Comparator(TextChoices):
    """How a measured value is held against the threshold of a measure."""

    AT_LEAST = ">=", _("不少于")
    MORE = ">", _("多于")
    EQUAL = "=", _("等于")
    AT_MOST = "<=", _("不多于")
    LESS = "<", _("少于")


class RootCause(TextChoices):
    """The four classes of cause (LF-07)."""

    STUDY = "study", _("学习思想不深入")
    AWARENESS = "awareness", _("思想认识不深刻")
    COORDINATION = "coordination", _("统筹协调不到位")
    PROJECTS = "projects", _("项目管理不严格")


class Track(TextChoices):
    """The three tracks of rectification (JZ-05)."""

    KEY = "key", _("重点整改")
    COMMON = "common", _("共性整改")
    SECTOR = "sector", _("行业系统整改")


class VerifyVerdict(TextChoices):
    """What the unannounced check of a submitted measure found."""

    PASS = "pass", _("通过")
    FAIL = "fail", _("不通过")


class EntryPrecision(TextChoices):
    """Whether an entry of progress speaks of a month or of a day."""

    MONTH = "month", _("月")
    DAY = "day", _("日")
