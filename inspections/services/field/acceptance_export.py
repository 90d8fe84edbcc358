"""The roll-up of an acceptance by all five levels (LF-39), as a workbook in the office's own look."""

from inspections.services.field.acceptance import levels_of, rolled_up, totals_of
from povertyapp.core import clock
from povertyapp.core.exports import Export, footer_of, hand_out, open_record
from povertyapp.core.workbooks.lists import sheet_bytes
from povertyapp.core.workbooks.office import OfficeColumn, OfficeSheet, written_day

TITLE = "第三方验收汇总表"
COLUMNS = (
    OfficeColumn("序号", 5, kind="integer"),
    OfficeColumn("层级", 12),
    OfficeColumn("名称", 28, align="left"),
    OfficeColumn("已验收", 9, "户数", kind="integer"),
    OfficeColumn("合格", 9, "户数", kind="integer"),
    OfficeColumn("合格率", 9, "脱贫合格率"),
    OfficeColumn("问到", 9, "满意度", kind="integer"),
    OfficeColumn("满意", 9, "满意度", kind="integer"),
    OfficeColumn("满意度", 9, "满意度"),
)
NOBODY = "那天没有"


def export_acceptance(*, by, round, results) -> Export:
    """Return the workbook of the results that the user may see, with its record."""
    lines = [("合计", round.area.short_name, totals_of(results))]
    for level in levels_of(round.accepted_on).values():
        lines += [(str(level.name), str(row["object"] or NOBODY), row) for row in rolled_up(results, level)]
    record = open_record(
        by=by,
        area=round.area,
        kind="acceptance",
        columns=[column.header for column in COLUMNS],
        row_count=len(lines),
        filters={"验收": round.name},
    )
    return hand_out(record, lambda: _workbook(lines, round, record))


def _workbook(lines, round_, record):
    day = written_day(record.made_at.astimezone(clock.COUNTY_TIME))
    sheet = OfficeSheet(
        name="第三方验收",
        title=f"{round_.area.short_name}{TITLE}",
        count_line=f"({round_.name},验收日期 {round_.accepted_on},{round_.agency},招标编号 {round_.tender_no})",
        filing=(f"填报单位:{round_.area.short_name}", f"填报时间:{day}", "单位:户"),
        columns=COLUMNS,
        rows=[_cells(number, *line) for number, line in enumerate(lines, start=1)],
        signature=f"填表人:{' ' * 20}审核人:{' ' * 20}单位负责人(签字):",
        notes=(
            "说明:合格率=合格户/已验收户,满意度=满意户/问到户;帮扶责任人、工作队和单位按验收日期的帮扶关系归集;"
            f"导出编号 {record.number}。"
        ),
        empty="还没有结果",
        footer=footer_of(record),
        freeze_column=4,
    )
    return sheet_bytes(sheet, record.made_at)


def _cells(number, level, name, row):
    return (
        number, level, name, row["accepted"], row["passed_count"], _rate(row["passed_count"], row["accepted"]),
        row["surveyed"], row["satisfied"], _rate(row["satisfied"], row["surveyed"]),
    )  # fmt: skip


def _rate(part, whole):
    """Write a share cut to one decimal, / where there is nothing to divide by."""
    return f"{part * 1000 // whole / 10:.1f}%" if whole else "/"
