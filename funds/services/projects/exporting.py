"""The ledger of projects (项目台账) as a workbook in the office's own look, with sums that an auditor can click."""

from decimal import Decimal

from django.db.models import OuterRef, Q, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from funds.choices.money import MoneyState
from funds.choices.projects import STANDING_CLAIMS
from funds.importing.project_ledger import TEMPLATE
from funds.models import Allotment, Claim
from funds.project_file import owner_words
from funds.querysets.money import SPENT
from funds.services.registers import Register, Shown, export_register, township_of, village_of
from povertyapp.core import clock
from povertyapp.core.exports import Export
from povertyapp.core.workbooks.office import OfficeColumn

WAN = Decimal(10_000)


def _wan(read):
    """Return a reader of an amount in 万元."""

    def of(project):
        amount = read(project)
        return None if amount is None else amount / WAN

    return of


def _contract(project):
    contract = getattr(project, "contract", None)
    return contract.amount if contract else None


def _over(project):
    """Return by how many days a project stands longer in its stage than it may; None where it does not."""
    days = (clock.today() - project.limit_on).days if project.limit_on else 0
    return days if days > 0 else None


def _counted(projects):
    late = sum(_over(project) is not None for project in projects)
    return f"共{len(projects)}个项目:超期{late}个"


def _money(header, read):
    return Shown(OfficeColumn(header, 10, "资金", kind="money"), _wan(read), is_summed=True)


def _day(header, read):
    return Shown(OfficeColumn(header, 11, "进度", kind="date"), read)


PROJECTS = Register(
    kind="projects",
    sheet="项目台账",
    title="扶贫项目台账",
    counted=_counted,
    units="万元、户、天",
    notes="1.“超期”指在本阶段超过规定天数或合同工期;2.金额为万元,保留两位小数,合计按实际金额",
    nothing=_("本条件下没有项目，不用导出。"),
    paper="A3",
    freeze_column=4,
    template=TEMPLATE,
    columns=(
        Shown(OfficeColumn("项目编号", 16, kind="text"), lambda project: project.number),
        Shown(OfficeColumn("项目名称", 22, align="left"), lambda project: project.name),
        Shown(OfficeColumn("乡镇", 9, "建设地点"), township_of),
        Shown(OfficeColumn("行政村", 9, "建设地点"), village_of),
        Shown(OfficeColumn("年度", 6, kind="integer"), lambda project: project.year),
        Shown(OfficeColumn("项目类别", 9), lambda project: str(project.get_kind_display())),
        Shown(OfficeColumn("建设性质", 9), lambda project: str(project.get_nature_display())),
        Shown(OfficeColumn("责任单位", 15, "责任落实", align="left"), lambda project: project.responsible_unit),
        Shown(OfficeColumn("责任人", 8, "责任落实"), lambda project: project.responsible_person),
        Shown(OfficeColumn("带动贫困户(户)", 9, kind="integer"), lambda project: project.households, is_summed=True),
        _money("概算", lambda project: project.budget),
        _money("批复", lambda project: project.approved_amount),
        _money("合同", _contract),
        _money("已下达", lambda project: project.allotted_sum),
        _money("已报账", lambda project: project.claimed_sum),
        _money("已支付", lambda project: project.paid_sum),
        _day("立项批复", lambda project: project.approved_on),
        _day("开工", lambda project: project.started_on),
        _day("完工", lambda project: project.completed_on),
        _day("验收", lambda project: project.accepted_on),
        Shown(OfficeColumn("阶段", 9, "现状"), lambda project: str(project.get_stage_display())),
        Shown(OfficeColumn("本阶段天数", 7, "现状", kind="integer"),
              lambda project: (clock.today() - project.stage_since).days),
        Shown(OfficeColumn("超期天数", 7, "现状", kind="integer"), _over),
        Shown(OfficeColumn("等谁办", 10, "现状"), owner_words),
    ),
)  # fmt: skip


def export_projects(*, by, projects, filters=None) -> Export:
    """Return the workbook of the projects that the user may see and asked for, with its record.

    `projects` know their `limit_on` and `households`.
    """
    rows = with_sums(projects).select_related("area__parent", "unit", "contract")
    return export_register(PROJECTS, by=by, rows=rows, filters=filters)


def with_sums(projects):
    """Add what was allotted, claimed and paid, each by a query of its own so that none multiplies another."""
    claims = Claim._base_manager.filter(project=OuterRef("pk"), state__in=STANDING_CLAIMS)
    claimed = claims.order_by().values("project").annotate(n=Sum("amount")).values("n")
    return projects.annotate(
        allotted_sum=_balance(SPENT), paid_sum=_balance([MoneyState.PAID]), claimed_sum=Subquery(claimed)
    )


def _balance(states):
    """Return what of the money of a project stands in some states."""
    rows = Allotment._base_manager.filter(project=OuterRef("pk")).order_by().values("project")
    in_them = Sum("balances__amount", filter=Q(balances__state__in=states))
    return Subquery(rows.annotate(n=in_them).values("n"))
