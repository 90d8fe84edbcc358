"""Find a table in a sheet by what its header says, never by where it stands.

A layout names the columns that an importer knows, with the other names that offices give them. The
header may be one row, two rows (group and column), or one flat row that carries the group in brackets.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import islice
from pathlib import Path

from . import cells
from .errors import UnreadableWorkbook
from .reading import Cell, Sheet, Workbook

ALIASES_FILE = Path(__file__).parent / "data" / "header-aliases.json"
SCANNED_ROWS = 40
FEWEST_COLUMNS = 3  # a sheet in which fewer columns are known is some other list
TOTAL_CELLS = 3  # 序号, 乡镇, 行政村: a total stands in one of them
CLOSING_CELLS = 5  # a line with more filled cells is data, whatever they say
STEMS = frozenset("甲乙丙丁戊己庚辛壬癸")
MIN_NUMBERED = 5
TOTAL = re.compile(
    r"(?:[\u4e00-\u9fff]{1,10}(?:县|市|区|镇|乡|街道|村|社区|组|页|项|户))?(?:小计|合计|总计|共计|累计)(?:[(:].*)?"
)
SIGNATURE = re.compile(
    r"(?:填表|填报|制表|审核|复核|审批|经办|主要负责|负责|分管领导|领导|单位负责|驻村工作队|村主任|联系)"
    r"(?:人|单位|日期|时间|电话|签字|签名|领导)*(?:\(?(?:盖章|签字|签名|公章)\)?)*[:：].*"
)
NOTE = re.compile(r"(?:备?注|说明|填表说明)[:：].+")
ENCLOSED = re.compile(r"^\((.*)\)$")
LEADING_YEAR = re.compile(r"^(?:19|20)\d{2}年度?")
LEADING_UNIT = re.compile(r"^\([^()]*\)")
SEPARATORS = re.compile(r"^[-—_:：/·]+|[-—_:：/·]+$")


@cache
def shipped_aliases() -> dict[str, list[str]]:
    """Return the column names met in offices' files: canonical name → other names."""
    return json.loads(ALIASES_FILE.read_text("utf-8"))


def header_text(value: Cell) -> str:
    """Return a header cell without spaces and line breaks, with half-width brackets."""
    return cells._SPACES.sub("", cells.text(value)).replace("：", ":")


def without_end(written: str) -> str:
    """Return a header without the bracket at its end, whatever brackets stand in that: its unit, or its group."""
    if not written.endswith(")"):
        return written
    open_brackets = 0
    for place in range(len(written) - 1, -1, -1):
        open_brackets += (written[place] == ")") - (written[place] == "(")
        if not open_brackets:
            return written[:place]
    return written


@dataclass(frozen=True)
class ColumnSpec:
    """A column that an importer knows. `group` is the header above it, '' where it has none or any."""

    name: str
    group: str = ""
    aliases: tuple[str, ...] = ()
    required: bool = False

    @property
    def key(self) -> str:
        """Name the column in records: `name`, or `group/name`."""
        return f"{self.group}/{self.name}" if self.group else self.name

    @cached_property
    def names(self) -> frozenset[str]:
        own = (self.name, *self.aliases, *shipped_aliases().get(self.name, ()))
        return frozenset(header_text(name) for name in own)


@dataclass(frozen=True)
class Layout:
    """The columns of one kind of table; `title` names it to the user.

    `headings` are names of groups that tell no columns apart; a flat header may carry one in every column:
    2016年家庭收入(元)-工资性收入.
    """

    title: str
    columns: tuple[ColumnSpec, ...]
    headings: tuple[str, ...] = ()

    @cached_property
    def groups(self) -> dict[str, str]:
        return {header_text(spec.group): spec.group for spec in self.columns if spec.group}

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], ColumnSpec]:
        found: dict[tuple[str, str], ColumnSpec] = {}
        for spec in self.columns:
            for name in spec.names:
                found.setdefault((spec.group, name), spec)
        for spec in self.columns:  # a canonical name beats another column's alias
            found[spec.group, header_text(spec.name)] = spec
        return found

    def match(self, written: str, group: str = "") -> ColumnSpec | None:
        """Return the column that a header means, with its group above it or inside its own text."""
        group = self.groups.get(group, "")
        for known, canonical in self.groups.items():
            if not group and known in written and known != written:
                rest = SEPARATORS.sub("", written.replace(f"({known})", "").replace(known, ""))
                written, group = ENCLOSED.sub(r"\1", rest), canonical
        plain = without_end(written)
        for name in (
            written,
            plain,
            LEADING_YEAR.sub("", written),
            LEADING_YEAR.sub("", plain),
            self._without_heading(written),
        ):
            spec = self._by_name.get((group, name)) if name else None
            if spec:
                return spec
        return None

    @cached_property
    def by_key(self) -> dict[str, ColumnSpec]:
        return {spec.key: spec for spec in self.columns}

    def _without_heading(self, written: str) -> str:
        """Return a header without the heading at its beginning, with the heading's year and unit."""
        rest = LEADING_YEAR.sub("", written)
        for heading in self.headings:
            if rest.startswith(heading):
                return SEPARATORS.sub("", LEADING_UNIT.sub("", rest.removeprefix(heading)))
        return ""

    @property
    def required(self) -> list[ColumnSpec]:
        return [spec for spec in self.columns if spec.required]


@dataclass(frozen=True)
class Column:
    """A column found in a sheet: its spec's key (None: unknown to the importer), and how it is written."""

    key: str | None
    number: int
    written: str
    group: str = ""

    @property
    def full(self) -> str:
        """Return the header with its group, as choices and findings name it."""
        return f"{self.group}/{self.written}" if self.group else self.written


@dataclass
class Table:
    """A header found in a sheet and the rows under it. `header_row` and `first_row` are Excel rows."""

    sheet: Sheet
    layout: Layout
    header_row: int
    first_row: int
    columns: dict[str, Column]
    unknown: list[Column] = field(default_factory=list)

    def written(self, key: str) -> str:
        """Return the header of a column as the user sees it, for findings."""
        column = self.columns.get(key)
        if column is None:
            return key
        return f"{column.group}/{column.written}" if "/" in key and column.group else column.written

    @property
    def missing(self) -> list[ColumnSpec]:
        """Return the columns that the table cannot do without and does not have."""
        return _missing(self.layout, self)

    @property
    def is_likely(self) -> bool:
        """Say whether the sheet has at least half of the columns that the layout requires."""
        return 2 * len(self.missing) <= len(self.layout.required)

    @property
    def titles(self) -> list[str]:
        """Return the texts above the header, which name the place, the unit and the year; a merged cell once."""
        above = self.sheet.rows[: self.header_row - 1]
        found = (cells.text(value) for row in above for value in row if isinstance(value, str))
        return [text for text in found if text]

    def records(self, *, totals: bool = False) -> Iterator["Record"]:
        """Yield the data rows: no blank rows, repeated headers, signature lines, notes; totals if asked."""
        rows = self.sheet.filled()
        numbers = [column.number - 1 for column in self.columns.values()]
        required = {spec.key for spec in self.layout.required}
        names = [column.number - 1 for key, column in self.columns.items() if key in required]
        for row_no in range(self.first_row, len(rows) + 1):
            values = rows[row_no - 1]
            if _are_blank(values, numbers):
                continue
            as_typed = self.sheet.rows[row_no - 1]  # a signature line merged over the table is one cell
            is_total = _is_total(as_typed, names)
            if (is_total and not totals) or _is_closing(as_typed):
                continue
            if self._repeats_header(values) or (row_no == self.first_row and _numbers_columns(as_typed)):
                continue
            yield Record(self, row_no, values, is_total)

    def _repeats_header(self, values: list[Cell]) -> bool:
        """Tell a header printed again further down: its first two columns say their own names."""
        return all(
            header_text(values[column.number - 1]) in (column.written, column.group or column.written)
            for column in islice(self.columns.values(), 2)
        )


@dataclass(slots=True)
class Record:
    """One data row, read by column key: `record["姓名"]` is the raw cell, None where blank or absent."""

    table: Table
    row: int
    values: list[Cell]
    is_total: bool = False

    def __getitem__(self, key: str) -> Cell:
        column = self.table.columns.get(key)
        return None if column is None else self.values[column.number - 1]

    @property
    def sheet(self) -> str:
        return self.table.sheet.name


def _are_blank(values: list[Cell], numbers: list[int]) -> bool:
    """Say whether nothing stands in these places; the first one filled tells."""
    return all(values[number] is None or cells.is_blank(values[number]) for number in numbers)


def _first_filled(values: list[Cell], count: int) -> list[Cell]:
    """Return the first filled cells of a row, at most so many."""
    found: list[Cell] = []
    for value in values:
        if value is not None and not cells.is_blank(value):
            found.append(value)
            if len(found) == count:
                break
    return found


def _is_total(values: list[Cell], names: list[int]) -> bool:
    """Tell a 小计 or 合计 row: one of its first filled cells, or of those that name the row, says so, alone or behind a
    place."""
    told = [*_first_filled(values, TOTAL_CELLS), *(values[number] for number in names)]
    return any(isinstance(v, str) and "计" in v and TOTAL.fullmatch(header_text(v)) for v in told)


def _numbers_columns(values: list[Cell]) -> bool:
    """Tell the line under a printed form's header that numbers its columns: 甲 乙 1 2 3."""
    filled = [header_text(value) for value in values if not cells.is_blank(value)]
    numbers = filled[sum(text in STEMS for text in filled) :]
    return len(numbers) >= MIN_NUMBERED and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def _is_closing(values: list[Cell]) -> bool:
    """Tell the line of signatures or a note under the table."""
    filled = _first_filled(values, CLOSING_CELLS + 1)
    if len(filled) > CLOSING_CELLS:
        return False
    texts = [header_text(value) for value in filled]
    # a row that only merged cells fill has no text of its own
    return any(NOTE.match(text) for text in texts[:1]) or any(SIGNATURE.fullmatch(text) for text in texts)


def find_table(sheet: Sheet, layout: Layout) -> Table | None:
    """Return the layout's table in a sheet, or None where no row holds all required columns."""
    best = _best_header(sheet, layout)
    if best is None or _missing(layout, best):
        return None
    return best


def find_tables(workbook: Workbook, layout: Layout) -> list[Table]:
    """Return the layout's table of every sheet that has one.

    Raises `UnreadableWorkbook` with the missing columns of the sheet that comes nearest when none has.
    """
    tables, nearest = [], layout.required
    for sheet in workbook:
        best = _best_header(sheet, layout)
        missing = _missing(layout, best)
        if best is not None and not missing:
            tables.append(best)
        elif len(missing) < len(nearest):
            nearest = missing
    if not tables:
        columns = "、".join(f"“{spec.key}”" for spec in nearest)
        raise UnreadableWorkbook("no_header", workbook.file, table=layout.title, columns=columns)
    return tables


def nearest_table(sheet: Sheet, layout: Layout) -> Table | None:
    """Return what of a sheet looks most like the layout's table, complete or not, or None."""
    return _best_header(sheet, layout)


def refuse_lacking(workbook: Workbook, tables: Iterable[Table]) -> None:
    """Raise `UnreadableWorkbook` that names every one of these tables with rows and the columns it lacks."""
    lacking = [table for table in tables if table.missing and any(table.records())]
    if lacking:
        columns = {
            table.sheet.name: "、".join(f"“{spec.key}”" for spec in table.missing) for table in lacking
        }
        sheets = "；".join(f"“{name}”缺{names}" for name, names in columns.items())
        raise UnreadableWorkbook("lacking_sheets", workbook.file, sheets=sheets)


def require_rows(workbook: Workbook, layout: Layout, count: int) -> None:
    """Raise `UnreadableWorkbook` when a table has a header and not one data row."""
    if count == 0:
        raise UnreadableWorkbook("no_rows", workbook.file, table=layout.title)


def _missing(layout: Layout, table: Table | None) -> list[ColumnSpec]:
    found = table.columns if table else {}
    return [spec for spec in layout.required if spec.key not in found]


def _best_header(sheet: Sheet, layout: Layout) -> Table | None:
    """Return the header row, alone or with the row under it, that names the most known columns."""
    best: Table | None = None
    rows = sheet.filled()
    for row_no in range(1, min(len(rows), SCANNED_ROWS) + 1):
        if best and row_no > best.header_row + 1 and not _missing(layout, best):
            break  # a header is complete, and what follows is its data
        for height in (1, 2):
            if row_no + height - 1 > len(rows):
                continue
            table = _header_at(sheet, layout, row_no, height)
            gain = len(table.columns) - (len(best.columns) if best else 0)
            # The title line above a plain header counts as no group.
            plain = best is not None and gain == 0 and height == 1 and table.header_row == best.header_row
            if gain > 0 or (plain and table.columns):
                best = table
    return best


def _header_at(sheet: Sheet, layout: Layout, row_no: int, height: int) -> Table:
    rows = sheet.filled()
    uppers = [header_text(value) for value in rows[row_no - 1]]
    lowers = [header_text(value) for value in rows[row_no]] if height == 2 else [""] * len(uppers)
    table = Table(sheet, layout, row_no + height - 1, row_no + height, {})
    carried = ""
    for number, (upper, lower) in enumerate(zip(uppers, lowers, strict=True), start=1):
        # Without merged ranges a group's name stands over its first column only.
        carried = upper or (carried if lower else "")
        written, group = (lower, carried) if lower and lower != carried else (carried, "")
        if not written:
            continue
        spec = _meant(sheet, layout, number, written, group)
        if spec and spec.key not in table.columns:
            table.columns[spec.key] = Column(spec.key, number, written, group)
        else:
            table.unknown.append(Column(None, number, written, group))
    return table


def _meant(sheet: Sheet, layout: Layout, number: int, written: str, group: str) -> ColumnSpec | None:
    """Return the column that a header means: what somebody chose for it, else what its words say."""
    key = sheet.chosen.get((number, f"{group}/{written}" if group else written))
    return layout.match(written, group) if key is None else layout.by_key.get(key)


def guess_tables(workbook: Workbook, layouts: Sequence[Layout]) -> list[Table]:
    """Return of each sheet the table that it most looks like, complete or not; sheets of notes have none.

    The first layout is the one without which there is nothing to take in. Raises `UnreadableWorkbook` with its
    missing columns when no sheet has at least half of those that it requires.
    """
    tables = []
    for sheet in workbook:
        found = [table for layout in layouts if (table := _best_header(sheet, layout))]
        best = max(found, key=lambda table: len(table.columns), default=None)
        if best and len(best.columns) >= FEWEST_COLUMNS:
            tables.append(best)
    if not any(table.layout is layouts[0] and table.is_likely for table in tables):
        find_tables(workbook, layouts[0])
    return tables
