"""经营主体贷款 in 待办: applications that wait for the bank, operators who carry fewer than they pledged."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from funds.models import OperatorLoan
from funds.querysets.operators import shown
from povertyapp.core import clock
from povertyapp.core.reading import counted
from povertyapp.core.todo import Tab, Todo, todo_source
from povertyapp.core.views.pages import address


@todo_source(Tab.DO)
def operators(user):
    """Yield how many loans of operators this user decides on, and how many he has to see carried."""
    decides, asks = user.has_perm("funds.decide_loan"), user.has_perm("funds.add_loan")
    if not (decides or asks):
        return
    today = clock.today()
    rows = OperatorLoan.objects.visible_to(user).with_carried(today).order_by()
    asked = {name: Count("pk", filter=shown(today)[name]) for name in ("asked", "short")}
    [counts] = yield counted(rows, **asked)
    if decides and counts["asked"]:
        what = _("经营主体贷款申请 %(n)d 笔") % {"n": counts["asked"]}
        yield _line("asked", counts["asked"], what, _("合作社、企业已申请，等审批"), _("去审批"))
    if asks and counts["short"]:
        what = _("带动不足的经营主体贷款 %(n)d 笔") % {"n": counts["short"]}
        yield _line("short", counts["short"], what, _("现在带动的在册户少于承诺户数"), _("去核对"))


def _line(show, count, what, why, action):
    url = address(reverse("funds:operator_loans"), show=show)
    return Todo(kind=_("经营主体贷款"), what=what, why=why, url=url, action=action, count=count)
