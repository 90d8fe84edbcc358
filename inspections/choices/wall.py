"""The words of the wall chart (挂图作战): what it shows, of which places, on which sheet, and how tiles are moved."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class WallMetric(TextChoices):
    VERDICT = "verdict", _("判定")
    VISITS = "visits", _("入户率")
    EXIT = "exit", _("脱贫进度")
    PROJECTS = "projects", _("项目进度")
    RECTIFICATION = "rectification", _("整改")


# What counts of the account: the lines of these rules, in the place and in all places under it.
RULES_OF = {
    WallMetric.VISITS: ("LF-14",),
    WallMetric.PROJECTS: ("LF-63VS", "LF-63VP", "LF-63VM"),
    WallMetric.RECTIFICATION: ("LF-10V", "LF-10T"),
}


class WallLevel(TextChoices):
    VILLAGE = "village", _("村")
    TOWNSHIP = "township", _("乡镇")


class WallPaper(TextChoices):
    A3 = "a3", "A3"
    A1 = "a1", "A1"


class WallMove(TextChoices):
    UP = "up", _("上移")
    DOWN = "down", _("下移")
    LEFT = "left", _("左移")
    RIGHT = "right", _("右移")
