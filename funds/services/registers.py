"""A register (台账) as a workbook in the office's own look: what its columns show of a row, with sums to click."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from openpyxl.utils import get_column_letter

from povertyapp.core import clock
from povertyapp.core.exports import Export, footer_of, hand_out, open_record
from povertyapp.core.models import Area, ExportRecord
from povertyapp.core.models.area import Level
from povertyapp.core.parameters import ancestors
from povertyapp.core.spoken import in_words
from povertyapp.core.workbooks.lists import sheet_bytes
from povertyapp.core.workbooks.office import FIRST_ROW, Formula, OfficeColumn, OfficeSheet, written_day
from povertyapp.core.workbooks.stamps import Stamp, exported_lines

GAP = " " * 20
SIGNATURE = f"填表人:{GAP}联系电话:{GAP}审核人:{GAP}单位负责人(签字):"
NUMBER = OfficeColumn("序号", 5, kind="integer")


@dataclass(frozen=True)
class Shown:
    """A column of a register with what it shows of a row; summed below where that makes sense."""

    column: OfficeColumn
    read: Callable[[Any], Any]
    is_summed: bool = False


@dataclass(frozen=True)
class Register:
    """What makes one register another: its words and its columns. `counted` says how many rows there are."""

    kind: str
    sheet: str
    title: str
    counted: Callable[[Sequence[Any]], str]
    units: str
    notes: str
    nothing: Any
    columns: tuple[Shown, ...]
    paper: str = "A4"
    freeze_column: int = 6
    # Of a register that may come back: its template, by which its stamp is known. Its rows have a `number`.
    template: str = ""

    @property
    def headers(self) -> tuple[str, ...]:
        return (NUMBER.header, *(shown.column.header for shown in self.columns))

    def cells(self, number: int, row: Any) -> tuple[Any, ...]:
        """Return what a line says of a row."""
        return (number, *(shown.read(row) for shown in self.columns))


def township_of(row) -> str:
    """Return the township of a row that stands in it or in one of its villages."""
    return row.area.parent.short_name if row.area.level == Level.VILLAGE else row.area.short_name


def village_of(row) -> str:
    """Return the village of a row, blank where it stands in a township."""
    return row.area.short_name if row.area.level == Level.VILLAGE else ""


@transaction.atomic
def export_register(register: Register, *, by, rows, filters=None) -> Export:
    """Return the workbook of the rows that the user may see and asked for, with its record; ValidationError: none."""
    rows = list(rows)
    if not rows:
        raise ValidationError(register.nothing)
    area = _smallest(rows)
    record = open_record(
        by=by, area=area, kind=register.kind, columns=register.headers, row_count=len(rows), filters=filters
    )
    return hand_out(record, lambda: _workbook(register, rows, area, record))


def _smallest(rows) -> Area:
    """Return the smallest place that holds all rows."""
    begin = os.path.commonprefix([row.area_id for row in rows])
    return Area.objects.filter(code__in=ancestors(begin)).order_by("-code")[0]


def _workbook(register: Register, rows, area: Area, record: ExportRecord) -> bytes:
    day = written_day(record.made_at.astimezone(clock.COUNTY_TIME))
    said = "、".join(f"{name}={value}" for name, value in record.filters.items()) or "无"
    sheet = OfficeSheet(
        name=register.sheet,
        title=f"{area.short_name}{in_words(register.title)}",
        count_line=f"(截至{day},{register.counted(rows)})",
        filing=(f"填报单位:{area.short_name}(盖章)", f"填报时间:{day}", f"单位:{register.units}"),
        columns=(NUMBER, *(shown.column for shown in register.columns)),
        rows=[register.cells(number, row) for number, row in enumerate(rows, 1)],
        totals=("合计", *_totals(register, len(rows))),
        signature=SIGNATURE,
        notes=f"说明:{register.notes};筛选条件:{said};导出编号 {record.number}。",
        footer=footer_of(record),
        paper=register.paper,
        freeze_column=register.freeze_column,
    )
    return sheet_bytes(sheet, record.made_at, _stamp(register, rows, sheet, record))


def _stamp(register, rows, sheet, record) -> Stamp | None:
    """Return the stamp by which a register that may come back knows its lines."""
    if not register.template:
        return None
    user = record.made_by.get_username() if record.made_by else ""
    lines = exported_lines(sheet.rows, [row.number for row in rows])
    return Stamp(record.number, register.template, record.made_at, clock.today(), user, record.filters, lines)


def _totals(register, count):
    """Yield the line of sums: formulas that an auditor can click."""
    first, last = FIRST_ROW + 1, FIRST_ROW + count
    for number, shown in enumerate(register.columns, start=2):
        letter = get_column_letter(number)
        yield Formula(f"=SUM({letter}{first}:{letter}{last})") if shown.is_summed else ""
