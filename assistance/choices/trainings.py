"""Words of trainings (LF-20)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TrainingKind(TextChoices):
    CROPS = "crops", _("种植技术")
    LIVESTOCK = "livestock", _("养殖技术")
    WORK_SKILL = "work_skill", _("务工技能")
    CRAFT = "craft", _("手工和加工")
    HOUSEKEEPING = "housekeeping", _("家政护理")
    E_COMMERCE = "e_commerce", _("电商经营")
    OTHER = "other", _("其他实用技术")
