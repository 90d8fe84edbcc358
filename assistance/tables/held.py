"""The columns of what waits for a person."""

from django.utils.translation import gettext_lazy as _

from assistance.choices import HeldStatus, ValueStatus
from assistance.tables.shared import household_link
from households.facts import FactField, from_text, in_words
from povertyapp.core.statuses import tag
from povertyapp.core.views.pages import Column


def value_in_words(held, column):
    """Return one of the two values as people read it; a telephone masked."""
    field = FactField(held.field)
    return in_words(field, from_text(field, getattr(held, column)))


def state_of(held):
    """Return the state of what was held: waiting, or how it was decided."""
    waits = held.status in (HeldStatus.OPEN, ValueStatus.OPEN)
    return tag("review", held.get_status_display()) if waits else held.get_status_display()


def whose(held):
    """Return the household of a held row, as a link where it is known."""
    return household_link(held.household) if held.household else _("没有这一户")


HELD_VALUE_COLUMNS = (
    Column("village", _("村"), "area.short_name", order="area_id"),
    Column("household", _("户"), whose),
    Column("member", _("成员"), lambda held: held.member.name if held.member else ""),
    Column("field", _("项目"), "get_field_display", order="field"),
    Column("register_value", _("当时档案里的"), lambda held: value_in_words(held, "register_value")),
    Column("value", _("手机上的"), lambda held: value_in_words(held, "value")),
    Column("sent_by", _("发送人"), "sent_by"),
    Column("held_at", _("收到时间"), "held_at", order="held_at"),
    Column("state", _("状态"), state_of),
)
HELD_SUBMISSION_COLUMNS = (
    Column("area", _("区域"), "area.short_name", order="area_id"),
    Column("household", _("户"), whose),
    Column("kind", _("内容"), "get_kind_display", order="kind"),
    Column("why", _("原因"), "get_why_display", order="why"),
    Column("sent_by", _("发送人"), "sent_by"),
    Column("received_at", _("收到时间"), "received_at", order="received_at"),
    Column("state", _("状态"), state_of),
)
