"""What 待办 says of money that arrived and is not on its way to a project yet."""

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext as _

from funds.models import FundLine
from povertyapp.core import clock
from povertyapp.core.parameters import Parameters
from povertyapp.core.templatetags.house import money
from povertyapp.core.todo import Tab, Todo, todo_source


@todo_source(Tab.DO)
def money_to_allot(user):
    """Yield the lines in scope with money that is not allotted, by the day by which it should be (HA-U5)."""
    if not user.has_perm("funds.add_allotment"):
        return
    idle = Q(unallotted__gt=0) | Q(integrated=0, held__gt=0)
    lines = FundLine.objects.visible_to(user).fiscal().filter(in_scope=True).with_money().filter(idle)
    days: dict[str, int] = {}
    for line in (yield lines.order_by("arrived_on", "code")):
        if line.area_id not in days:
            days[line.area_id] = int(Parameters(line.area_id, clock.today())("fund.allot_days"))
        yield Todo(
            kind=_("资金"),
            what=line.name,
            whose=_("未下达 %(left)s 万元") % {"left": money(line.unallotted or line.held)},
            why=_("到账 %(days)d 天内要整合并下达到项目") % {"days": days[line.area_id]},
            due=line.arrived_on + dt.timedelta(days=days[line.area_id]),
            url=line.get_absolute_url(),
            action=_("去下达") if line.unallotted else _("去整合"),
            area=line.area_id,
        )
