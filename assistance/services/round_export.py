"""The result of a round of assigning as a workbook: what was done, what was skipped and why."""

from django.utils.translation import gettext as _

from assistance.models import AssignmentRound
from assistance.rounds import lines_of
from povertyapp.core import clock
from povertyapp.core.exports import Export, footer_of, hand_out, open_record
from povertyapp.core.spoken import in_words
from povertyapp.core.workbooks.lists import sheet_bytes
from povertyapp.core.workbooks.office import OfficeColumn, OfficeSheet, written_day

KIND = "assignment-round"
COLUMNS = (
    OfficeColumn("序号", 6, kind="integer"),
    OfficeColumn("乡镇", 12),
    OfficeColumn("村", 14),
    OfficeColumn("户编号", 16, kind="text"),
    OfficeColumn("户主", 12),
    OfficeColumn("帮扶责任人", 12),
    OfficeColumn("帮扶单位", 26, align="left"),
    OfficeColumn("办理结果", 34, align="left"),
)


def export_round(*, by, made: AssignmentRound, rows) -> Export:
    """Return the workbook of a round with its record; `rows` applies `visible_to` for the one who takes it out."""
    lines = lines_of(made, rows)
    record = open_record(
        by=by,
        area=made.area,
        kind=KIND,
        columns=[column.header for column in COLUMNS],
        row_count=len(lines),
        filters={_("批次"): made.pk},
    )

    def workbook() -> bytes:
        made_on = made.made_at.astimezone(clock.COUNTY_TIME)
        sheet = OfficeSheet(
            name="办理结果",
            title=made.get_kind_display() + in_words("帮扶责任人办理结果"),
            count_line=f"(从{written_day(made.from_date)}起,共{len(lines)}户,办理{len(made.written)}户)",
            filing=(f"填报单位:{made.area.name}(盖章)", f"办理时间:{made_on:%Y-%m-%d %H:%M}", "单位:户"),
            filing_starts=(5, 8),
            columns=COLUMNS,
            rows=[_cells(number, line) for number, line in enumerate(lines, start=1)],
            signature="填表人:　　　　　审核人:　　　　　负责人:",
            notes=f"说明:没有办理的户,办理结果一栏写明原因。导出编号 {record.number}。",
            footer=footer_of(record),
        )
        return sheet_bytes(sheet, record.made_at)

    return hand_out(record, workbook)


def _cells(number, line) -> list:
    home, helper = line["household"], line["helper"]
    return [
        number,
        home.area.parent.name if home.area.parent else "",
        home.area.short_name,
        home.household_no,
        home.head_name,
        helper.name if helper else "",
        helper.unit.name if helper else "",
        str(line["outcome"].label),
    ]
