"""The columns of special areas, whole villages, societies and donations."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assistance.tables import place_name
from assistance.tables.figures import figure_list
from funds.choices.development import SocietyStepKind
from funds.models import FundSociety, SpecialArea, WholeVillage
from povertyapp.core.statuses import tag
from povertyapp.core.templatetags.house import money, share
from povertyapp.core.views.pages import Column

STEPS = len(SocietyStepKind)


def yes_or_missing(found):
    return tag("good", gettext("有"), plain=True) if found else tag("bad", gettext("没有"))


def percent(value):
    """Return a percentage with one decimal, cut down: short of a limit it never reads as if that were reached."""
    return f"{int(value * 10) / 10:.1f}%"


def society_tag(society):
    """Return how a society stands: lending since when, or how many of its steps are done."""
    if society.ended_on:
        return tag("none", gettext("已撤销"))
    if society.lends_since:
        return tag("good", gettext("已放贷"))
    return tag("review", gettext("筹建中 %(n)d/%(all)d") % {"n": society.steps_done, "all": STEPS})


def utilisation(society):
    """Return how much of a society's capital is lent out (LN-35)."""
    return share(society.outstanding, society.capital) if society.capital else ""


AREA = Column("area", _("所在"), lambda row: place_name(row.area), order="area_id")
SPECIAL_AREA_COLUMNS = (
    Column("name", _("片区名称"), order="name"),
    Column("county", _("县"), "area.name", order="area_id"),
    Column("villages", _("村数"), "village_count", numeric=True, order="village_count"),
    Column("plan", _("实施规划"), lambda row: yes_or_missing(row.has_plan), order="has_plan"),
    Column(
        "year_plan", _("今年的年度计划"), lambda row: yes_or_missing(row.has_year_plan), order="has_year_plan"
    ),
    Column("from_date", _("确定日期"), order="from_date"),
)
WHOLE_VILLAGE_COLUMNS = (
    Column("code", _("编号"), order="code"),
    Column("area", _("村"), lambda row: place_name(row.area), order="area_id"),
    Column("year", _("年度"), lambda row: str(row.year), order="year"),
    Column("progress", _("形象进度"), lambda row: percent(row.progress), numeric=True, order="progress"),
    Column("planned", _("计划投资（万元）"), lambda row: money(row.planned), numeric=True, order="planned"),
    Column(
        "invested", _("完成投资（万元）"), lambda row: money(row.invested), numeric=True, order="invested"
    ),
    Column("rate", _("投资完成率"), lambda row: share(row.invested, row.planned), numeric=True),
    Column("ends", _("计划完工"), "ends_on", order="ends_on"),
)
SOCIETY_COLUMNS = (
    Column("name", _("名称"), order="name"),
    AREA,
    Column("state", _("状态"), society_tag, order="steps_done"),
    Column("begun", _("申请日期"), "begun_on", order="begun_on"),
    Column("due", _("应放贷日期"), "lending_due_on", order="lending_due_on"),
    Column("lends", _("放贷日期"), "lends_since", order="lends_since"),
    Column("members", _("入社户数"), "members", numeric=True, order="members"),
    Column(
        "capital", _("资金规模（元）"), lambda row: money(row.capital, "yuan"), numeric=True, order="capital"
    ),
    Column("rate", _("资金使用率"), utilisation, numeric=True),
)
DONATION_COLUMNS = (
    Column("code", _("编号"), order="code"),
    Column("kind", _("类别"), "get_kind_display", order="kind"),
    Column("donor", _("捐赠方")),
    Column("what", _("捐赠内容")),
    AREA,
    Column("received", _("接收日期"), "received_on", order="received_on"),
    Column("amount", _("金额（元）"), lambda row: money(row.amount, "yuan"), numeric=True, order="amount"),
    Column("left", _("结余（元）"), lambda row: money(row.left, "yuan"), numeric=True, order="left"),
    Column("households", _("受益户"), "household_count", numeric=True, order="household_count"),
)

figure_list(SpecialArea, Column("name", _("片区名称"), order="name"), AREA, related=("area__parent",))
figure_list(
    WholeVillage,
    Column("code", _("编号"), order="code"),
    AREA,
    Column("year", _("年度"), lambda row: str(row.year), order="year"),
    related=("area__parent",),
)
figure_list(
    FundSociety,
    Column("name", _("名称"), order="name"),
    AREA,
    Column("begun", _("申请日期"), "begun_on", order="begun_on"),
    related=("area__parent",),
)
