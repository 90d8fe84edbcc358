"""The columns of left-behind people."""

from django.utils.translation import gettext_lazy as _

from assistance.choices import LeftBehindKind
from assistance.models import LeftBehindPerson
from assistance.tables.figures import PLACE, figure_list
from assistance.tables.shared import household_link, one_line
from povertyapp.core.masks import mask_name
from povertyapp.core.statuses import tag
from povertyapp.core.templatetags.house import figure
from povertyapp.core.views.pages import Column


def shown_name(person):
    """Return the person's name; a child's by its first character only."""
    name = person.member.name
    return mask_name(name) if person.kind == LeftBehindKind.CHILD else name


def name_in_list(person):
    return one_line(shown_name(person))


def file_state(person):
    """Return whether the household file says all that it must."""
    return tag("good", _("完整"), plain=True) if person.is_complete else tag("bad", _("不完整"))


def services(person):
    """Return the figure that leads to what was done for the person this year."""
    url = f"{person.get_absolute_url()}#services-h"
    return figure(person.services_count, f"services-{person.pk}", url, label=_("今年服务次数"))


LEFT_BEHIND_COLUMNS = (
    Column("name", _("姓名"), name_in_list),
    Column("kind", _("类别"), "get_kind_display", order="kind"),
    Column("township", _("乡镇"), "area.parent.name"),
    Column("village", _("村"), "area.short_name", order="area_id"),
    Column("household", _("户"), lambda person: household_link(person.household)),
    Column("carer", _("关爱联系人"), "carer_name", order="carer_name"),
    Column("reviewed", _("核实日期"), "reviewed_on", order="reviewed_on"),
    Column("file", _("户情档案"), file_state),
    Column("services", _("今年服务次数"), services, numeric=True, order="services_count"),
)
figure_list(
    LeftBehindPerson,
    Column("name", _("姓名"), name_in_list),
    Column("kind", _("类别"), "get_kind_display", order="kind"),
    PLACE,
    Column("carer", _("关爱联系人"), "carer_name", order="carer_name"),
    Column("needs", _("主要需求"), "needs"),
    Column("reviewed", _("核实日期"), "reviewed_on", order="reviewed_on"),
    related=("member", "area"),
)
