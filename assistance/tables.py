"""The columns of the lists of assistance."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from povertyapp.core.context import reverse_or_none
from povertyapp.core.statuses import cue_for
from povertyapp.core.templatetags.house import figure
from povertyapp.core.views.pages import Column

SHORT = 40  # characters of a long text in a list; the whole of it stands on the detail page


def tag(state, word, plain=False):
    """Return a state as glyph, word and colour."""
    return render_to_string(
        "components/status.html", {"cue": cue_for(state, word), "plain": plain, "title": ""}
    )


def short(text):
    """Return a long text cut for a list, with the whole of it for whoever points at it."""
    if len(text) <= SHORT:
        return text
    return format_html('<span title="{}">{}…</span>', text, text[: SHORT - 1])


def household_link(household):
    """Return the household's name, leading to its page."""
    url = reverse_or_none("households:detail", no=household.household_no)
    return format_html('<a href="{}">{}</a>', url, household) if url else str(household)


def visit_state(visit):
    """Return how a visit was entered: in time, late, or struck out since."""
    if visit.voided_at:
        return tag("bad", _("已核销"))
    return tag("warn", _("补报")) if visit.is_late else _("按时")


def caseload(helper):
    """Return the figure that leads to the households in a helper's care."""
    url = reverse("assistance:helper", args=[helper.code])
    return figure(helper.caseload, f"caseload-{helper.code}", url, label=_("负责户数"))


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

HELPER_COLUMNS = (
    Column("name", _("姓名"), order="name"),
    Column("unit", _("单位"), "unit.name", order="unit__name"),
    Column("post", _("职务")),
    Column("caseload", _("负责户数"), caseload, numeric=True, order="caseload"),
    Column("code", _("编号"), order="code"),
)

MEASURE_COLUMNS = (
    Column("household", _("户"), "household"),
    Column("township", _("乡镇"), "area.parent.name"),
    Column("village", _("村"), "area.short_name", order="area_id"),
    Column("name", _("措施内容"), order="name"),
    Column("kind", _("类别"), "get_kind_display", order="kind"),
    Column("class", _("归类"), "get_measure_class_display", order="measure_class"),
    Column("unit", _("责任单位"), "responsible_unit"),
    Column("from", _("起"), "from_date", order="from_date"),
    Column("to", _("止"), "to_date", order="to_date"),
)
