"""What this floor puts into 待办: cases of procedures whose next step the user decides."""

from django.db.models import Count, F, Min
from django.urls import reverse
from django.utils.translation import gettext as _

from households.models import ProcedureCase
from households.steps import ProcedureKind, State
from povertyapp.core import clock
from povertyapp.core.todo import Tab, Todo, todo_source
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
    for row in groups:
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
