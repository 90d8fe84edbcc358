"""The register of relocations (易地扶贫搬迁台账) as a workbook in the office's own look."""

import os

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from povertyapp.core import clock
from povertyapp.core.exports import Export, footer_of, hand_out, open_record
from povertyapp.core.models import Area
from povertyapp.core.parameters import ancestors
from povertyapp.core.workbooks.lists import sheet_bytes
from povertyapp.core.workbooks.office import FIRST_ROW, Formula, OfficeColumn, OfficeSheet, written_day

TITLE = "易地扶贫搬迁台账"
GAP = " " * 20
SIGNATURE = f"填表人:{GAP}联系电话:{GAP}审核人:{GAP}单位负责人(签字):"
COLUMNS = (
    OfficeColumn("序号", 5, kind="integer"),
    OfficeColumn("乡镇", 9),
    OfficeColumn("行政村", 10),
    OfficeColumn("户编号", 12, kind="text"),
    OfficeColumn("户主姓名", 8),
    OfficeColumn("搬迁编号", 14, kind="text"),
    OfficeColumn("任务年度", 7, kind="general"),
    OfficeColumn("搬迁人数", 7, "规模", kind="integer"),
    OfficeColumn("住房面积(平方米)", 9, "规模", kind="general"),
    OfficeColumn("自筹资金(元)", 10, "规模", kind="money"),
    OfficeColumn("安置方式", 8, "安置"),
    OfficeColumn("安置点", 12, "安置"),
    OfficeColumn("验收日期", 10, "进度", kind="date"),
    OfficeColumn("交钥匙日期", 10, "进度", kind="date"),
    OfficeColumn("入住日期", 10, "进度", kind="date"),
    OfficeColumn("拆旧日期", 10, "进度", kind="date"),
    OfficeColumn("状态", 9),
)


@transaction.atomic
def export_relocations(*, by, cases, filters=None) -> Export:
    """Return the workbook of the relocations that the user may see and asked for, with its record."""
    rows = list(cases.select_related("household", "area__parent", "site", "listed__plan"))
    if not rows:
        raise ValidationError(_("本条件下没有搬迁户，不用导出。"))
    begin = os.path.commonprefix([case.area_id for case in rows])
    area = Area.objects.filter(code__in=ancestors(begin)).order_by("-code")[0]
    record = open_record(
        by=by,
        area=area,
        kind="relocations",
        columns=[column.header for column in COLUMNS],
        row_count=len(rows),
        filters=filters,
    )
    return hand_out(record, lambda: _workbook(rows, area, record))


def _workbook(rows, area, record):
    day = written_day(record.made_at.astimezone(clock.COUNTY_TIME))
    said = "、".join(f"{name}={value}" for name, value in record.filters.items()) or "无"
    first, last = FIRST_ROW + 1, FIRST_ROW + len(rows)
    people, money = (Formula(f"=SUM({column}{first}:{column}{last})") for column in "HJ")
    sheet = OfficeSheet(
        name="易地搬迁",
        title=f"{area.short_name}{TITLE}",
        count_line=f"(截至{day},共{len(rows)}户)",
        filing=(f"填报单位:{area.short_name}", f"填报时间:{day}", "单位:元"),
        columns=COLUMNS,
        rows=[_cells(number, case) for number, case in enumerate(rows, start=1)],
        totals=("合计", *[""] * 6, people, "", money, *[""] * 7),
        signature=SIGNATURE,
        notes=f"说明:住房面积以实测为准,没有实测的为户型面积;筛选条件:{said};导出编号 {record.number}。",
        empty="本条件下没有搬迁户",
        footer=footer_of(record),
        freeze_column=6,
    )
    return sheet_bytes(sheet, record.made_at)


def _cells(number, case):
    return (
        number,
        case.area.parent.name,
        case.area.short_name,
        case.household.household_no,
        case.household.head_name,
        case.no,
        case.listed.plan.year if case.listed else None,
        case.persons,
        case.dwelling_m2 if case.dwelling_m2 is not None else case.house_m2,
        case.self_paid,
        str(case.get_settlement_display()),
        case.site.name if case.site else "",
        case.accepted_on,
        case.keys_on,
        case.moved_in_on,
        case.removed_on,
        str(case.get_status_display()),
    )
