"""The integration ledger as the office prints it: both sheets, 万元, sums that an auditor can click (ux 2.5)."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from funds.choices.projects import IN_LIBRARY, ProjectKind, Stage
from funds.importing.fund_ledger.amounts import FACTORS, WAN
from funds.importing.fund_ledger.words import PROJECTS, SOURCES, STAGES, TEMPLATE
from povertyapp.core.workbooks.office import FIRST_ROW, Formula, OfficeColumn, OfficeSheet, write_office_sheet
from povertyapp.core.workbooks.stamps import ExportedLine, Stamp, line_digests, workbook_bytes, write_stamp

GAP = " " * 16
SIGNATURE = f"填表人:{GAP}联系电话:{GAP}审核人:{GAP}单位负责人(签字):"
_WIDTHS = {
    "资金名称": 26,
    "文号": 18,
    "主管部门": 13,
    "备注": 12,
    "项目编号": 14,
    "项目名称": 24,
    "资金来源": 26,
}
_MONEY = {"下达金额", "纳入整合金额", "已拨付", "已支付", "安排金额", "已报账"}
_DAYS = {"下达日期", "开工日期", "验收日期"}
# The word of the paper for each stage: that of the stage itself where the paper has none.
WORDS = {stage: word for word, stage in reversed(STAGES.items())}


def _columns(layout) -> tuple[OfficeColumn, ...]:
    def kind(name):
        if name in _MONEY:
            return "money"
        return "date" if name in _DAYS else "integer" if name == "序号" else "text"

    return tuple(
        OfficeColumn(
            spec.name,
            5 if spec.name == "序号" else _WIDTHS.get(spec.name, 11),
            kind=kind(spec.name),
            align="left" if spec.name in _WIDTHS else "center",
        )
        for spec in layout.columns
    )


SOURCE_COLUMNS, PROJECT_COLUMNS = _columns(SOURCES), _columns(PROJECTS)


def wan(amount: Decimal) -> Decimal:
    """Return yuan as 万元, to the fen: no figure changes on its way out and back."""
    return amount / FACTORS[WAN]


def source_cells(number: int, line) -> list:
    """Return the cells of a line in the order of the sheet; `line` carries its money."""
    progress = f"{line.paid * 100 / line.integrated:.1f}%" if line.integrated else ""
    return [
        number, str(line.get_level_display()), line.name, line.document_no, str(line.get_origin_display()),
        wan(line.arrived), wan(line.integrated), wan(line.allotted), wan(line.paid), progress, line.arrived_on,
        line.owner_unit, "" if line.may_integrate else "不在整合范围",
    ]  # fmt: skip


def project_cells(number: int, project, line, allotted: Decimal, paid: Decimal, homes: int) -> list:
    """Return the cells of what a project has of one line."""
    area = project.area
    township = area.parent.name if len(area.code) > 9 else area.name
    village = area.name if len(area.code) > 9 else ""
    return [
        number, project.number, project.name, str(ProjectKind(project.kind).label), township, village, line.name,
        wan(allotted), WAN, wan(paid), "已入库" if project.stage in IN_LIBRARY else "未入库", project.started_on,
        project.accepted_on, homes, WORDS.get(Stage(project.stage), ""), "",
    ]  # fmt: skip


def _totals(columns: Sequence[OfficeColumn], count: int) -> list:
    """Return the first row, 合计: a formula under each column of money."""
    first, last = FIRST_ROW + 1, FIRST_ROW + count
    cells: list = ["合计"]
    for place, column in enumerate(columns[1:], start=2):
        letter = get_column_letter(place)
        cells.append(Formula(f"=SUM({letter}{first}:{letter}{last})") if column.kind == "money" else "")
    return cells


def fund_ledger_workbook(sources, projects, head: dict, stamp: Stamp) -> bytes:
    """Return the bytes of both sheets. `sources` and `projects` are pairs of a key and the cells of a row; `head`
    says what stands above them: county, year, day, filters."""
    wb = Workbook()
    lines: dict[str, ExportedLine] = {}
    sheets = (
        (SOURCES, "统筹整合财政涉农资金台账", SOURCE_COLUMNS, sources, 4),
        (PROJECTS, "整合资金到项目安排表", PROJECT_COLUMNS, projects, 4),
    )
    for place, (layout, title, columns, rows, freeze) in enumerate(sheets):
        sheet = OfficeSheet(
            name=layout.title,
            title=f"{head['county']}{head['year']}年{title}",
            count_line=f"(共{len(rows)}条)",
            filing=(f"填报单位:{head['county']}财政局", f"截止日期:{head['day']}", "单位:万元"),
            columns=columns,
            rows=[cells for _key, cells in rows],
            totals=_totals(columns, len(rows)) if rows else None,
            signature=SIGNATURE,
            notes=f"说明:1.金额为系统账,以凭证为准;2.已拨付指下达到项目;3.导出编号 {stamp.export_no}。",
            empty="本年度没有记录",
            footer=stamp.footer,
            freeze_column=freeze,
        )
        write_office_sheet(wb.active if place == 0 else wb.create_sheet(), sheet)
        lines |= {f"{layout.title}:{cells[0]}": ExportedLine(key, line_digests(cells)) for key, cells in rows}
    wb.properties.title = f"{head['county']}{head['year']}年资金整合台账"
    write_stamp(wb, replace(stamp, template=TEMPLATE, lines=lines))
    return workbook_bytes(wb, stamp.moment)
