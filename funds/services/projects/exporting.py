"""The ledger of projects (项目台账) as a workbook in the office's own look, with sums that an auditor can click."""

import os
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Q, Subquery, Sum
from django.utils.translation import gettext as _

from funds.choices.money import MoneyState
from funds.choices.projects import STANDING_CLAIMS
from funds.models import Allotment, Claim
from funds.project_file import owner_words
from funds.querysets.money import SPENT
from povertyapp.core import clock
from povertyapp.core.exports import Export, footer_of, hand_out, open_record
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.parameters import ancestors
from povertyapp.core.workbooks.lists import sheet_bytes
from povertyapp.core.workbooks.office import FIRST_ROW, Formula, OfficeColumn, OfficeSheet, written_day

TITLE = "扶贫项目台账"
WAN = Decimal(10_000)
GAP = " " * 20
SIGNATURE = f"填表人:{GAP}联系电话:{GAP}审核人:{GAP}单位负责人(签字):"
COLUMNS = (
    OfficeColumn("序号", 5, kind="integer"),
    OfficeColumn("项目编号", 16, kind="text"),
    OfficeColumn("项目名称", 22, align="left"),
    OfficeColumn("乡镇", 9, "建设地点"),
    OfficeColumn("行政村", 9, "建设地点"),
    OfficeColumn("年度", 6, kind="integer"),
    OfficeColumn("项目类别", 9),
    OfficeColumn("建设性质", 9),
    OfficeColumn("责任单位", 15, "责任落实", align="left"),
    OfficeColumn("责任人", 8, "责任落实"),
    OfficeColumn("带动贫困户(户)", 9, kind="integer"),
    OfficeColumn("概算", 10, "资金", kind="money"),
    OfficeColumn("批复", 10, "资金", kind="money"),
    OfficeColumn("合同", 10, "资金", kind="money"),
    OfficeColumn("已下达", 10, "资金", kind="money"),
    OfficeColumn("已报账", 10, "资金", kind="money"),
    OfficeColumn("已支付", 10, "资金", kind="money"),
    OfficeColumn("立项批复", 11, "进度", kind="date"),
    OfficeColumn("开工", 11, "进度", kind="date"),
    OfficeColumn("完工", 11, "进度", kind="date"),
    OfficeColumn("验收", 11, "进度", kind="date"),
    OfficeColumn("阶段", 9, "现状"),
    OfficeColumn("本阶段天数", 7, "现状", kind="integer"),
    OfficeColumn("超期天数", 7, "现状", kind="integer"),
    OfficeColumn("等谁办", 10, "现状"),
)
SUMMED = "KLMNOPQ"


@transaction.atomic
def export_projects(*, by, projects, filters=None) -> Export:
    """Return the workbook of the projects that the user may see and asked for, with its record.

    `projects` know their `limit_on` and `households`.
    """
    rows = list(_with_sums(projects).select_related("area__parent", "unit", "contract"))
    if not rows:
        raise ValidationError(_("本条件下没有项目，不用导出。"))
    area = _area_of(rows)
    record = open_record(
        by=by,
        area=area,
        kind="projects",
        columns=[column.header for column in COLUMNS],
        row_count=len(rows),
        filters=filters,
    )
    return hand_out(record, lambda: _workbook(rows, area, record))


def _with_sums(projects):
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


def _area_of(rows) -> Area:
    """Return the smallest place that holds all projects."""
    begin = os.path.commonprefix([project.area_id for project in rows])
    return Area.objects.filter(code__in=ancestors(begin)).order_by("-code")[0]


def _workbook(rows, area, record):
    day = written_day(record.made_at.astimezone(clock.COUNTY_TIME))
    said = "、".join(f"{name}={value}" for name, value in record.filters.items()) or "无"
    today = clock.today()
    late = sum(bool(project.limit_on and project.limit_on < today) for project in rows)
    sheet = OfficeSheet(
        name="项目台账",
        title=f"{area.short_name}{TITLE}",
        count_line=f"(截至{day},共{len(rows)}个项目:超期{late}个)",
        filing=(f"填报单位:{area.short_name}(盖章)", f"填报时间:{day}", "单位:万元、户、天"),
        columns=COLUMNS,
        rows=[_cells(number, project, today) for number, project in enumerate(rows, start=1)],
        totals=_totals(len(rows)),
        signature=SIGNATURE,
        notes=f"说明:1.“超期”指在本阶段超过规定天数或合同工期;2.金额为万元,保留两位小数,合计按实际金额;"
        f"3.本表由系统于{day}导出,筛选条件:{said};导出编号 {record.number}。",
        empty="本条件下没有项目",
        footer=footer_of(record),
        paper="A3",
        freeze_column=4,
    )
    return sheet_bytes(sheet, record.made_at)


def _totals(count):
    """Return the line of sums: formulas that an auditor can click."""
    first, last = FIRST_ROW + 1, FIRST_ROW + count
    sums = [Formula(f"=SUM({column}{first}:{column}{last})") for column in SUMMED]
    return ("合计", *[""] * 9, *sums, *[""] * 8)


def _cells(number, project, today):
    is_village = project.area.level == Level.VILLAGE
    contract = getattr(project, "contract", None)
    over = (today - project.limit_on).days if project.limit_on else 0
    amounts = (
        project.budget, project.approved_amount, contract.amount if contract else None, project.allotted_sum,
        project.claimed_sum, project.paid_sum,
    )  # fmt: skip
    return (
        number,
        project.number,
        project.name,
        project.area.parent.short_name if is_village else project.area.short_name,
        project.area.short_name if is_village else "",
        project.year,
        str(project.get_kind_display()),
        str(project.get_nature_display()),
        project.responsible_unit,
        project.responsible_person,
        project.households,
        *(None if amount is None else amount / WAN for amount in amounts),
        project.approved_on,
        project.started_on,
        project.completed_on,
        project.accepted_on,
        str(project.get_stage_display()),
        (today - project.stage_since).days,
        over if over > 0 else None,
        owner_words(project),
    )
