"""The columns of enterprises, links of interest and villages."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.choices import EnterpriseKind, LinkService
from assistance.models import Enterprise
from assistance.tables.figures import figure_list
from assistance.tables.shared import enterprise_link, one_line, place_name
from households.models import Village
from povertyapp.core.statuses import tag
from povertyapp.core.templatetags.house import figure, share
from povertyapp.core.views.pages import Column, address

SERVICES = dict(LinkService.choices)


def services_of(link):
    """Return what the enterprise does for the household, in words."""
    return "、".join(str(SERVICES.get(code, code)) for code in link.services)


def linked(enterprise):
    """Return the figure that leads to the links in force of registered households."""
    url = address(reverse("assistance:links"), enterprise=enterprise.code, in_force="true", registered="true")
    return figure(enterprise.link_count, f"links-{enterprise.code}", url, label=_("联结项数"))


ENTERPRISE_COLUMNS = (
    Column("name", _("名称"), order="name"),
    Column("kind", _("类型"), "get_kind_display", order="kind"),
    Column("area", _("所在地"), lambda row: place_name(row.area), order="area_id"),
    Column("industry", _("主营产业"), order="industry"),
    Column("founded", _("成立日期"), "founded_on", order="founded_on"),
    Column("ended", _("注销日期"), "ended_on", order="ended_on"),
    Column("households", _("带动建档立卡户"), "lifted", numeric=True, order="lifted"),
    Column("links", _("联结项数"), linked, numeric=True, order="link_count"),
)
LINK_COLUMNS = (
    Column("household", _("户"), lambda link: one_line(link.household)),
    Column("village", _("村"), lambda link: place_name(link.area), order="area_id"),
    Column("enterprise", _("合作社或企业"), lambda link: enterprise_link(link.enterprise, link.is_open)),
    Column("mode", _("联结方式"), "get_mode_display", order="mode"),
    Column("services", _("带动内容"), services_of),
    Column("contract_no", _("合同编号"), order="contract_no"),
    Column("signed", _("签订日期"), "signed_on", order="signed_on"),
    Column("to", _("止"), "to_date", order="to_date"),
    Column("amount", _("约定收益（元/年）"), "amount", numeric=True, order="amount"),
)


def yes_no(found):
    return tag("good", _("有"), plain=True) if found else tag("none", _("没有"))


def cooperatives(village):
    """Return the figure that leads to the village's cooperatives."""
    url = address(
        reverse("assistance:enterprises"),
        area=village.area_id,
        kind=EnterpriseKind.COOPERATIVE.value,
        standing="true",
    )
    return figure(village.cooperative_count, f"coops-{village.area_id}", url, label=_("专业合作社"))


def contracts(village):
    """Return the households with a contract of those on the register, and the share."""
    return f"{village.contracted}/{village.registered} {share(village.contracted, village.registered)}"


def base(village):
    """Return the base of the leading industry of the cultivated land, and the share."""
    if village.base_mu is None or not village.cultivated_mu:
        return ""
    return (
        f"{village.base_mu:.0f}/{village.cultivated_mu:.0f} {share(village.base_mu, village.cultivated_mu)}"
    )


VILLAGE_COLUMNS = (
    Column("village", _("村"), lambda village: village.area.short_name, order="area_id"),
    Column("township", _("乡镇"), "area.parent.name"),
    Column("kind", _("村属性"), "get_kind_display", order="kind"),
    Column("station", _("金融扶贫工作站"), lambda village: yes_no(village.has_station)),
    Column("cooperatives", _("专业合作社"), cooperatives, numeric=True, order="cooperative_count"),
    Column("fund", _("资金互助社"), lambda village: yes_no(village.has_fund)),
    Column("base", _("主导产业基地/耕地（亩）"), base),
    Column("contracts", _("签合同户/建档立卡户"), contracts),
)
figure_list(Enterprise, *ENTERPRISE_COLUMNS, related=("area__parent",))
figure_list(
    Village,
    *VILLAGE_COLUMNS,
    related=("area__parent",),
    url=lambda village: reverse("assistance:village_economy", args=[village.area_id]),
)
