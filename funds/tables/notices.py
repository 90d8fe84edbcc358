"""The columns of notices."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.tables import place_name
from assistance.tables.figures import figure_list
from funds.models import Notice
from povertyapp.core import clock
from povertyapp.core.statuses import tag
from povertyapp.core.views.pages import Column


def standing_tag(notice, on=None):
    """Return how a notice stands: hanging and for how many days, full, or taken down early."""
    on = on or clock.today()
    n, days = notice.days_up(on), notice.days
    if n >= days:
        return tag("good", _("已公示满 %(days)d 天") % {"days": days})
    if notice.taken_down_on and notice.taken_down_on <= on:
        return tag("bad", _("只挂了 %(n)d 天") % {"n": n})
    return tag("review", _("公示中，第 %(n)d 天") % {"n": n})


def objections_tag(notice):
    """Return how many objections there are, and how many of them nobody has answered."""
    if notice.open_count:
        return tag("bad", _("%(n)d 条没有答复") % {"n": notice.open_count})
    return notice.objection_count or _("没有")


def photos_tag(notice):
    """Return how many pictures there are, else where the notice is kept on paper."""
    return notice.photo_count or notice.paper or tag("warn", _("没有照片"))


NOTICE_COLUMNS = (
    Column("title", gettext_lazy("标题"), order="title"),
    Column("kind", gettext_lazy("公示内容"), "get_kind_display", order="kind"),
    Column("level", gettext_lazy("级别"), "get_level_display", order="level"),
    Column("area", gettext_lazy("张贴在"), lambda row: place_name(row.area), order="area_id"),
    Column("posted", gettext_lazy("张贴日期"), "posted_on", order="posted_on"),
    Column("full", gettext_lazy("公示满"), "full_on", order="full_on"),
    Column("standing", gettext_lazy("状态"), standing_tag),
    Column("photos", gettext_lazy("照片"), photos_tag, order="photo_count"),
    Column("objections", gettext_lazy("异议"), objections_tag, order="open_count"),
)

figure_list(
    Notice,
    Column("title", gettext_lazy("标题"), order="title"),
    Column("kind", gettext_lazy("公示内容"), "get_kind_display", order="kind"),
    Column("area", gettext_lazy("张贴在"), lambda row: place_name(row.area), order="area_id"),
    Column("posted", gettext_lazy("张贴日期"), "posted_on", order="posted_on"),
    Column("down", gettext_lazy("取下日期"), "taken_down_on", order="taken_down_on"),
    related=("area__parent",),
)
