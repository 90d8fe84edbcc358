"""The same roster as other offices would have kept it: other columns, names, sheets, rows; nothing else changes."""

import json
import random
from dataclasses import dataclass, field
from functools import cache

import openpyxl
import xlsxwriter

from tests.data import FIXTURES

MEMBERS, HOUSEHOLDS = "户成员信息", "户基本信息"
GROUPS = ("帮扶工作情况表", "帮扶手册", "2016年家庭收入(元)")
NUMBER, TOWNSHIP, VILLAGE = 4, 1, 2
# The columns of a member row that repeat what is said of its household.
OF_HOUSEHOLD = {1, 2, 3, 4, 6, 7, *range(25, 40)}
HABITS = ("columns", "names", "townships", "flat", "totals", "late", "merged", "bare", "apart", "headers")


@cache
def source(name):
    """Return a fixture's rows by sheet: header rows, and data rows with their Excel row."""
    book = openpyxl.load_workbook(FIXTURES / f"{name}.xlsx", read_only=True)
    sheets = {}
    for title, first in ((MEMBERS, 4), (HOUSEHOLDS, 5)):
        rows = [list(row) for row in book[title].iter_rows(values_only=True)]
        key = NUMBER if title == MEMBERS else 3
        data = [(no, row) for no, row in enumerate(rows[first - 1 :], start=first) if row[key]]
        sheets[title] = (rows[: first - 1], data)
    return sheets


@dataclass
class Variant:
    """A way to keep the roster: `habits` are some of HABITS; `places` says where a row of the source went."""

    habits: frozenset
    seed: int = 1
    places: dict = field(default_factory=dict)

    def write(self, path, name):
        draw = random.Random(f"{self.seed}:{sorted(self.habits)}")
        with xlsxwriter.Workbook(path) as book:
            self._day = book.add_format({"num_format": "yyyy-mm-dd"})
            self._write_members(book, draw, *source(name)[MEMBERS])
            self._write_households(book, draw, *source(name)[HOUSEHOLDS])
        return path

    def _write_members(self, book, draw, head, data):
        names = [str(name).replace("\n", "").strip() for name in head[2]]
        if "late" in self.habits:
            data = self._late(draw, data)
        parts = {MEMBERS: data}
        if "townships" in self.habits:
            parts = {}
            for no, row in data:
                parts.setdefault(str(row[TOWNSHIP]).strip(), []).append((no, row))
        order = self._order(draw, len(names))
        for title, rows in parts.items():
            self._table(
                book, draw, MEMBERS, title, [head[0], head[1]], [[names[n] for n in order]], order, rows
            )

    def _late(self, draw, data):
        """Move members who are not the first of their household to the end of the sheet."""
        seen, kept, late = set(), [], []
        for no, row in data:
            number = str(row[NUMBER]).strip()
            moves = number in seen and draw.random() < 0.03
            seen.add(number)
            (late if moves else kept).append((no, row))
        return kept + late

    def _write_households(self, book, draw, head, data):
        upper, lower, carried = head[2], head[3], ""
        columns = []
        for above, below in zip(upper, lower, strict=True):
            carried = above or carried
            columns.append((str(below or carried).strip(), str(carried).strip() if below else ""))
        order = self._order(draw, len(columns))
        if "flat" in self.habits:
            headers = [[f"{name}({group})" if group else name for name, group in (columns[n] for n in order)]]
        else:
            order = sorted(order, key=lambda n: (self._first(order, columns, n), order.index(n)))
            headers = [
                [columns[n][1] or columns[n][0] for n in order],
                [columns[n][1] and columns[n][0] for n in order],
            ]
        self._table(book, draw, HOUSEHOLDS, HOUSEHOLDS, [head[0], head[1]], headers, order, data)

    @staticmethod
    def _first(order, columns, number):
        """Return where a column's group begins: its columns stay beside each other."""
        group = columns[number][1]
        return min(order.index(n) for n in order if n == number or (group and columns[n][1] == group))

    def _order(self, draw, count):
        order = list(range(count))
        if "columns" in self.habits:
            draw.shuffle(order)
        return order

    def _table(self, book, draw, origin, title, titles, headers, order, rows):
        page, row_no = book.add_worksheet(title), 0
        if "bare" not in self.habits or origin == MEMBERS:
            for line in titles:
                for column, value in enumerate(line):
                    if value is not None:
                        page.write(row_no, column, value)
                row_no += 1
        if "names" in self.habits:
            headers = [[self._alias(draw, name) for name in line] for line in headers]
        self._headers(page, row_no, headers)
        row_no += len(headers)
        for count, (no, row) in enumerate(rows):
            row_no += self._between(page, draw, row_no, count, headers)
            for column, number in enumerate(order):
                self._cell(page, row_no, column, row[number])
            self.places[origin, no] = (title, row_no + 1)
            row_no += 1
        if "merged" in self.habits and origin == MEMBERS:
            self._merge(page, order, rows)
        page.write(row_no + 2, 1, "填表人：")

    def _between(self, page, draw, row_no, count, headers):
        """Write what stands between the data now and then; return how many rows that took."""
        if "totals" in self.habits and count % 90 == 89:
            page.write(row_no, draw.randint(0, 2), draw.choice(("小计", "合计", "合 计", "狮立坪村小计")))
            page.write_number(row_no, 7, 90)
            return 1
        if "headers" in self.habits and count % 120 == 119:
            self._headers(page, row_no, headers)
            return len(headers)
        return int("apart" in self.habits and count % 70 == 69)

    @staticmethod
    def _headers(page, row_no, headers):
        for down, line in enumerate(headers):
            for column, name in enumerate(line):
                if name and not (down == 0 and len(headers) == 2 and column and line[column - 1] == name):
                    page.write_string(row_no + down, column, name)

    def _cell(self, page, row_no, column, value):
        if isinstance(value, str):
            page.write_string(row_no, column, value)
        elif hasattr(value, "year"):
            page.write_datetime(row_no, column, value, self._day)
        elif value is not None:
            page.write(row_no, column, value)

    def _merge(self, page, order, rows):
        """Merge the household's cells down over its members where all of them say the same."""
        shared = [column for column, number in enumerate(order) if number in OF_HOUSEHOLD]
        together = {}
        for no, row in rows:
            together.setdefault(str(row[NUMBER]).strip(), []).append((self.places[MEMBERS, no][1] - 1, row))
        for part in together.values():
            first, last = part[0][0], part[-1][0]
            if last - first != len(part) - 1 or last == first:
                continue
            for column in shared:
                values = [row[order[column]] for _place, row in part]
                if all(value == values[0] for value in values):
                    page.merge_range(first, column, last, column, "")
                    self._cell(page, first, column, values[0])

    def _alias(self, draw, name):
        others = aliases().get(name, [])
        return draw.choice(others) if others else name


@cache
def aliases():
    return json.loads((FIXTURES / "header-aliases.json").read_text("utf-8"))
