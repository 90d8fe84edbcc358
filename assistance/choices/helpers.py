"""Words for who helps (rulebook B12)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UnitLevel(TextChoices):
    CENTRAL = "01", _("中央")
    PROVINCE = "02", _("省")
    PREFECTURE = "03", _("市")
    COUNTY = "04", _("县")
    TOWNSHIP = "05", _("乡镇")
    ARMY = "06", _("部队")
    OTHER = "07", _("其他")


class AssignmentRole(TextChoices):
    PRIMARY = "primary", _("帮扶责任人")
    SUPPORT = "support", _("协助帮扶人")
