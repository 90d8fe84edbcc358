"""The columns of the lists of assistance."""

from assistance.tables.helpers import HELPER_COLUMNS
from assistance.tables.measures import MEASURE_COLUMNS
from assistance.tables.shared import household_link, tag
from assistance.tables.visits import VISIT_COLUMNS

__all__ = ["HELPER_COLUMNS", "MEASURE_COLUMNS", "VISIT_COLUMNS", "household_link", "tag"]
