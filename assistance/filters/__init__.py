"""Filters of the lists of assistance; pages and API take the same."""

from assistance.filters.assigning import AssignmentFilter, CoverageFilter
from assistance.filters.care import LeftBehindFilter
from assistance.filters.figures import FigureFilter
from assistance.filters.held import HeldSubmissionFilter, HeldValueFilter
from assistance.filters.helpers import HelperFilter
from assistance.filters.links import EnterpriseFilter, LinkFilter, VillageEconomyFilter
from assistance.filters.measures import MeasureFilter
from assistance.filters.plans import PlanFilter, ReliefFilter
from assistance.filters.posts import StaffingFilter, UnitFilter
from assistance.filters.trainings import TrainingFilter
from assistance.filters.visits import SuspiciousVisitFilter, VisitFilter

__all__ = [
    "AssignmentFilter",
    "CoverageFilter",
    "EnterpriseFilter",
    "FigureFilter",
    "HeldSubmissionFilter",
    "HeldValueFilter",
    "HelperFilter",
    "LeftBehindFilter",
    "LinkFilter",
    "MeasureFilter",
    "PlanFilter",
    "ReliefFilter",
    "StaffingFilter",
    "SuspiciousVisitFilter",
    "TrainingFilter",
    "UnitFilter",
    "VillageEconomyFilter",
    "VisitFilter",
]
