"""The columns of rounds of assigning."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from povertyapp.core.statuses import tag
from povertyapp.core.views.pages import Column


def _who(made):
    return f"{made.predecessor} → {made.successor}" if made.successor_id else ""


def _state(made):
    if made.act and made.act.undone_at:
        return tag("undone", _("已撤销"))
    if made.successor_id and not made.taken_at:
        return _("等接手人确认")
    return _("已办")


ROUND_COLUMNS = (
    Column("made_at", gettext_lazy("办理时间"), order="made_at"),
    Column("kind", gettext_lazy("种类"), "get_kind_display", order="kind"),
    Column("area", gettext_lazy("范围"), "area.short_name", order="area_id"),
    Column("from_date", gettext_lazy("开始日期"), order="from_date"),
    Column("done", gettext_lazy("已办（户）"), lambda made: len(made.written), numeric=True),
    Column("skipped", gettext_lazy("没有办（户）"), lambda made: len(made.skipped), numeric=True),
    Column("who", gettext_lazy("移交人 → 接手人"), _who),
    Column("made_by", gettext_lazy("办理人"), lambda made: made.made_by or ""),
    Column("state", gettext_lazy("状态"), _state),
)
