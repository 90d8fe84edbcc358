"""Text stays text in every workbook that leaves (reliability-security D4): no cell of a user's becomes a formula."""

import datetime as dt
import io
import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.utils.translation import gettext_lazy

from assistance.services.roster_export import make_roster, open_roster_export
from households.models import Household
from households.postings import PostingLine
from households.services.books import make_book
from households.services.postings import make_posting
from inspections.services.proof.canon import table
from povertyapp.core import clock
from povertyapp.core.workbooks.lists import ListBook, ListColumn, ListSheet
from povertyapp.core.workbooks.office import OfficeColumn, OfficeSheet, write_office_sheet
from povertyapp.core.workbooks.office_stream import stream_workbook
from tests.households.factories import make_household

ROOT = Path(__file__).resolve().parents[2]
APPS = ("povertyapp", "households", "assistance", "funds", "inspections")
MOMENT = dt.datetime(2017, 6, 10, 9, 30, tzinfo=clock.COUNTY_TIME)
STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    "＝",
    "＋",
    "－",
    "＠",
    "'=",
    '"=',
    ";=",
    ",=",
    " =",
    "%0A=",
)
BODIES = ('HYPERLINK("http://x.invalid","看")', "cmd|'/c calc'!A0", "1+1", "SUM(A1:A9)")
PAYLOADS = [start + body for start in STARTS for body in BODIES[:2]] + [f"={body}" for body in BODIES]


def sheet(columns, rows):
    return OfficeSheet(
        name="表", title=PAYLOADS[0], count_line=PAYLOADS[1], filing=(PAYLOADS[0],) * 3, columns=columns,
        rows=rows, signature=PAYLOADS[0], notes=PAYLOADS[1], footer=PAYLOADS[0],
    )  # fmt: skip


def office(rows):
    book = openpyxl.Workbook()
    write_office_sheet(book.active, sheet([OfficeColumn(n, 10) for n in "甲乙丙"], rows))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def stream(rows):
    return stream_workbook([sheet([OfficeColumn(n, 10, "组") for n in "甲乙丙"], rows)], moment=MOMENT)


def listed(rows, held=5000):
    columns = [ListColumn(name) for name in ("序号", "甲", "乙", "丙")]
    book = ListBook(
        [ListSheet("表", PAYLOADS[0], (PAYLOADS[1],) * 3, columns, PAYLOADS[0])],
        moment=MOMENT,
        row_count=held,
    )
    for row in rows:
        book.row("表", row)
    return book.close()


def streamed(rows):
    return listed(rows, 10_000)


def cells_of(data):
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [cell for ws in book for row in ws.iter_rows() for cell in row if cell.value is not None]


@pytest.mark.parametrize("write", [office, stream, listed, streamed])
def test_every_writer_keeps_text_as_text(write):
    cells = cells_of(write([(text, Decimal("-12.50"), -3) for text in PAYLOADS]))
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    said = {str(cell.value) for cell in cells}
    for text in PAYLOADS:
        assert text.replace("\r", "\n") in said or text in said, text
    assert sum(cell.value == -12.5 and cell.data_type == "n" for cell in cells) == len(PAYLOADS)


def test_a_word_of_a_list_leaves_in_words():
    """A label that waits for its language (`gettext_lazy`) is text as well."""
    assert "男" in {cell.value for cell in cells_of(office([(gettext_lazy("男"), 1, None)]))}


@pytest.mark.django_db
def test_names_that_look_like_formulas_leave_as_names(cast):
    homes = [make_household(head_name=text[:60], group_name=text[:30]) for text in PAYLOADS[:8]]
    area = cast.places.village
    households = Household.objects.filter(pk__in=[home.pk for home in homes])
    record = open_roster_export(by=cast.clerk, area=area, unmasked=True, reason="核对")
    lines = [PostingLine(home.head_name, home.group_name, home.head_name, Decimal(5)) for home in homes]
    for data in (
        make_roster(record, households).data,
        make_book(
            by=cast.clerk, area=area, rows=lambda model: model.objects.visible_to(cast.clerk), form="xlsx"
        ).data,
        make_posting(
            by=cast.clerk, title="公示", key="x", place=area, year=2017, lines=lines, form="xlsx"
        ).data,
    ):
        cells = cells_of(data)
        assert not any(cell.data_type == "f" for cell in cells)
        assert {home.head_name.strip() for home in homes} <= {str(cell.value).strip() for cell in cells}


def test_workbooks_are_written_in_one_place():
    """Only these modules may put a value into a cell; everybody else goes through them."""
    found = set()
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            text = path.read_text("utf-8")
            if re.search(
                r"import xlsxwriter|csv\.(writer|DictWriter)|\.write_formula\(|\bws\.append\(", text
            ):
                found.add(str(path.relative_to(ROOT)))
    assert found <= {
        "povertyapp/core/workbooks/lists.py",
        "povertyapp/core/workbooks/office_stream.py",
        "inspections/services/proof/canon.py",  # stands alone in what leaves; its cells stay text, see below
        "inspections/benchmarks/roster_book.py",  # makes the input of a benchmark; nothing leaves
    }


def test_cells_of_the_evidence_stay_text():
    text = table([["姓名", "=1+1"], ["@x", "-2"], ["+3", 4]]).decode()
    assert "'=1+1" in text
    assert "'@x" in text
    assert "'-2" in text
    assert "'+3,4" in text
