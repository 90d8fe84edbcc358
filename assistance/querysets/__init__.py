"""Populations and windows of assistance."""

from assistance.querysets.cards import CardQuerySet
from assistance.querysets.entered import EnteredQuerySet
from assistance.querysets.held import HeldSubmissionQuerySet, HeldValueQuerySet
from assistance.querysets.helpers import AssignmentQuerySet, HelperQuerySet
from assistance.querysets.left_behind import LeftBehindQuerySet
from assistance.querysets.links import EnterpriseQuerySet, LinkQuerySet, StandingQuerySet
from assistance.querysets.measures import MeasureQuerySet
from assistance.querysets.posts import AttendanceQuerySet, PostQuerySet, TaskQuerySet
from assistance.querysets.spans import DaysInPeriod, SpanQuerySet
from assistance.querysets.visits import VisitQuerySet

__all__ = [
    "AssignmentQuerySet",
    "AttendanceQuerySet",
    "CardQuerySet",
    "DaysInPeriod",
    "EnteredQuerySet",
    "EnterpriseQuerySet",
    "HeldSubmissionQuerySet",
    "HeldValueQuerySet",
    "HelperQuerySet",
    "LeftBehindQuerySet",
    "LinkQuerySet",
    "MeasureQuerySet",
    "PostQuerySet",
    "SpanQuerySet",
    "StandingQuerySet",
    "TaskQuerySet",
    "VisitQuerySet",
]
