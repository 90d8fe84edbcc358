"""Read a plain list: one table, one subject a row, each cell typed or told with its place."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from .cells import CellError
from .fields import Field, FieldReader
from .findings import Finding, codes, finding
from .headers import Layout, Record, find_tables, require_rows
from .reading import Workbook


@dataclass(slots=True)
class ListRow:
    """One row of a list: `values` by attribute, and what is wrong with it."""

    record: Record
    values: dict[str, Any]
    faults: list[Finding] = field(default_factory=list)

    def __getitem__(self, attr: str) -> Any:
        return self.values.get(attr)

    @property
    def is_faulty(self) -> bool:
        return any(fault.severity == "error" for fault in self.faults)

    def tell(self, key: str, code: str, **more: Any) -> None:
        """Note a finding at this row's cell of a column."""
        more.setdefault("value", self.record[key])
        place = {"sheet": self.record.sheet, "row": self.record.row}
        column = self.record.table.written(key)
        number = self.values.get("household_no") or None
        self.faults.append(finding(code, **place, column=column, household_no=number, **more))


def read_list(workbook: Workbook, layout: Layout, fields: Sequence[Field]) -> list[ListRow]:
    """Return the rows of every sheet that has the layout's table; unreadable cells are told already.

    Raises `UnreadableWorkbook` when no sheet has the table, or none has a row.
    """
    rows = []
    for table in find_tables(workbook, layout):
        reader = FieldReader(table, fields)
        for record in table.records():
            values, errors = reader.read(record.values)
            row = ListRow(record, {one.attr: None for one in fields} | values)
            for key, error in errors.items():
                row.tell(key, error.code, message=_sentence(error))
            rows.append(row)
    require_rows(workbook, layout, len(rows))
    return rows


def _sentence(error: CellError) -> str:
    meaning = codes()[error.code].meaning
    return _("%(meaning)s；应填：%(accepted)s") % {"meaning": meaning, "accepted": error.accepted}
