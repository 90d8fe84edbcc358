"""Sources of problems, what their texts state, and the lists that every unit answers item by item."""

from inspections.services.sources.answering import answer_item, units_of, units_standing
from inspections.services.sources.figures import load_figures, record_figures
from inspections.services.sources.lists import make_checklist, name_item
from inspections.services.sources.recording import record_source

__all__ = [
    "answer_item",
    "load_figures",
    "make_checklist",
    "name_item",
    "record_figures",
    "record_source",
    "units_of",
    "units_standing",
]
