"""Populations and windows of assistance."""

from assistance.querysets.cards import CardQuerySet
from assistance.querysets.held import HeldSubmissionQuerySet, HeldValueQuerySet
from assistance.querysets.helpers import AssignmentQuerySet, HelperQuerySet
from assistance.querysets.measures import MeasureQuerySet
from assistance.querysets.posts import AttendanceQuerySet, PostQuerySet, TaskQuerySet
from assistance.querysets.spans import DaysInPeriod, EntryCutoff, SpanQuerySet, cutoff_day
from assistance.querysets.visits import VisitQuerySet

__all__ = [
    "AssignmentQuerySet",
    "AttendanceQuerySet",
    "CardQuerySet",
    "DaysInPeriod",
    "EntryCutoff",
    "HeldSubmissionQuerySet",
    "HeldValueQuerySet",
    "HelperQuerySet",
    "MeasureQuerySet",
    "PostQuerySet",
    "SpanQuerySet",
    "TaskQuerySet",
    "VisitQuerySet",
    "cutoff_day",
]
