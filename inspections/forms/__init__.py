"""The forms of inspections, a file a subject. Each ends in a service."""

from inspections.forms.claims import AnswerForm, ClaimForm
from inspections.forms.meetings import AnswerDecisionForm, CircularForm, DecisionForm, MeetingForm
from inspections.forms.published import PublishedForm

__all__ = [
    "AnswerDecisionForm",
    "AnswerForm",
    "CircularForm",
    "ClaimForm",
    "DecisionForm",
    "MeetingForm",
    "PublishedForm",
]
from inspections.forms.field import BlankCheckForm, CheckForm

__all__ = ["AnswerForm", "BlankCheckForm", "CheckForm", "ClaimForm", "PublishedForm"]
