"""Words of the care for left-behind people (LF-32, LF-33)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LeftBehindKind(TextChoices):
    """The three groups of “三留守”."""

    ELDERLY = "elderly", _("留守老人")
    WOMAN = "woman", _("留守妇女")
    CHILD = "child", _("留守儿童")


class CareKind(TextChoices):
    """The five services of LF-32."""

    LIVING = "living", _("生活问题")
    COMFORT = "comfort", _("精神慰藉")
    MEDICAL = "medical", _("医疗康复")
    EMERGENCY = "emergency", _("紧急救援")
    LEGAL = "legal", _("法律援助")


class CarerRole(TextChoices):
    """Who cares part-time (LF-33), beside those who do it anyway."""

    WOMENS_HEAD = "womens_head", _("妇代会主任")
    TEACHER = "teacher", _("心理咨询专职教师")
    VOLUNTEER = "volunteer", _("社会志愿者")
    OFFICIAL = "official", _("村干部")
    OTHER = "other", _("其他")
