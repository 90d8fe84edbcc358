"""Populations and windows of assistance."""

from assistance.querysets.cards import CardQuerySet
from assistance.querysets.held import HeldSubmissionQuerySet, HeldValueQuerySet
from assistance.querysets.helpers import AssignmentQuerySet, HelperQuerySet
from assistance.querysets.measures import MeasureQuerySet
from assistance.querysets.spans import DaysInPeriod, EntryCutoff, cutoff_day
from assistance.querysets.visits import VisitQuerySet

__all__ = [
    "AssignmentQuerySet",
    "CardQuerySet",
    "DaysInPeriod",
    "EntryCutoff",
    "HeldSubmissionQuerySet",
    "HeldValueQuerySet",
    "HelperQuerySet",
    "MeasureQuerySet",
    "VisitQuerySet",
    "cutoff_day",
]
