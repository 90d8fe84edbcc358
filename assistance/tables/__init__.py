"""The columns of the lists of assistance."""

from assistance.tables.care import LEFT_BEHIND_COLUMNS, shown_name
from assistance.tables.figures import LIST_OF, FigureList, figure_list
from assistance.tables.held import HELD_SUBMISSION_COLUMNS, HELD_VALUE_COLUMNS, value_in_words
from assistance.tables.helpers import HELPER_COLUMNS
from assistance.tables.links import ENTERPRISE_COLUMNS, LINK_COLUMNS, VILLAGE_COLUMNS, services_of
from assistance.tables.measures import MEASURE_COLUMNS, PLAN_COLUMNS, RELIEF_COLUMNS
from assistance.tables.posts import ATTENDANCE_COLUMNS, STAFFING_COLUMNS, UNIT_COLUMNS
from assistance.tables.shared import enterprise_link, household_link, place_name
from assistance.tables.trainings import TRAINING_COLUMNS
from assistance.tables.visits import SUSPICIOUS_COLUMNS, VISIT_COLUMNS

__all__ = [
    "ATTENDANCE_COLUMNS",
    "ENTERPRISE_COLUMNS",
    "FigureList",
    "HELD_SUBMISSION_COLUMNS",
    "HELD_VALUE_COLUMNS",
    "HELPER_COLUMNS",
    "LEFT_BEHIND_COLUMNS",
    "LINK_COLUMNS",
    "LIST_OF",
    "MEASURE_COLUMNS",
    "PLAN_COLUMNS",
    "RELIEF_COLUMNS",
    "STAFFING_COLUMNS",
    "SUSPICIOUS_COLUMNS",
    "TRAINING_COLUMNS",
    "UNIT_COLUMNS",
    "VILLAGE_COLUMNS",
    "VISIT_COLUMNS",
    "enterprise_link",
    "figure_list",
    "household_link",
    "place_name",
    "services_of",
    "shown_name",
    "value_in_words",
]
