"""待办 for measures: what helpers and villages proposed waits for the township, one line for all of it."""

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _

from assistance.choices import MeasureState
from assistance.models import AssistanceMeasure
from assistance.services.measures import CONFIRM
from povertyapp.core import clock
from povertyapp.core.reading import counted
from povertyapp.core.todo import Tab, Todo, todo_source
from povertyapp.core.views.pages import address


@todo_source(Tab.DO)
def measures_to_confirm(user):
    """Yield one line for the measures that wait to be confirmed."""
    if not user.has_perm(CONFIRM):
        return
    rows = AssistanceMeasure.objects.visible_to(user).in_state(MeasureState.PROPOSED, clock.today())
    [found] = yield counted(rows, since=Min("from_date"))
    if found["n"]:
        yield Todo(
            kind=_("待确认"),
            what=_("帮扶人或村里提出的帮扶措施"),
            whose=_("%(n)s 项") % {"n": found["n"]},
            why=_("您确认以后才计入帮扶措施，最早的从 %(day)s 起") % {"day": found["since"]},
            url=address(reverse("assistance:measures"), state=MeasureState.PROPOSED.value),
            action=_("去审核"),
            state="review",
            count=found["n"],
        )
