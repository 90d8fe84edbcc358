"""A table of one's own as an office workbook: two rows of heads, the totals above the lines."""

from decimal import Decimal

from django.utils.translation import gettext as _

from povertyapp.core import clock
from povertyapp.core.exports import Export, footer_of, hand_out, open_record
from povertyapp.core.workbooks.lists import sheet_bytes
from povertyapp.core.workbooks.office import OfficeColumn, OfficeSheet, written_day


def export_pivot(*, by, area, title, table, heads, unit, conditions="") -> Export:
    """Return the workbook of a counted table with its record; it holds figures of groups, no person."""
    record = open_record(
        by=by,
        area=area,
        kind="pivot",
        columns=[str(words) for _value, words in table.columns],
        row_count=len(table.rows),
        filters={_("条件"): conditions},
    )

    def workbook() -> bytes:
        columns = [OfficeColumn("序号", 6, kind="integer"), OfficeColumn(heads[0], 18)]
        columns += [OfficeColumn(str(words), 11, heads[1]) for _value, words in table.columns]
        columns.append(OfficeColumn("合计", 11))
        third = max(1, len(columns) // 3)
        sheet = OfficeSheet(
            name="统计表",
            title=f"{area.short_name}{title}",
            count_line=f"(共{len(table.rows)}行)",
            filing=(f"填报单位:{area.short_name}", f"填报时间:{written_day(clock.today())}", f"单位:{unit}"),
            filing_starts=(third + 1, 2 * third + 1),
            columns=columns,
            rows=[
                [number, str(words), *_values(table, value)]
                for number, (value, words) in enumerate(table.rows, start=1)
            ],
            totals=["", "合计", *_values(table, None)] if table.rows else None,
            signature="填表人:　　　　　审核人:　　　　　负责人:",
            notes=f"说明:{conditions};导出编号 {record.number}。",
            footer=footer_of(record),
            freeze_column=2,
        )
        return sheet_bytes(sheet, record.made_at)

    return hand_out(record, workbook)


def _values(table, row):
    return [_value(cell) for cell in table.line(row)]


def _value(cell):
    if cell is None:
        return ""
    return round(cell.value, 2) if isinstance(cell.value, Decimal | float) else cell.value
