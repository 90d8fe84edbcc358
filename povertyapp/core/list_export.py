"""Rows of a list as a workbook or on paper: the columns that the reader sees, and only what the page shows of them."""

import datetime as dt
from decimal import Decimal
from html import unescape

from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from povertyapp.core import clock
from povertyapp.core.exports import PDF_FORM, XLSX_FORM, Export, footer_of, hand_out, open_record
from povertyapp.core.models import Area
from povertyapp.core.undo import common_area
from povertyapp.core.workbooks.lists import sheet_bytes
from povertyapp.core.workbooks.office import OfficeColumn, OfficeSheet, written_day
from povertyapp.core.workbooks.on_paper import sheet_pdf

NARROW, WIDE = 10, 24


def export_rows(*, by, title, kind, columns, rows, codes, filters=None, form=XLSX_FORM) -> Export:
    """Return some rows as a workbook, or as a paper (`form` pdf), with the record.

    `columns` are pairs of header and whether it holds figures, `codes` those of the places where the rows lie. Masked
    numbers stay masked: a cell says what the page says.
    """
    area = Area.objects.get(pk=common_area(codes))
    record = open_record(
        by=by,
        area=area,
        kind=f"list:{kind}"[:40],
        columns=[header for header, _numeric in columns],
        row_count=len(rows),
        filters=filters,
    )

    def make() -> bytes:
        sheet = _sheet(area, title, columns, rows, record)
        if form == PDF_FORM:
            return sheet_pdf(sheet, heading=f"{sheet.title} {sheet.count_line}")
        return sheet_bytes(sheet, record.made_at)

    return hand_out(record, make)


def _sheet(area, title, columns, rows, record) -> OfficeSheet:
    said = "；".join(f"{name}:{value}" for name, value in record.filters.items()) or "无"
    day = written_day(clock.day_of(record.made_at))
    heads = [OfficeColumn("序号", 6, kind="integer"), *(_column(*column) for column in columns)]
    third = max(1, len(heads) // 3)
    return OfficeSheet(
        name="名单",
        title=f"{area.short_name}{title}",
        count_line=f"(截至{day},共{len(rows)}条)",
        filing=(f"填报单位:{area.short_name}(盖章)", f"填报时间:{day}", "单位:见表头"),
        filing_starts=(third + 1, 2 * third + 1),
        columns=heads,
        rows=[[number, *(_cell(value) for value in row)] for number, row in enumerate(rows, start=1)],
        signature="填表人:　　　　　审核人:　　　　　负责人:",
        notes=f"说明:查询条件:{said};导出编号 {record.number}。",
        footer=footer_of(record),
        freeze_column=2,
    )


def _column(header, numeric):
    if numeric:
        return OfficeColumn(header, NARROW, align="right")
    return OfficeColumn(header, max(NARROW, min(WIDE, 2 * len(header) + 6)))


def _cell(value):
    """Return what a cell of a page says, without its links and marks."""
    if isinstance(value, SafeString):
        return unescape(strip_tags(value)).strip()
    if isinstance(value, bool):
        return "是" if value else "否"
    if value is None or isinstance(value, int | float | Decimal | dt.date):
        return value
    return str(value)
