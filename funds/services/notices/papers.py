"""Making a notice as it hangs: a page to print, a PDF, a workbook with a sum; each is recorded, by number."""

import datetime as dt

from django.template.loader import render_to_string

from funds.models import Notice
from funds.noticed import COLUMNS
from povertyapp.core import clock
from povertyapp.core.exports import PDF_FORM, XLSX_FORM, Export, hand_out, open_record
from povertyapp.core.parameters import Parameters
from povertyapp.core.printing import render_pdf
from povertyapp.core.workbooks.lists import sheet_bytes
from povertyapp.core.workbooks.office import FIRST_ROW, Formula, OfficeColumn, OfficeSheet, written_day

TEMPLATE = "papers/notice.html"
SHEET = (
    OfficeColumn("序号", 8, kind="integer"),
    OfficeColumn("名称", 30, align="left", kind="text"),
    OfficeColumn("地点", 22, align="left", kind="text"),
    OfficeColumn("事项", 40, align="left", kind="text"),
    OfficeColumn("金额(元)", 18, align="right", kind="money"),
)
AMOUNT = "E"  # the column of the amounts


def make_paper(*, by, notice: Notice, form: str, bar=None) -> Export:
    """Return a notice in the form asked for (`xlsx`, `pdf`, or `html` to print); its columns are fixed (B20)."""
    lines = list(notice.lines.order_by("number"))
    record = open_record(
        by=by,
        area=notice.area,
        kind=f"notice-{notice.kind}",
        columns=COLUMNS,
        row_count=len(lines),
        filters={"notice": notice.code, "form": form},
    )
    if form == XLSX_FORM:
        return hand_out(record, lambda: _workbook(notice, lines, record))
    shown = _context(notice, lines, record, bar)
    if form == PDF_FORM:
        return hand_out(record, lambda: render_pdf(TEMPLATE, shown))
    return hand_out(record, lambda: render_to_string(TEMPLATE, shown).encode())


def _last_day(notice) -> dt.date:
    """Return the day on which a notice comes down: when it did, else when its days are full."""
    return notice.taken_down_on or notice.posted_on + dt.timedelta(days=notice.days)


def _national_line(notice) -> str:
    return str(Parameters(notice.area_id, notice.posted_on)("notice.national_line"))


def _context(notice, lines, record, bar):
    amounts = [line.amount for line in lines if line.amount is not None]
    return {
        "notice": notice,
        "columns": COLUMNS,
        "lines": lines,
        "total": sum(amounts) if amounts else None,
        "until": _last_day(notice),
        "national_line": _national_line(notice),
        "footer": f"{notice.code} · {record.number}",  # who printed it does not belong on a wall
        "bar": bar,
    }


def _workbook(notice, lines, record) -> bytes:
    """Return a workbook of one sheet whose first row adds up the amounts by a formula."""
    first, last = FIRST_ROW + 1, FIRST_ROW + len(lines)
    total = Formula(f"=SUM({AMOUNT}{first}:{AMOUNT}{last})")
    day = record.made_at.astimezone(clock.COUNTY_TIME).date()
    sheet = OfficeSheet(
        name="公示",
        title=notice.title,
        count_line=f"(公示时间:{written_day(notice.posted_on)}至{written_day(_last_day(notice))},共{len(lines)}条)",
        filing=(f"公示单位:{notice.area.name}", f"填报时间:{written_day(day)}", "单位:元"),
        columns=SHEET,
        rows=[(line.number, line.name, line.group, line.item, line.amount) for line in lines],
        totals=("", "合计", "", "", total),
        signature=f"公示单位(盖章):{' ' * 20}张贴地点:{notice.place}{' ' * 12}公示编号:{notice.code}",
        notes=(
            f"说明:对以上内容有异议的,请在公示期内反映。监督电话:{notice.complaint_line},"
            f"全国扶贫监督举报电话:{_national_line(notice)}。"
        ),
        footer=record.number,
        freeze_column=3,
    )
    return sheet_bytes(sheet, record.made_at)
