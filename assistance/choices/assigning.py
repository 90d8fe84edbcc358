"""Words of assigning many households at once."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RoundKind(TextChoices):
    BULK = "bulk", _("批量安排")
    HANDOVER = "handover", _("交接")


class Outcome(TextChoices):
    """What became of one household: the first three were written, for the others the word says why not."""

    OPENED = "opened", _("新安排")
    REPLACED = "replaced", _("接替原帮扶责任人")
    CORRECTED = "corrected", _("更正当天的安排")
    SAME = "same", _("本来就由此人负责，不用改")
    NOBODY = "nobody", _("没有选人")
    OFF_REGISTER = "off_register", _("开始那天不在册（还没有识别，或已移出）")
    LATER = "later", _("之后已另有安排，请先核对")
    ELSEWHERE = "elsewhere", _("帮扶责任人不在同一个县")
    CHANGED = "changed", _("刚刚被别人改过，请刷新后再办")


WRITTEN = frozenset({Outcome.OPENED, Outcome.REPLACED, Outcome.CORRECTED})
