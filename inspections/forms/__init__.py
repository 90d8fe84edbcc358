"""The forms of inspections, a file a subject. Each ends in a service."""

from inspections.forms.claims import AnswerForm, ClaimForm
from inspections.forms.published import PublishedForm

__all__ = ["AnswerForm", "ClaimForm", "PublishedForm"]
