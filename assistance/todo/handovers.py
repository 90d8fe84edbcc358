"""What 待办 says of households that were handed to the user."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.choices import RoundKind
from assistance.models import AssignmentRound
from povertyapp.core.reminding import Due, due_source
from povertyapp.core.todo import Tab, Todo, todo_source


@todo_source(Tab.DO)
def households_to_take_over(user):
    """Yield the hand-overs to the user that he has not confirmed yet; one that was taken back asks nothing."""
    waiting = AssignmentRound.objects.filter(
        kind=RoundKind.HANDOVER, successor__user=user.pk, taken_at=None, act__undone_at=None
    )
    for made in (yield waiting.select_related("predecessor").order_by("from_date", "pk")):
        yield Todo(
            kind=_("交接"),
            what=_("%(name)s交来 %(n)s 户") % {"name": made.predecessor.name, "n": len(made.written)},
            why=_("这些户从这一天起由您负责，请看交接单"),
            due=made.from_date,
            state="review",
            url=reverse("assistance:assign_round", args=[made.pk]),
            action=_("看交接单"),
            count=len(made.written),
        )


@due_source("handovers", label=gettext_lazy("待接的户"), unit=gettext_lazy("户"))
def handovers_due(county, today):
    """Yield the hand-overs of a county that their successors have not confirmed, by the day on which they begin."""
    waiting = AssignmentRound.objects.in_area(county).filter(
        kind=RoundKind.HANDOVER, successor__user__isnull=False, taken_at=None, act__undone_at=None
    )
    for made in waiting.select_related("successor"):
        yield Due(made.successor.user_id, len(made.written), made.from_date)
