"""Words of rounds of work that every township goes through: training of clerks, clean-up of the books."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class WorkKind(TextChoices):
    """CB1-17 and CB1-24."""

    TRAINING = "training", _("录入人员培训")
    CLEANUP = "cleanup", _("账表卡册清理")


class Topic(TextChoices):
    """What clerks are taught: the three subjects of CB1-21, and what the indicators mean (CB1-17)."""

    INDICATORS = "indicators", _("指标含义")
    POLICY = "policy", _("扶贫政策")
    PROCEDURE = "procedure", _("工作程序")
    SUBSIDY = "subsidy", _("补贴标准")


class Book(TextChoices):
    """What is gone through (CB1-24)."""

    ACCOUNTS = "accounts", _("账")
    FORMS = "forms", _("表")
    CARDS = "cards", _("卡")
    VOLUMES = "volumes", _("册")
