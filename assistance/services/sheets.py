"""Lists as workbooks in the office's frame: what the page shows, with a record of who took it out."""

import os
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from povertyapp.core import clock
from povertyapp.core.exports import Export, footer_of, hand_out, open_record
from povertyapp.core.models import Area, ExportRecord
from povertyapp.core.parameters import ancestors
from povertyapp.core.workbooks.lists import sheet_bytes
from povertyapp.core.workbooks.office import OfficeColumn, OfficeSheet, written_day

GAP = " " * 20
SIGNATURE = f"制表人:{GAP}审核人:{GAP}单位负责人:{GAP}"
NUMBER = OfficeColumn("序号", 6, kind="integer")


@transaction.atomic
def export_sheet(
    *,
    by,
    kind: str,
    title: str,
    columns: Sequence[OfficeColumn],
    rows: Sequence[Sequence[Any]],
    area_code: str = "",
    filters: Mapping[str, Any] | None = None,
) -> Export:
    """Return a list as a workbook with the record of the export.

    `rows` are what the user may see and asked for; `filters` are the conditions in words; `area_code` is the place
    asked for, else the place where the user stands.
    """
    area = _place(area_code, by)
    named = [NUMBER, *columns]
    record = open_record(
        by=by,
        area=area,
        kind=kind,
        columns=[column.header for column in named],
        row_count=len(rows),
        filters=filters,
    )
    listed = [(number, *row) for number, row in enumerate(rows, start=1)]
    return hand_out(record, lambda: _workbook(area.short_name, title, named, listed, record))


def _place(area_code: str, by) -> Area:
    """Return the place asked for, else the one that holds all on which the user stands."""
    codes = [area_code] if area_code else by.area_codes
    for code in reversed(ancestors(os.path.commonprefix(codes))):
        if area := Area.objects.filter(code=code).first():
            return area
    raise ValidationError(_("没有可导出的区域，请先选定县再导出。"))


def _workbook(unit: str, title: str, columns, rows, record: ExportRecord) -> bytes:
    moment = record.made_at.astimezone(clock.COUNTY_TIME)
    sheet = OfficeSheet(
        name=title,
        title=f"{unit}{title}",
        count_line=f"(截至{written_day(moment)},共{len(rows)}条)",
        filing=(
            f"填报单位:{unit}",
            f"填报时间:{written_day(moment)}",
            "单位:户、人、元",
        ),
        columns=columns,
        rows=rows,
        signature=SIGNATURE,
        notes=f"说明:本表由系统于{moment:%Y-%m-%d %H:%M}按登记内容生成,导出编号 {record.number}。",
        footer=footer_of(record),
        freeze_column=2,
    )
    return sheet_bytes(sheet, record.made_at)
