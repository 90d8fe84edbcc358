"""The columns of what a problem concerns."""

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.tables.shared import place_name
from povertyapp.core.statuses import tag
from povertyapp.core.views import Column


def scope_state(row):
    """Return whether one thing is mended, as glyph and word."""
    if row.dropped_on:
        return tag("none", _("已移出"), plain=True)
    return tag("good", _("已到位"), plain=True) if row.mended_on else tag("bad", _("未到位"))


def _name(row):
    return format_html('<span class="wrap-people">{}</span>', row.name or row.code)


def _how(row):
    said = row.dropped_reason or row.mended_note
    return said if len(said) <= 40 else f"{said[:39]}…"


SCOPE_COLUMNS = (
    Column("name", gettext_lazy("名称"), _name, order="name"),
    Column("kind", gettext_lazy("对象"), "get_kind_display", order="kind"),
    Column("code", gettext_lazy("编号"), "code", order="code"),
    Column("place", gettext_lazy("所在地"), lambda row: place_name(row.area), order="area_id"),
    Column("state", gettext_lazy("状态"), scope_state, order="mended_on"),
    Column("mended_on", gettext_lazy("到位日期"), "mended_on", order="mended_on"),
    Column("how", gettext_lazy("情况"), _how),
)
