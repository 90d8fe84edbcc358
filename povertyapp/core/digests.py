"""How the daily digest and the reminders read in 待阅."""

import datetime as dt

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from povertyapp.core import clock
from povertyapp.core.notices import notice
from povertyapp.core.reminding import DUES
from povertyapp.core.todo import Todo


def counted(facts):
    """Return what waits, in words: kinds of things with their numbers, in the order of their registration."""
    parts = [f"{kind.label} {facts[code]['n']} {kind.unit}" for code, kind in DUES.items() if code in facts]
    return "、".join(parts)


@notice("digest")
def digest(told):
    """Say what waits for the reader today."""
    return Todo(
        kind=_("今日提醒"),
        what=counted(told.facts),
        why=_("每天一条，可在“我的设置”里关掉"),
        url=reverse("core:todo"),
        action=_("看待办"),
        state="none",
    )


@notice("reminder")
def reminder(told):
    """Say what falls due in a few days, or should have been done."""
    facts = told.facts
    due = dt.date.fromisoformat(facts["due"])
    days = (due - clock.today()).days
    kind = DUES.get(facts["kind"])
    label, unit = (kind.label, kind.unit) if kind else ("", "")
    if days > 0:
        why = _("还有 %(n)s 天到期") % {"n": days}
    elif days == 0:
        why = _("今天到期")
    else:
        why = _("已过期 %(n)s 天") % {"n": -days}
    return Todo(
        kind=_("到期提醒"),
        what=f"{label} {facts['n']} {unit}",
        whose=date_format(due, "Y-m-d"),
        why=why,
        url=reverse("core:todo"),
        action=_("看待办"),
        state="bad" if days < 0 else "warning",
    )
