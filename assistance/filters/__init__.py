"""Filters of the lists of assistance; pages and API take the same."""

from assistance.filters.assigning import AssignmentFilter, CoverageFilter
from assistance.filters.figures import FigureFilter
from assistance.filters.held import HeldSubmissionFilter, HeldValueFilter
from assistance.filters.helpers import HelperFilter
from assistance.filters.measures import MeasureFilter
from assistance.filters.plans import PlanFilter, ReliefFilter
from assistance.filters.posts import StaffingFilter, UnitFilter
from assistance.filters.visits import SuspiciousVisitFilter, VisitFilter

__all__ = [
    "AssignmentFilter",
    "CoverageFilter",
    "FigureFilter",
    "HeldSubmissionFilter",
    "HeldValueFilter",
    "HelperFilter",
    "MeasureFilter",
    "StaffingFilter",
    "SuspiciousVisitFilter",
    "UnitFilter",
    "HelperFilter",
    "MeasureFilter",
    "PlanFilter",
    "ReliefFilter",
    "VisitFilter",
]
