"""Reading the workbooks that offices keep: containers, cells, headers, findings."""

from .cells import CellError
from .errors import UnreadableWorkbook
from .fields import Field, FieldReader
from .findings import Finding, finding, write_findings
from .headers import (
    ColumnSpec,
    Layout,
    Record,
    Table,
    find_table,
    find_tables,
    nearest_table,
    refuse_lacking,
    require_rows,
)
from .reading import Sheet, Workbook, read_workbook

__all__ = [
    "CellError",
    "ColumnSpec",
    "Field",
    "FieldReader",
    "Finding",
    "Layout",
    "Record",
    "Sheet",
    "Table",
    "UnreadableWorkbook",
    "Workbook",
    "find_table",
    "find_tables",
    "finding",
    "nearest_table",
    "read_workbook",
    "refuse_lacking",
    "require_rows",
    "write_findings",
]
