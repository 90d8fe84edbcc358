"""Making a public list as a workbook or as a sheet to put up; each is recorded, by number and not by name."""

from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string

from households.postings import COLUMNS, PostingLine
from povertyapp.core import clock
from povertyapp.core.exports import HTML_FORM, PDF_FORM, XLSX_FORM, Export, hand_out, open_record
from povertyapp.core.models import Area
from povertyapp.core.printing import render_pdf
from povertyapp.core.workbooks.lists import HELD, sheet_bytes
from povertyapp.core.workbooks.office import OfficeColumn, OfficeSheet, written_day

WIDTHS, ALIGNS = (16, 30, 34, 16), ("center", "left", "left", "right")
GAP = " " * 20
SIGNATURE = f"公示单位(盖章):{GAP}监督电话:{GAP}公示时间:    年  月  日至    年  月  日"
NOTES = "说明:对以上公示内容有异议的,请在公示期内向村民委员会或乡镇人民政府反映。"
TEMPLATE = "papers/posting.html"


def make_posting(
    *, by, title: str, key: str, place: Area, year: int, lines: Iterable[PostingLine], form: str, bar=None
) -> Export:
    """Return a public list of a place and year in the form asked for (`xlsx`, `pdf`, or `html` to print)."""
    listed = list(lines)
    record = open_record(
        by=by,
        area=place,
        kind=f"posting-{key}",
        columns=COLUMNS,
        row_count=len(listed),
        filters={"year": year, "form": form},
    )
    said = f"{place.short_name}{year}年{title}"
    makers = {XLSX_FORM: _workbook, PDF_FORM: _pdf, HTML_FORM: _page}
    return hand_out(record, lambda: makers[form](said, listed, record, bar))


def _context(title: str, lines: list[PostingLine], record, bar) -> dict[str, Any]:
    return {
        "title": title,
        "lines": lines,
        "columns": COLUMNS,
        "total": sum(line.amount or 0 for line in lines),
        "day": clock.day_of(record.made_at),
        "footer": record.number,  # who printed it does not belong on a wall
        "notes": NOTES,
        "bar": bar,
    }


def _pdf(title: str, lines: list[PostingLine], record, bar) -> bytes:
    return render_pdf(TEMPLATE, _context(title, lines, record, None))


def _page(title: str, lines: list[PostingLine], record, bar) -> bytes:
    return render_to_string(TEMPLATE, _context(title, lines, record, bar)).encode()


def _workbook(title: str, lines: list[PostingLine], record, bar) -> bytes:
    """Return a workbook of one sheet: nothing hidden, nothing in its properties but the title."""
    long = len(lines) > HELD
    kinds = ("text", "text", "text", "money")
    columns = [OfficeColumn("序号", 8, group="公示内容" if long else "", kind="integer")]
    columns += [
        OfficeColumn(name, width, "公示内容" if long else "", align, kind)
        for name, width, align, kind in zip(COLUMNS, WIDTHS, ALIGNS, kinds, strict=True)
    ]
    day = clock.day_of(record.made_at)
    sheet = OfficeSheet(
        name="公示名单",
        title=title,
        count_line=f"(截至{written_day(day)},共{len(lines)}条)",
        filing=("填报单位:", f"填报时间:{written_day(day)}", "单位:户、元"),
        columns=columns,
        rows=[(n, line.name, line.group, line.item, line.amount) for n, line in enumerate(lines, start=1)],
        signature=SIGNATURE,
        notes=NOTES,
        footer=record.number,
        freeze_column=3,
    )
    return sheet_bytes(sheet, record.made_at)
