"""The columns of the lists of projects, of who gains, of claims and of the negative list."""

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.project_file import owner_words
from povertyapp.core import clock
from povertyapp.core.statuses import cue_for, tag
from povertyapp.core.templatetags.house import money
from povertyapp.core.views import Column


def stage_tag(project):
    """Return the stage of a project as a tag: glyph, word, colour."""
    return tag(project.cue, project.get_stage_display(), plain=cue_for(project.cue).key == "good")


def days_in_stage(project):
    """Return the days that a project has been in its stage; what is stuck is marked with sign and word."""
    days = (clock.today() - project.stage_since).days
    limit = getattr(project, "limit_on", None)
    if limit and limit < clock.today():
        over = (clock.today() - limit).days
        return format_html("{} {}", days, tag("overdue", _("超 %(n)d 天") % {"n": over}))
    return days


def claim_tag(claim):
    return tag(f"claim:{claim.state}", claim.get_state_display(), plain=claim.state == "settled")


def claim_due(claim):
    """Return the last day on which a claim is to be settled; what is late is marked."""
    if claim.settled_on:
        return _("%(day)s 付清") % {"day": claim.settled_on}
    if claim.state != "returned" and claim.due_on < clock.today():
        return tag("overdue", _("逾期 %(day)s") % {"day": claim.due_on})
    return claim.due_on


PROJECT_COLUMNS = (
    Column("number", gettext_lazy("项目编号"), "number", order="number"),
    Column("name", gettext_lazy("项目名称"), "name", order="name"),
    Column("area", gettext_lazy("地方"), "area.short_name", order="area_id"),
    Column("kind", gettext_lazy("项目类别"), "get_kind_display", order="kind"),
    Column("budget", gettext_lazy("概算(万元)"), lambda row: money(row.budget), numeric=True, order="budget"),
    Column("stage", gettext_lazy("阶段"), stage_tag, order="stage"),
    Column("days", gettext_lazy("在本阶段(天)"), days_in_stage, numeric=True, order="-stage_since"),
    Column("owner", gettext_lazy("等谁办"), owner_words),
    Column("households", gettext_lazy("带动户数"), "households", numeric=True, order="households"),
)
BENEFIT_COLUMNS = (
    Column("household", gettext_lazy("户编号"), "household.household_no", order="household__household_no"),
    Column("head", gettext_lazy("户主"), "household.head_name"),
    Column("area", gettext_lazy("村"), "area.short_name", order="area_id"),
    Column("what", gettext_lazy("受益内容"), "what", order="what"),
    Column(
        "amount",
        gettext_lazy("计划(元)"),
        lambda row: money(row.amount, "yuan"),
        numeric=True,
        order="amount",
    ),
    Column(
        "got",
        gettext_lazy("实际(元)"),
        lambda row: money(row.got_amount, "yuan"),
        numeric=True,
        order="got_amount",
    ),
    Column("got_on", gettext_lazy("核实日期"), lambda row: row.got_on or "", order="got_on"),
)
CLAIM_COLUMNS = (
    Column("project", gettext_lazy("项目"), "project.name", order="project__name"),
    Column("area", gettext_lazy("地方"), "area.short_name", order="area_id"),
    Column("kind", gettext_lazy("种类"), "get_kind_display", order="kind"),
    Column(
        "amount",
        gettext_lazy("金额(元)"),
        lambda row: money(row.amount, "yuan"),
        numeric=True,
        order="amount",
    ),
    Column("claimed_on", gettext_lazy("报账日期"), "claimed_on", order="claimed_on"),
    Column("due_on", gettext_lazy("期限"), claim_due, order="due_on"),
    Column("state", gettext_lazy("状态"), claim_tag, order="state"),
)
NEGATIVE_COLUMNS = (
    Column("name", gettext_lazy("内容"), "name", order="name"),
    Column(
        "region", gettext_lazy("地区代码"), lambda row: row.region or gettext_lazy("全国"), order="region"
    ),
    Column("from_date", gettext_lazy("起"), "from_date", order="from_date"),
    Column("to_date", gettext_lazy("止"), lambda row: row.to_date or "", order="to_date"),
    Column("basis", gettext_lazy("依据"), "basis"),
)
