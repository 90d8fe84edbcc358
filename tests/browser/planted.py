"""A roster of 2,000 people with 37 planted errors, and what each cell should have been."""

from pathlib import Path

import openpyxl

from inspections.benchmarks.roster_book import MEMBER_HEADER, write_roster
from povertyapp.core.workbooks import cells

MEMBERS, FIRST_ROW, HEADER_ROW = 2000, 4, 3
SHEET, EXTRA = "户成员信息", "微信号"
EACH = 12  # of the three kinds of cells; the column that nobody knows is the 37th
PLACE = {name: number for number, name in enumerate(MEMBER_HEADER, start=1)}
CHECK_DIGITS = "0123456789X"


def write_planted(path: Path, county) -> dict[tuple[int, str], object]:
    """Write the roster; return what stood in each cell (row, header) that was spoilt."""
    write_roster(path, county, MEMBERS)
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    right: dict[tuple[int, str], object] = {}
    for row, (column, spoil) in zip(_children(sheet), _spoilers(), strict=False):
        cell = sheet.cell(row, PLACE[column])
        right[row, column] = cell.value
        cell.value = spoil(cell.value)
        cell.number_format = "General"
    sheet.cell(HEADER_ROW, len(MEMBER_HEADER) + 1).value = EXTRA
    sheet.cell(FIRST_ROW, len(MEMBER_HEADER) + 1).value = "wx-1"
    book.save(path)
    return right


def _spoilers():
    for _each in range(EACH):
        yield "与户主关系", lambda value: "老幺儿"
        yield "证件号码", lambda value: int(value[:17] + "0")
        yield "民族", lambda value: "本地族"


def _children(sheet):
    """Yield rows of sons and daughters with a whole ID number, one of a household."""
    seen = set()
    for row in range(FIRST_ROW, FIRST_ROW + MEMBERS):
        number, relation = (sheet.cell(row, PLACE[name]).value for name in ("户编号", "与户主关系"))
        if (
            relation in ("之子", "之女")
            and number not in seen
            and sheet.cell(row, PLACE["证件号码"]).value[17] != "X"
        ):
            seen.add(number)
            yield row


def correct(path: Path, right: dict[tuple[int, str], object]) -> int:
    """Put right what an error workbook marks; return how many cells it marked."""
    book = openpyxl.load_workbook(path)
    marked = sum(cell.comment is not None for sheet in book for row in sheet.iter_rows() for cell in row)
    sheet = book[SHEET]
    header = {cells.text(cell.value): cell.column for cell in sheet[HEADER_ROW] if cell.value}
    for (row, column), value in right.items():
        cell = sheet.cell(row, header[column])
        assert cell.comment is not None, (row, column)
        cell.value, cell.data_type = value, "s"
    book.save(path)
    return marked
