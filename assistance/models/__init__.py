"""Who helps whom, the visits, the measures."""

from assistance.models.assignment import HelperAssignment
from assistance.models.helper import Helper, HelpingUnit
from assistance.models.measure import AssistanceMeasure, MeasureWord
from assistance.models.visit import Submission, Visit

__all__ = [
    "AssistanceMeasure",
    "Helper",
    "HelperAssignment",
    "HelpingUnit",
    "MeasureWord",
    "Submission",
    "Visit",
]
