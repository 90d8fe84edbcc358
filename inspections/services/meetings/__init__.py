"""The county's rhythm (LF-57, JZ-16): meetings, what they decide, and the monthly circular."""

from inspections.services.meetings.circulars import (
    draft_circular,
    edit_circular,
    issue_circular,
    print_circular,
)
from inspections.services.meetings.decisions import answer_decision, decide
from inspections.services.meetings.recording import record_meeting

__all__ = [
    "answer_decision",
    "decide",
    "draft_circular",
    "edit_circular",
    "issue_circular",
    "print_circular",
    "record_meeting",
]
