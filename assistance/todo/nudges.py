"""What 待阅 says of reminders that somebody sent."""

from django.urls import reverse
from django.utils.translation import gettext as _

from povertyapp.core.notices import notice
from povertyapp.core.rules import RULES
from povertyapp.core.todo import Todo
from povertyapp.core.views.pages import address


@notice("nudge")
def nudged(told):
    """Say of which duty one was reminded and for how many households; the list behind it names them."""
    rule = RULES.get(told.facts["rule"])
    return Todo(
        kind=_("上级提醒"),
        what=_("%(what)s：%(n)s 户还没有办到") % {"what": rule.title if rule else "", "n": told.facts["n"]},
        why=_("请尽快办；办好的会自动从名单里消失"),
        url=address(reverse("households:list"), owes=told.facts["rule"]),
        action=_("看是哪些户"),
        state="warning",
        count=told.facts["n"],
    )
