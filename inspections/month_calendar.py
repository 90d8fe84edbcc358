"""The calendar of one month (rulebook D5) as a page shows it: what is done, what comes next, who must act, until when.

Each step is judged from rows, never remembered.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.choices import CircularState
from inspections.models import AccountabilityAction, AccountSeal, Circular, Objection
from inspections.models.account import AccountState
from inspections.services.account.days import days_of
from inspections.services.account.telling import OPEN_LINES, was_told
from povertyapp.core import clock
from povertyapp.core.text import Text

DONE, NEXT, LATE, COMING = "done", "running", "overdue", "queued"
DRAFTED = (AccountState.DRAFT, AccountState.CLOSED)
OFFICE, EVERY_PARTY = gettext_lazy("县扶贫办"), gettext_lazy("各责任方")


@dataclass(frozen=True)
class Step:
    """One step: its day (a moment where the hour matters), who must act, what state it is in, more about it."""

    key: str
    what: Text
    on: dt.date | dt.datetime
    who: Text
    state: str
    said: Text = ""
    url: str = ""


def steps_of(county, period, account):
    """Return the steps of the month of a county, known by its code; `account` is its newest version or None."""
    days = days_of(county, period)
    told = _what_is_done(county, period, account, days)
    steps, is_next_found = [], False
    for key, what, on, who in _plan(days, _answered_by(county, period) or days.answers_end):
        done, said, url = told[key]
        state = DONE if done else LATE if _is_past(on) else COMING
        if state == COMING and not is_next_found:
            state, is_next_found = NEXT, True
        steps.append(Step(key, what, on, who, state, said, url))
    return steps


def _answered_by(county, period):
    """Return until when the first of the objections that wait is answered; None without any."""
    waiting = Objection.objects.open().of_month(county, str(period))
    return waiting.order_by("due_on").values_list("due_on", flat=True).first()


def _plan(days, answered_by):
    return (
        ("opened", _("开账，各方看得到每一项"), days.opens, _("系统")),
        ("notice", _("月中提醒还没有做的"), days.notice, _("系统")),
        ("delivery", _("交账截止"), days.delivery_ends, EVERY_PARTY),
        ("entry", _("录入截止"), days.entry_ends, EVERY_PARTY),
        ("draft", _("出草稿"), days.draft, _("系统")),
        ("objections", _("申诉期结束"), days.objections_end, EVERY_PARTY),
        ("answers", _("申诉全部答复"), answered_by, _("上一级")),
        ("signatures", _("两人签字"), days.close, _("县扶贫办、县领导")),
        ("closed", _("锁定"), days.close, _("系统")),
        ("circular", _("月会，印发通报"), days.circular, OFFICE),
        ("accountability", _("问责事项办结"), days.accountability, OFFICE),
    )


def _last_moment(day):
    return clock.moment(day + dt.timedelta(days=1))


def _is_past(on):
    """Say whether the day of a step has gone by: a moment when it has come, a day when the next one has."""
    return clock.now() >= on if isinstance(on, dt.datetime) else clock.today() > on


def _what_is_done(county, period, account, days):
    """Return key → (done, what is said of it, address)."""
    state = account.state if account else None
    drafted, closed = state in DRAFTED, state == AccountState.CLOSED
    objections = Objection.objects.of_month(county, str(period))
    filed, waiting = objections.count(), objections.open().count()
    now = clock.now()
    counted = _("提出 %(filed)s 件，待答复 %(waiting)s 件") % {"filed": filed, "waiting": waiting}
    is_over = now >= _last_moment(days.objections_end)
    found = {
        "opened": (bool(account and account.computed_at), "", ""),
        "notice": (
            bool(account) and (was_told(account, OPEN_LINES) or _last_moment(days.notice) <= now),
            "",
            "",
        ),
        "delivery": (now >= _last_moment(days.delivery_ends), "", ""),
        "entry": (now >= days.entry_ends, "", ""),
        "draft": (drafted, "", ""),
        "objections": (closed or is_over, counted, ""),
        "answers": ((closed or is_over and drafted) and not waiting, counted, ""),
        "signatures": (closed, _signatures(account), ""),
        "closed": (closed, "", ""),
        "circular": _circular(county, period),
        "accountability": _accountability(county, period, closed),
    }
    return found


def _circular(county, period):
    issued = Circular.objects.filter(area=county, month=str(period), state=CircularState.ISSUED).exists()
    return issued, "", reverse("inspections:bulletins")


def _accountability(county, period, closed):
    """Return whether every case that was proposed after closing has ended."""
    cases = AccountabilityAction.objects.filter(county=county, month=str(period))
    waiting = cases.filter(ended_on=None).count()
    said = _("没有办结的 %(n)s 件") % {"n": waiting} if waiting else ""
    return closed and not waiting, said, ""


def _signatures(account):
    """Return who has signed the draft as it is, or what was closed; later versions are not signed anew."""
    if account is None:
        return ""
    seals = AccountSeal.objects.filter(
        account__area=account.area_id, account__month=account.month, digest=F("account__digest")
    )
    said = [f"{seal.get_role_display()} {seal.signed_by}" for seal in seals.select_related("signed_by")]
    if said:
        return "、".join(said)
    return _("由系统锁定，没有签字") if account.state == AccountState.CLOSED else _("还没有签字")
