"""Words of what phones send: why something was held, how it ended, what a photo shows."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class HeldWhy(TextChoices):
    """Why a submission is neither applied nor lost, but waits for a person."""

    NOT_ENTITLED = "not_entitled", _("发送人的权限或手机已停用")
    NOT_HIS = "not_his", _("这一户（或这次核查）不在发送人名下")
    OTHER_BODY = "other_body", _("同一编号收到了不同内容")
    TOO_LATE = "too_late", _("超过规定时间才送达")


class HeldKind(TextChoices):
    VISIT = "visit", _("走访")
    CORRECTION = "correction", _("更正")
    CHECK = "check", _("现场核查")


class HeldStatus(TextChoices):
    OPEN = "open", _("待核对")
    ACCEPTED = "accepted", _("已采纳")
    REFUSED = "refused", _("不采纳")


HELD_MOVES = {HeldStatus.OPEN: {HeldStatus.ACCEPTED, HeldStatus.REFUSED}}


class ValueStatus(TextChoices):
    """What became of a value from a phone that met another one in the register."""

    OPEN = "open", _("待核对")
    KEPT = "kept", _("保留档案里的")
    TAKEN = "taken", _("采用手机上的")
    OTHER = "other", _("另填")


VALUE_MOVES = {ValueStatus.OPEN: {ValueStatus.KEPT, ValueStatus.TAKEN, ValueStatus.OTHER}}


class Caption(TextChoices):
    HOUSING = "housing", _("住房")
    WATER = "water", _("饮水")
    INDUSTRY = "industry", _("产业")
    PERSON = "person", _("本人")
    OTHER = "other", _("其他")


class PhotoState(TextChoices):
    RECEIVING = "receiving", _("正在接收")
    STORED = "stored", _("已保存")
    REFUSED = "refused", _("不能用")
