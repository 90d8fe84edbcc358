"""Words of a visit: its answers, and why it was struck out."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    HOME = "home", _("入户")
    PHONE = "phone", _("电话")
    VIDEO = "video", _("视频")
    OFFICE = "office", _("村委会见面")
    OTHER = "other", _("其他")


class Met(TextChoices):
    HEAD = "head", _("户主")
    FAMILY = "family", _("家人")
    NOBODY = "nobody", _("没见到")


class Change(TextChoices):
    NONE = "none", _("没变")
    SOME = "some", _("有变")
    UNCLEAR = "unclear", _("说不清")


class Guarantee(TextChoices):
    FINE = "fine", _("都没问题")
    PROBLEM = "problem", _("有问题")
    UNCLEAR = "unclear", _("说不清")


class Promise(TextChoices):
    DONE = "done", _("办成了")
    ONGOING = "ongoing", _("在办")
    NOT_DONE = "not_done", _("没办")
    UNCLEAR = "unclear", _("说不清")
    NONE_MADE = "none_made", _("上月没有约定")


class Satisfaction(TextChoices):
    SATISFIED = "satisfied", _("满意")
    FAIR = "fair", _("一般")
    UNSATISFIED = "unsatisfied", _("不满意")
    UNCLEAR = "unclear", _("说不清")


class MemberMove(TextChoices):
    """What happened to a member of the household, as told on a visit."""

    ADDED = "added", _("新增")
    AWAY = "away", _("外出")
    DIED = "died", _("去世")
    MARRIED_IN = "married_in", _("嫁入")
    OTHER = "other", _("其他")


class Need(TextChoices):
    """What is wrong in 两不愁三保障 and drinking water, as told on a visit."""

    FOOD = "food", _("吃穿")
    HOUSING = "housing", _("住房")
    MEDICAL = "medical", _("看病")
    SCHOOL = "school", _("上学")
    WATER = "water", _("饮水")


class VoidKind(TextChoices):
    """Why a check struck a visit out: disproved without proof of intent, or proved false (rulebook D2)."""

    DISPROVED = "disproved", _("核查不实")
    FALSE = "false", _("弄虚作假")
