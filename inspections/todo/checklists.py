"""What 待办 says of lists that the user's township has not answered yet."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.models import Checklist
from inspections.models.account import PartyLevel
from povertyapp.core.models.area import TOWNSHIP_DIGITS
from povertyapp.core.todo import Tab, Todo, todo_source


@todo_source(Tab.DO)
def lists_to_answer(user):
    """Yield the lists with named items that a township of the user has not answered, a line a list."""
    mine = [code for code in user.area_codes if len(code) == TOWNSHIP_DIGITS]
    if not mine or not user.has_perm("inspections.answer_checklist"):
        return
    named = Count("items", filter=~Q(items__text=""), distinct=True)
    done = Q(items__answers__level=PartyLevel.TOWNSHIP, items__answers__code=mine[0])
    lists = Checklist.objects.visible_to(user).annotate(
        named=named, answered=Count("items__answers", filter=done, distinct=True)
    )
    for row in (yield lists.order_by("due_on", "pk")):
        left = row.named - row.answered
        if left > 0:
            yield Todo(
                kind=_("清单"),
                what=row.title,
                whose=_("还有 %(n)d 项") % {"n": left},
                why=_("每个单位都要逐项答复，没有答复就是没有查"),
                due=row.due_on,
                url=reverse("inspections:checklist_unit", args=[row.pk, PartyLevel.TOWNSHIP, mine[0]]),
                action=_("去答复"),
                area=mine[0],
            )
