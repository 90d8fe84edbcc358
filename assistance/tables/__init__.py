"""The columns of the lists of assistance."""

from assistance.tables.figures import LIST_OF, FigureList, figure_list
from assistance.tables.held import HELD_SUBMISSION_COLUMNS, HELD_VALUE_COLUMNS, value_in_words
from assistance.tables.helpers import HELPER_COLUMNS
from assistance.tables.measures import MEASURE_COLUMNS, PLAN_COLUMNS, RELIEF_COLUMNS
from assistance.tables.posts import ATTENDANCE_COLUMNS, STAFFING_COLUMNS, UNIT_COLUMNS
from assistance.tables.shared import household_link, tag
from assistance.tables.visits import SUSPICIOUS_COLUMNS, VISIT_COLUMNS

__all__ = [
    "ATTENDANCE_COLUMNS",
    "FigureList",
    "figure_list",
    "MEASURE_COLUMNS",
    "PLAN_COLUMNS",
    "RELIEF_COLUMNS",
    "VISIT_COLUMNS",
    "household_link",
    "tag",
    "HELD_SUBMISSION_COLUMNS",
    "HELD_VALUE_COLUMNS",
    "HELPER_COLUMNS",
    "LIST_OF",
    "MEASURE_COLUMNS",
    "STAFFING_COLUMNS",
    "SUSPICIOUS_COLUMNS",
    "UNIT_COLUMNS",
    "VISIT_COLUMNS",
    "figure_list",
    "household_link",
    "tag",
    "value_in_words",
]
