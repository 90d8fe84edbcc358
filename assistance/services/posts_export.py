"""The list of who is on post, village by village, as a workbook in the office's own look."""

from django.utils.translation import gettext as _

from assistance.staffing import gaps_of
from households.choices import VillageKind
from povertyapp.core import clock
from povertyapp.core.exports import Export, footer_of, hand_out, open_record
from povertyapp.core.workbooks.lists import sheet_bytes
from povertyapp.core.workbooks.office import OfficeColumn, OfficeSheet, written_day

TITLE = "驻村帮扶力量一览表"
GAP = " " * 20
SIGNATURE = f"填表人:{GAP}联系电话:{GAP}审核人:{GAP}单位负责人(签字):"
COLUMNS = (
    OfficeColumn("序号", 5, kind="integer"),
    OfficeColumn("乡镇", 10),
    OfficeColumn("村", 12),
    OfficeColumn("村属性", 8),
    OfficeColumn("派出单位", 20, "驻村工作队", align="left"),
    OfficeColumn("第一书记", 9, "驻村工作队"),
    OfficeColumn("当月天数", 6, "驻村工作队", kind="integer"),
    OfficeColumn("人数", 5, "驻村工作队", kind="integer"),
    OfficeColumn("扶贫专干", 9, "村、县联系人"),
    OfficeColumn("联系领导", 12, "村、县联系人"),
    OfficeColumn("还缺", 24, align="left"),
)


def export_staffing(*, by, area, villages, period, filters=None) -> Export:
    """Return the workbook of annotated villages (`assistance.staffing.with_staffing`) with its record."""
    rows = list(villages)
    record = open_record(
        by=by,
        area=area,
        kind="staffing",
        columns=[column.header for column in COLUMNS],
        row_count=len(rows),
        filters=filters,
    )
    return hand_out(record, lambda: _workbook(rows, area, period, record))


def _workbook(rows, area, period, record):
    day = written_day(record.made_at.astimezone(clock.COUNTY_TIME))
    said = "、".join(f"{name}={value}" for name, value in record.filters.items()) or "无"
    sheet = OfficeSheet(
        name="驻村帮扶",
        title=f"{area.short_name}{TITLE}",
        count_line=f"({period.year}年{period.month}月,共{len(rows)}个村)",
        filing=(f"填报单位:{area.short_name}", f"填报时间:{day}", "单位:人、天"),
        columns=COLUMNS,
        rows=[_cells(number, village) for number, village in enumerate(rows, start=1)],
        signature=SIGNATURE,
        notes=f"说明:当月天数为第一书记当月驻村天数;筛选条件:{said};导出编号 {record.number}。",
        empty="本条件下没有村",
        footer=footer_of(record),
        freeze_column=4,
    )
    return sheet_bytes(sheet, record.made_at)


def _cells(number, village):
    return (
        number,
        village.parent.name,
        village.short_name,
        str(VillageKind(village.kind).label) if village.kind else "",
        village.team_unit or "",
        village.secretary or "",
        village.days,
        village.residents,
        village.clerk or "",
        village.leaders or "",
        "、".join(str(gap.word) for gap in gaps_of(village)) or _("齐备"),
    )
