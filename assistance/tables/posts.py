"""The columns of staffed villages, of townships with their attendance, and of helping units."""

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from assistance.staffing import gaps_of
from households.choices import VillageKind
from povertyapp.core.statuses import tag
from povertyapp.core.templatetags.house import figure
from povertyapp.core.views.pages import Column


def kind_of(village):
    return VillageKind(village.kind).label if village.kind else ""


def lacking(village):
    """Return what a village lacks as marks, or that it lacks nothing."""
    gaps = gaps_of(village)
    if not gaps:
        return tag("good", _("齐备"), plain=True)
    return format_html_join(" ", "{}", ((tag(gap.state, gap.word),) for gap in gaps))


def unclaimed(unit):
    """Return whether a unit has taken over the villages given to it."""
    if not unit.villages:
        return ""
    if unit.unclaimed:
        return tag("bad", _("%(n)s 个村未认领") % {"n": unit.unclaimed})
    return tag("good", _("已认领"), plain=True)


def unit_caseload(unit):
    """Return the figure that leads to the helpers of a unit."""
    url = reverse("assistance:unit", args=[unit.pk])
    return figure(unit.helpers_here, f"helpers-{unit.pk}", url, label=_("帮扶责任人"))


STAFFING_COLUMNS = (
    Column("village", _("村"), "short_name", order="code"),
    Column("township", _("乡镇"), "parent.name"),
    Column("kind", _("村属性"), kind_of),
    Column("team", _("工作队派出单位"), "team_unit", order="team_unit"),
    Column("secretary", _("第一书记"), "secretary", order="secretary"),
    Column("days", _("第一书记驻村天数"), "days", numeric=True, order="days"),
    Column("residents", _("驻村人数"), "residents", numeric=True, order="residents"),
    Column("clerk", _("扶贫专干"), "clerk", order="clerk"),
    Column("leaders", _("联系领导"), "leaders"),
    Column("gaps", _("还缺"), lacking),
)
UNIT_COLUMNS = (
    Column("name", _("单位名称"), "name", order="name"),
    Column("level", _("隶属关系"), "get_level_display", order="level"),
    Column("villages", _("定点村"), "villages", numeric=True, order="villages"),
    Column("claimed", _("认领"), unclaimed),
    Column("teams", _("工作队"), "teams_here", numeric=True, order="teams_here"),
    Column("helpers", _("帮扶责任人"), unit_caseload, numeric=True, order="helpers_here"),
)
ATTENDANCE_COLUMNS = (
    Column("township", _("乡镇"), "name", order="code"),
    Column("people", _("驻村人数"), "people", numeric=True, order="people"),
    Column("recorded", _("已登记"), "recorded", numeric=True, order="recorded"),
    Column("open", _("未登记"), lambda place: place.people - place.recorded, numeric=True),
    Column("late", _("补报"), "late", numeric=True),
)
