"""Words of meetings, of what they decide, and of circulars."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MeetingKind(TextChoices):
    """The county's rhythm (LF-57, JZ-16) and, before it, the meetings that answer a feedback (LF-02)."""

    MONTHLY = "monthly", _("月会")
    DISPATCH = "dispatch", _("月调度")
    ACCOUNTABILITY = "accountability", _("问责会")
    GOVERNMENT = "government", _("政府常务会")
    PARTY = "party", _("县委常委会")
    JOINT = "joint", _("联席会")
    MOBILISATION = "mobilisation", _("动员大会")


# The order in which a county answers a feedback (LF-02).
ANSWER_ORDER = (
    MeetingKind.GOVERNMENT,
    MeetingKind.PARTY,
    MeetingKind.JOINT,
    MeetingKind.MOBILISATION,
)


class DecisionState(TextChoices):
    OPEN = "open", _("在办")
    DONE = "done", _("办成")
    NOT_DONE = "not_done", _("没办成")


DECISION_MOVES = {
    DecisionState.OPEN: {DecisionState.DONE, DecisionState.NOT_DONE},
    DecisionState.NOT_DONE: {DecisionState.DONE},
    DecisionState.DONE: set(),
}


class CircularState(TextChoices):
    DRAFT = "draft", _("草稿")
    ISSUED = "issued", _("已印发")


CIRCULAR_MOVES = {CircularState.DRAFT: {CircularState.ISSUED}, CircularState.ISSUED: set()}
