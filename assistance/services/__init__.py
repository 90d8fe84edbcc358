"""The verbs of assistance: visits, who helps whom, measures."""

from assistance.services.assignments import assign_helper, end_assignment, refresh_answers
from assistance.services.helpers import correct_helper
from assistance.services.measures import add_measure, end_measure
from assistance.services.visits import is_late, record_visit, void_visit

__all__ = [
    "add_measure",
    "assign_helper",
    "correct_helper",
    "end_assignment",
    "end_measure",
    "is_late",
    "record_visit",
    "refresh_answers",
    "void_visit",
]
