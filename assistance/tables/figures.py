"""How the rows behind a figure are listed, by what they are. A subject adds its own with `figure_list`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.models import Helper, HelpingUnit
from households.models import Household
from povertyapp.core.models import Area
from povertyapp.core.views.pages import Column


@dataclass(frozen=True)
class FigureList:
    """Columns, what is read with each row, and the page that a row leads to (its own where nothing is said)."""

    columns: tuple[Column, ...]
    related: tuple[str, ...] = ()
    url: Callable[[Any], str] | None = None


PLACE = Column("area", _("所在"), "area.short_name", order="area_id")
PLAIN = FigureList((Column("name", _("名称"), "__str__"), PLACE), ("area",))
LIST_OF: dict[type, FigureList] = {}


def figure_list(model, *columns, related=("area",), url=None):
    """Say how the rows of a model are listed behind a figure."""
    LIST_OF[model] = FigureList(columns, related, url)


figure_list(
    Household,
    Column("household_no", _("户编号"), order="household_no"),
    Column("head_name", _("户主"), order="head_pinyin"),
    Column("village", _("村"), "area.short_name", order="area_id"),
    Column("poverty_status", _("脱贫状态"), "get_poverty_status_display", order="poverty_status"),
    Column("presence", _("在家情况"), "get_presence_display", order="presence"),
    Column("helper_name", _("帮扶责任人"), order="helper_name"),
)
figure_list(
    Area,
    Column("name", _("名称"), "short_name", order="code"),
    Column("parent", _("上级"), "parent.short_name"),
    Column("code", _("区划代码"), order="code"),
    related=("parent",),
    url=lambda area: reverse("households:area", args=[area.code]),
)
figure_list(
    Helper,
    Column("name", _("姓名"), order="name"),
    Column("code", _("编号"), order="code"),
    Column("unit", _("单位"), "unit.name", order="unit__name"),
    Column("post", _("职务")),
    related=("unit",),
    url=lambda helper: reverse("assistance:helper", args=[helper.code]),
)
figure_list(
    HelpingUnit,
    Column("name", _("单位名称"), order="name"),
    Column("code", _("单位编号"), order="code"),
    Column("level", _("隶属关系"), "get_level_display", order="level"),
)
