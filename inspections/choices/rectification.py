"""Words of rectification beside the ledger's: dimensions, scope, evidence, steps, grades of overdue."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Dimension(TextChoices):
    """The five dimensions of the self-check (LF-67)."""

    TARGETS = "targets", _("脱贫目标")
    QUALITY = "quality", _("脱贫质量")
    STEPS = "steps", _("工作环节")
    RECOGNITION = "recognition", _("群众认可")
    CONDUCT = "conduct", _("工作作风")


class ScopeKind(TextChoices):
    """What a problem concerns (rulebook B17)."""

    HOUSEHOLD = "household", _("户")
    VILLAGE = "village", _("村")
    PROJECT = "project", _("项目")


class EvidencePhase(TextChoices):
    """Whether a picture shows how it was or how it is."""

    BEFORE = "before", _("整改前")
    AFTER = "after", _("整改后")


class StepAct(TextChoices):
    """What a recorded step is: a move of the procedure, what a paper says, or an act that moves nothing."""

    MOVE = "move", _("办理")
    PAPER = "paper", _("录自台账")
    HAND_IN = "hand_in", _("报请签字")
    EXTENSION = "extension", _("延期")


class OverdueGrade(TextChoices):
    """How far behind a measure is (rulebook C2), the mildest first; derived, never stored."""

    BLUE = "blue", _("蓝色提醒")
    YELLOW = "yellow", _("黄色预警")
    ORANGE = "orange", _("橙色通报")
    RED = "red", _("红色约谈")
    BLACK = "black", _("黑色问责")


# What people decide at each grade; the software only proposes it (rulebook C2).
GRADE_ACTIONS = {
    OverdueGrade.BLUE: _("提醒责任人和责任领导"),
    OverdueGrade.YELLOW: _("提醒，列入月通报"),
    OverdueGrade.ORANGE: _("点名通报，约谈责任人"),
    OverdueGrade.RED: _("约谈责任领导，下达限期整改"),
    OverdueGrade.BLACK: _("启动问责"),
}
