"""Words of objections to the account (申诉) and of excuses from it, and their permitted moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ObjectionStatus(TextChoices):
    """How far an objection has come (ux P2): 待受理→复核中→维持/更正."""

    FILED = "filed", _("待受理")
    REVIEWING = "reviewing", _("复核中")
    UPHELD = "upheld", _("维持")
    CORRECTED = "corrected", _("更正")
    REJECTED = "rejected", _("不予受理")
    WITHDRAWN = "withdrawn", _("已撤回")


OBJECTION_MOVES = {
    ObjectionStatus.FILED: {
        ObjectionStatus.REVIEWING,
        ObjectionStatus.REJECTED,
        ObjectionStatus.WITHDRAWN,
    },
    ObjectionStatus.REVIEWING: {
        ObjectionStatus.UPHELD,
        ObjectionStatus.CORRECTED,
        ObjectionStatus.WITHDRAWN,
    },
}
# Until it is one of the others, what it is about counts for nothing that others see (reliability-security G5).
OPEN_OBJECTIONS = (ObjectionStatus.FILED, ObjectionStatus.REVIEWING)
RULED = (ObjectionStatus.UPHELD, ObjectionStatus.CORRECTED, ObjectionStatus.REJECTED)
# Ended without a word on the rows: they may be objected to again.
WITHOUT_RULING = (ObjectionStatus.REJECTED, ObjectionStatus.WITHDRAWN)


class ChangeKind(TextChoices):
    """What a restated month shows differently."""

    LINE = "line", _("事项")
    PARTY = "party", _("判定")
    TALLY = "tally", _("合计")


class ExcuseKind(TextChoices):
    """The closed list of rulebook D2."""

    AWAY = "away", _("举家外出国（境）或户已消亡，有证明")
    REPLACED = "replaced", _("帮扶责任人更换，继任者已经做到")
    DISASTER = "disaster", _("救灾命令")
    LEAVE = "leave", _("批准的请假，有指定的代替人并且已经做到")
    OUTAGE = "outage", _("县里记录的系统故障")


class ExcuseStatus(TextChoices):
    """How far an excuse has come."""

    ASKED = "asked", _("待批")
    APPROVED = "approved", _("已批准")
    REFUSED = "refused", _("未批准")
    WITHDRAWN = "withdrawn", _("已撤回")


EXCUSE_MOVES = {
    ExcuseStatus.ASKED: {ExcuseStatus.APPROVED, ExcuseStatus.REFUSED, ExcuseStatus.WITHDRAWN},
}
# An excuse of these holds only where the one who stood in delivered: the line itself shows it.
NEEDS_SUBSTITUTE = (ExcuseKind.REPLACED, ExcuseKind.LEAVE)
