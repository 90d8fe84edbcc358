"""The calendar of the hard account (rulebook D5): what is due, judged from the rows, never remembered."""

import datetime as dt
import time

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from households.models import Household
from inspections.models import AccountMonth, Objection
from inspections.models.account import AccountState
from inspections.services.account.corrections import corrections_of
from inspections.services.account.days import days_of
from inspections.services.account.seal import is_sealed
from inspections.services.account.telling import DRAFTED, OPEN_LINES, was_told
from inspections.services.findings.blocking import blocked_villages
from povertyapp.core import clock
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.reminding import may_disturb

COMPUTE, CLOSE, TELL_OPEN, TELL_DRAFT = "compute", "close", "tell_open", "tell_draft"
# A computation that has just announced itself may not hold its row yet.
GRACE = dt.timedelta(seconds=2)


def counties():
    """Return the counties that have households."""
    beyond = Concat(OuterRef("code"), Value(":"))
    here = Household.objects.filter(area_id__gte=OuterRef("code"), area_id__lt=beyond)
    return Area.objects.filter(Exists(here), level=Level.COUNTY)


def due(now=None):
    """Return (act, county, period) for everything that the calendar asks for now.

    The running month is computed as a whole once a day, so that each party sees what is due, and brought up to date
    each `account.refresh_minutes`; from `account.notice_day` on the parties are told once what is still open. Last
    month is drafted when its entry has ended, anew when a ruling put something right, and the parties are told once.
    It is closed on its day, or once neither a blocking finding nor an unanswered objection nor a missing signature
    holds it open any more. A month left `computing` by a dead worker is computed again.
    """
    now = now or clock.now()
    today = clock.day_of(now)
    return [item for county in counties() for item in _due_in(county, now, today)]


def _due_in(county, now, today):
    this, last = Period.of(today), Period.of(today).previous
    value = Parameters(county.code, today)
    for account in AccountMonth.objects.filter(area=county, state=AccountState.COMPUTING):
        if _was_dropped(account, now):
            yield COMPUTE, county, account.period
    for period in (last, this):
        account = _account(county, period)
        if account and account.state in (AccountState.CLOSED, AccountState.COMPUTING):
            continue
        if _is_stale(account, period, value, now):
            yield COMPUTE, county, period
            continue
        days = days_of(county.code, period)
        if period == last and today >= days.close and _may_close(account):
            yield CLOSE, county, period
        elif may_disturb(value, now) and (kind := _untold(account, days, today)):
            yield kind, county, period


def _is_stale(account, period, value, now):
    if account is None or account.computed_at is None:
        return True
    if now >= period.entry_ends(value):
        return account.state == AccountState.OPEN or _was_corrected(account)
    return now - account.computed_at >= dt.timedelta(minutes=int(value("account.refresh_minutes")))


def is_to_be_refreshed(county, period):
    """Say whether what changed is enough to bring a month up to date: it was computed as a whole today."""
    account = _account(county, period)
    if account is None or account.computed_at is None:
        return False
    return clock.day_of(account.computed_at) == clock.today()


def _was_corrected(account):
    """Say whether a ruling put something right since the draft was computed."""
    return corrections_of(account).filter(made_at__gte=account.computed_at).exists()


def _may_close(account):
    """Say whether nothing holds a month open: it is a draft, signed where the county wants it, nobody waits."""
    if account.state != AccountState.DRAFT or blocked_villages(account.area, account.period):
        return False
    if Objection.objects.open().of_month(account.area, account.month).exists():
        return False
    wants = Parameters(account.area_id, account.period.start)("account.needs_signatures")
    return not wants or is_sealed(account)


def _untold(account, days, today):
    """Return what the parties are to be told of a month and were not told yet, blank for nothing."""
    if account.state == AccountState.OPEN and days.notice <= today <= days.delivery_ends:
        return "" if was_told(account, OPEN_LINES) else TELL_OPEN
    if account.state == AccountState.DRAFT and days.draft <= today <= days.objections_end:
        return "" if was_told(account, DRAFTED) else TELL_DRAFT
    return ""


def _was_dropped(account, now):
    """Say whether a computation began and nobody holds its row any more."""
    if now - account.asked_at < GRACE:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM inspections_accountmonth WHERE id = %s FOR UPDATE SKIP LOCKED", [account.pk]
        )
        return cursor.fetchone() is not None


def _account(county, period):
    return AccountMonth.objects.filter(area=county, month=str(period)).order_by("-version").first()


def is_draft(county, period):
    """Say whether the month waits to be closed."""
    account = _account(county, period)
    return account is not None and account.state == AccountState.DRAFT


def is_computed_since(county, period, asked_at):
    """Say whether the month was closed, or computed after that moment (ISO 8601; blank: never)."""
    account = _account(county, period)
    if account is None:
        return False
    if account.is_closed:
        return True
    if not asked_at or account.computed_at is None or account.state == AccountState.COMPUTING:
        return False
    return account.computed_at >= dt.datetime.fromisoformat(asked_at)


def wait_until_computed(county, period, asked_at, timeout):
    """Return the account once a worker has computed it; ValidationError after `timeout` seconds."""
    until = time.monotonic() + timeout
    while time.monotonic() < until:
        if is_computed_since(county, period, asked_at.isoformat()):
            return _account(county, period)
        time.sleep(0.2)
    raise ValidationError(
        _("等了 %(seconds)s 秒还没有算完：请看后台任务进程（worker）是否在运行，或加 --eager 直接计算。")
        % {"seconds": timeout}
    )
