"""What this floor puts into 待办: cases of procedures whose next step the user decides."""

from collections import defaultdict

from django.db.models import Count, F, Max, Min
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.case_querysets import LEVEL_OF_ROLE, waiting_states
from households.models import ProcedureCase, Transition
from households.steps import ProcedureKind, State
from povertyapp.core import clock
from povertyapp.core.models import RoleGrant
from povertyapp.core.reminding import Due, due_source
from povertyapp.core.scoping import within
from povertyapp.core.todo import LINES, Tab, Todo, since, todo_source
from povertyapp.core.views.pages import address


@todo_source(Tab.DO)
def steps_to_decide(user):
    """Yield the cases that wait for the user, a line a procedure and state, with the earliest limit."""
    if not user.has_perm("households.change_case"):
        return
    groups = (
        ProcedureCase.objects.visible_to(user)
        .waiting_for(user)
        .order_by()
        .values("kind", "state")
        .annotate(n=Count("pk"), due=Min(F("due_on")))
    )
    for row in (yield groups):
        late = row["due"] is not None and row["due"] < clock.today()
        yield Todo(
            kind=ProcedureKind(row["kind"]).label,
            what=_("%(state)s，等下一步") % {"state": State(row["state"]).label},
            whose=_("%(n)s 户") % {"n": row["n"]},
            why=_("这一步由您决定"),
            due=row["due"],
            state="bad" if late else "warning",
            url=address(reverse("households:changes"), show="mine", kind=row["kind"], state=row["state"]),
            action=_("去办理"),
            count=row["n"],
        )


@due_source("cases", label=gettext_lazy("进退事项"), unit=gettext_lazy("户"))
def cases_due(county, today):
    """Yield the cases of a county that wait for each of those who decide, by their limit."""
    waiting = ProcedureCase.objects.in_area(county).running().order_by()
    rows = list(waiting.values_list("area_id", "kind", "state", "due_on").annotate(n=Count("pk")))
    found = defaultdict(int)
    for grant in RoleGrant.objects.in_force(today).filter(within(county), role__in=LEVEL_OF_ROLE):
        pairs = waiting_states(LEVEL_OF_ROLE[grant.role])
        for area, kind, state, due_on, count in rows:
            if area.startswith(grant.area_id) and (kind, state) in pairs:
                found[grant.user_id, due_on] += count
    for (user, due_on), count in found.items():
        yield Due(user, count, due_on)


@todo_source(Tab.MINE)
def cases_opened(user):
    """Yield the cases that the user has opened and that are not ended, a line a procedure and state."""
    mine = ProcedureCase.objects.visible_to(user).filter(opened_by=user).running()
    groups = mine.order_by().values("kind", "state").annotate(n=Count("pk"), on=Max("opened_on"))
    for row in (yield groups):
        yield Todo(
            kind=ProcedureKind(row["kind"]).label,
            what=State(row["state"]).label,
            whose=_("%(n)s 户") % {"n": row["n"]},
            why=_("您提出的，还没有办结"),
            url=address(reverse("households:changes"), kind=row["kind"], state=row["state"]),
            action=_("看进度"),
            state="review",
            count=row["n"],
            on=row["on"],
        )


@todo_source(Tab.DONE)
def steps_decided(user):
    """Yield the steps of procedures that the user has decided, a line a day and kind of step."""
    mine = Transition.objects.visible_to(user).filter(actor=user, recorded_at__gte=since()).order_by()
    days = mine.annotate(day=TruncDate("recorded_at", tzinfo=clock.COUNTY_TIME))
    groups = days.values("day", "case__kind", "to_state").annotate(n=Count("pk")).order_by("-day")
    for row in (yield groups[:LINES]):
        yield Todo(
            kind=ProcedureKind(row["case__kind"]).label,
            what=_("办到“%(state)s”") % {"state": State(row["to_state"]).label},
            whose=_("%(n)s 户") % {"n": row["n"]},
            why=_("您决定的"),
            url=address(reverse("households:changes"), kind=row["case__kind"], state=row["to_state"]),
            action=_("看名单"),
            state="good",
            count=row["n"],
            on=row["day"],
        )
