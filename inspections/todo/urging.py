"""What 待阅 says of things that somebody was urged to do."""

from django.urls import reverse
from django.utils.translation import gettext as _

from povertyapp.core.notices import notice
from povertyapp.core.templatetags.house import month_text
from povertyapp.core.todo import Todo


@notice("urged_finding")
def findings_urged(told):
    """Say how many records one is asked to mend."""
    return _line(told, _("%(n)s 条数据问题还没有改正"), reverse("inspections:quality_list"))


@notice("urged_measure")
def measures_urged(told):
    """Say how many measures one is asked to carry out."""
    return _line(told, _("%(n)s 条整改措施还没有办好"), reverse("inspections:ledger"))


@notice("urged_account")
def account_urged(told):
    """Say how many lines of a month are missing in the place whose account one answers for."""
    month, code = told.facts["month"], told.facts["code"]
    what = _("%(month)s硬账还差 %(n)s 项没有交")
    url = reverse("inspections:ha_unit", args=[month, code])
    return _line(told, what, url, month=month_text(month))


def _line(told, what, url, **more):
    return Todo(
        kind=_("催办"),
        what=what % {"n": told.facts["n"], **more},
        why=_("上级催办；办好的会自动从名单里消失"),
        url=url,
        action=_("去办理"),
        state="warning",
        count=told.facts["n"],
    )
