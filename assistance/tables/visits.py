"""The columns of visits."""

from django.utils.translation import gettext_lazy as _

from assistance.rules.doubts import labels_of
from assistance.tables.shared import household_link, short
from povertyapp.core.statuses import tag
from povertyapp.core.views.pages import Column


def visit_state(visit):
    """Return how a visit was entered: in time, late, or struck out since."""
    if visit.voided_at:
        return tag("bad", _("已核销"))
    return tag("warn", _("补报")) if visit.is_late else _("按时")


VISIT_COLUMNS = (
    Column("day", _("走访日期"), "happened_on", order="happened_on"),
    Column("township", _("乡镇"), "area.parent.name"),
    Column("village", _("村"), "area.short_name", order="area_id"),
    Column("household", _("户"), lambda visit: household_link(visit.household)),
    Column("channel", _("方式"), "get_channel_display", order="channel"),
    Column("visitor", _("走访人"), "visitor_name", order="visitor_name"),
    Column("content", _("走访内容"), lambda visit: short(visit.content or visit.next_promise)),
    Column("recorded", _("录入时间"), "recorded_at", order="recorded_at"),
    Column("state", _("状态"), visit_state),
)


def reasons(visit):
    """Return why a visit looks odd, in words; of those that are `doubtful`."""
    return tag("review", "、".join(map(str, labels_of(visit))))


SUSPICIOUS_COLUMNS = (
    Column("day", _("走访日期"), "happened_on", order="day"),
    Column("reasons", _("疑点"), reasons),
    Column("township", _("乡镇"), "area.parent.name"),
    Column("village", _("村"), "area.short_name", order="area_id"),
    Column("household", _("户"), lambda visit: household_link(visit.household)),
    Column("visitor", _("走访人"), "visitor_name", order="visitor_name"),
    Column("content", _("走访内容"), lambda visit: short(visit.content or visit.next_promise)),
    Column("recorded", _("录入时间"), "recorded_at", order="recorded_at"),
)
