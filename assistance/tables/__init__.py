"""The columns of the lists of assistance."""

from assistance.tables.figures import LIST_OF, FigureList, figure_list
from assistance.tables.helpers import HELPER_COLUMNS
from assistance.tables.measures import MEASURE_COLUMNS
from assistance.tables.shared import household_link, tag
from assistance.tables.visits import VISIT_COLUMNS

__all__ = [
    "HELPER_COLUMNS",
    "LIST_OF",
    "MEASURE_COLUMNS",
    "VISIT_COLUMNS",
    "FigureList",
    "figure_list",
    "household_link",
    "tag",
]
