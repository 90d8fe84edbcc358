"""The records of six levels (TF-13, GY-11): which documents a level must hold, and which it holds."""

from households.archive import documents  # noqa: F401 - registers what the records of this floor tell
from households.archive.checklist import (
    AREA_DOCUMENTS,
    HOUSEHOLD_DOCUMENTS,
    Archive,
    area_document,
    checklist,
    household_document,
)

__all__ = [
    "AREA_DOCUMENTS",
    "HOUSEHOLD_DOCUMENTS",
    "Archive",
    "area_document",
    "checklist",
    "household_document",
]
