"""What 待办 says of matters that a meeting decided."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.choices import DecisionState
from inspections.models import MeetingDecision
from povertyapp.core import clock
from povertyapp.core.alike import Alike
from povertyapp.core.reminding import Due, due_source
from povertyapp.core.todo import LINES, Tab, Todo, since, todo_source


@todo_source(Tab.DO)
def decisions_to_do(user):
    """Yield the matters that a meeting gave to the user and that he has not answered."""
    for row in (yield Alike(_open_ones, user).all()):
        yield Todo(
            kind=_("会议决定"),
            what=row.text,
            whose=row.party_name,
            why=_("交硬账会议定由您负责"),
            due=row.due_on,
            state="bad" if row.due_on < clock.today() else "warning",
            url=row.get_absolute_url(),
            action=_("去答复"),
            area=row.area_id,
        )


def _open_ones(user):
    mine = MeetingDecision.objects.visible_to(user).open().filter(person=user.pk)
    return mine.order_by("due_on", "pk")


@due_source("decisions", label=gettext_lazy("会议决定"), unit=gettext_lazy("件"))
def decisions_due(county, today):
    """Yield the open matters of a county for whoever was named."""
    rows = MeetingDecision.objects.in_area(county).open().filter(person__isnull=False).order_by()
    for row in rows.values("person", "due_on").annotate(n=Count("pk")):
        yield Due(row["person"], row["n"], row["due_on"])


@todo_source(Tab.DONE)
def decisions_answered(user):
    """Yield the matters that the user has answered lately."""
    answered = MeetingDecision.objects.visible_to(user).filter(answered_by=user.pk)
    lately = answered.filter(answered_on__gte=since().date())
    for row in (yield lately.order_by("-answered_on", "-pk")[:LINES]):
        yield Todo(
            kind=row.get_state_display(),
            what=row.text,
            whose=row.party_name,
            why=_("您答复的"),
            url=row.get_absolute_url(),
            action=_("看结果"),
            state="good" if row.state == DecisionState.DONE else "none",
            on=row.answered_on,
            area=row.area_id,
        )
