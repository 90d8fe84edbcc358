"""Making the book of a place as a workbook or as PDF, and the archive of a household or a place as one zip."""

import datetime as dt
import io
import zipfile
from typing import Any

from django.utils.functional import Promise
from openpyxl import Workbook

from households.books import Chapter, book_title, chapters_of
from households.papers import CARD, HANDBOOK, PAPERS, paper_context
from povertyapp.core import clock
from povertyapp.core.exports import PDF_FORM, XLSX_FORM, ZIP_FORM, Export, footer_of, hand_out, open_record
from povertyapp.core.models import Area, ExportRecord
from povertyapp.core.printing import render_pdf, why_not
from povertyapp.core.workbooks.office import OfficeColumn, OfficeSheet, write_office_sheet, written_day
from povertyapp.core.workbooks.stamps import workbook_bytes

ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)
SIGNATURE = f"填表人:{' ' * 20}审核人:{' ' * 20}负责人(签字):"
BOOK_TEMPLATE = "papers/book.html"


def make_book(*, by, area: Area, rows, form: str, day: dt.date | None = None) -> Export:
    """Return the book of a place (村册, 乡簿, 县档) as `xlsx`, `pdf` or both in a `zip`, with its record."""
    day = day or clock.today()
    record = _record(by, area, "book", form, day)

    def make():
        chapters = chapters_of(rows, area, day)
        record.row_count = sum(len(one.rows) for one in chapters)
        if form == XLSX_FORM:
            return book_workbook(area, chapters, record, day)
        if form == PDF_FORM:
            return book_pdf(area, chapters, record, day)
        title = book_title(area, day)
        files = {f"{title}.xlsx": book_workbook(area, chapters, record, day)}
        if not why_not():
            files[f"{title}.pdf"] = book_pdf(area, chapters, record, day)
        return zipped(files)

    return hand_out(record, make)


def make_household_archive(*, by, household, rows, day: dt.date | None = None) -> Export:
    """Return what is kept of a household as a zip: its tables as a workbook, card and handbook as PDF."""
    day = day or clock.today()
    record = _record(by, household.area, "household-archive", ZIP_FORM, day)
    record.filters |= {"household_no": household.household_no}

    def make():
        context = paper_context(PAPERS[HANDBOOK], household, rows, record, day)
        record.row_count = 1
        files = {f"户档-{household.household_no}.xlsx": _household_workbook(household, context, record, day)}
        if not why_not():
            for key in (CARD, HANDBOOK):
                paper = PAPERS[key]
                context = paper_context(paper, household, rows, record, day)
                context |= {"bar": None, "footer": footer_of(record)}
                files[f"{paper.title}-{household.household_no}.pdf"] = render_pdf(
                    paper.template, context, is_one_page=paper.is_one_page
                )
        return zipped(files)

    made = hand_out(record, make)
    record.save(update_fields=["filters"])
    return made


def _record(by, area: Area, kind: str, form: str, day: dt.date) -> ExportRecord:
    return open_record(by=by, area=area, kind=kind, filters={"form": form, "as_of": day})


def zipped(files: dict[str, bytes]) -> bytes:
    """Return files as one zip; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, ZIP_MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, data)
    return out.getvalue()


def book_workbook(area: Area, chapters: list[Chapter], record: ExportRecord, day: dt.date) -> bytes:
    """Return the workbook of a book: one sheet a chapter, in the office's frame."""
    book = Workbook()
    book.remove(book.active)
    for chapter in chapters:
        write_office_sheet(book.create_sheet(chapter.name), _sheet(area.short_name, chapter, record, day))
    book.properties.title = book_title(area, day)
    return workbook_bytes(book, record.made_at)


def _sheet(unit: str, chapter: Chapter, record: ExportRecord, day: dt.date) -> OfficeSheet:
    moment = record.made_at.astimezone(clock.COUNTY_TIME)
    return OfficeSheet(
        name=chapter.name,
        title=f"{unit}{day.year}年{chapter.name}",
        count_line=f"(截至{written_day(day)},共{len(chapter.rows)}条)",
        filing=(
            f"填报单位:{unit}",
            f"填报时间:{written_day(moment)}",
            "单位:户、人、元",
        ),
        columns=chapter.columns,
        rows=chapter.rows,
        totals=chapter.totals,
        signature=SIGNATURE,
        notes=f"说明:本表由系统于{moment:%Y-%m-%d %H:%M}按登记内容生成,导出编号 {record.number}。",
        footer=footer_of(record),
        freeze_column=min(4, len(chapter.columns)),
    )


def _household_workbook(household, context: dict[str, Any], record: ExportRecord, day: dt.date) -> bytes:
    book = Workbook()
    book.remove(book.active)
    facts = [(fact["label"], _in_words(fact["value"]), "") for fact in context["facts"]]
    columns = [OfficeColumn(name, 26, align="left") for name in ("项目", "内容", "备注")]
    chapters = [Chapter("基本情况", columns, facts)]
    for part in context["parts"]:
        heads = [OfficeColumn(str(label), 16, align="left") for label in part.columns]
        heads += [OfficeColumn("", 10) for _each in range(3 - len(heads))]
        spare = [""] * (3 - len(part.columns))
        rows = [[*map(_in_words, row), *spare] for row in part.rows]
        chapters.append(Chapter(_sheet_name(str(part.title)), heads, rows))
    for chapter in chapters:
        sheet = _sheet(f"{household.head_name}户", chapter, record, day)
        write_office_sheet(book.create_sheet(chapter.name), sheet)
    book.properties.title = f"户档 {household.household_no}"
    return workbook_bytes(book, record.made_at)


def _in_words(value: Any) -> Any:
    """Return a cell with its label spelled out."""
    return str(value) if isinstance(value, Promise) else value


def _sheet_name(title: str) -> str:
    """Return a title as a sheet may be called: 31 characters, none that Excel forbids."""
    return "".join(c for c in title if c not in "[]:*?/\\")[:31]


def book_pdf(area: Area, chapters: list[Chapter], record: ExportRecord, day: dt.date) -> bytes:
    """Return the book of a place as PDF."""
    context = {
        "title": book_title(area, day),
        "chapters": chapters,
        "day": day,
        "footer": footer_of(record),
        "bar": None,
    }
    return render_pdf(BOOK_TEMPLATE, context)
