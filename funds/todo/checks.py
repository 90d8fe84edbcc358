"""What 待办 says of figures that do not agree: a line each for whoever has to put them right."""

from django.urls import reverse
from django.utils.translation import gettext as _

from funds.models import FundLine
from funds.reconciling import WHO, differing_for, told
from povertyapp.core.templatetags.house import money
from povertyapp.core.text import labelled
from povertyapp.core.todo import Tab, Todo, todo_source
from povertyapp.core.views.pages import address

NAMED = 10


@todo_source(Tab.DO)
def figures_to_reconcile(user):
    """Yield the first differences of the newest year that the user has to act on, the rest in one line."""
    if not user.has_perm("funds.view_fundline") or not any(user.has_perm(verb) for verb in WHO):
        return
    lines = FundLine.objects.visible_to(user).order_by("-year")
    for year in (yield lines.values_list("year", flat=True)[:1]):
        found = yield differing_for(user, year)
        yield from _lines([one for one in told(found) if user.has_perm(one.verb)], year)


def _lines(mine, year):
    for one in mine[:NAMED]:
        yield Todo(
            kind=_("对账"),
            what=labelled(one.subject, one.what),
            whose=_("相差 %(gap)s 万元") % {"gap": money(abs(one.gap))},
            why=_("%(one)s和%(other)s对不上") % {"one": one.one, "other": one.other},
            url=one.url,
            action=_("去核对"),
            area=one.area,
        )
    if len(mine) > NAMED:
        yield Todo(
            kind=_("对账"),
            what=_("另有 %(n)s 处对不上") % {"n": len(mine) - NAMED},
            why=_("等您核对"),
            url=address(reverse("funds:checks"), year=year),
            action=_("去对账"),
            count=len(mine) - NAMED,
        )
