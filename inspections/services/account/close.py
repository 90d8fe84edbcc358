"""Freeze a month. From now on it is a copy; what comes later is late."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.models import AccountMonth
from inspections.models.account import AccountState
from inspections.services.account.compute import compute_account
from inspections.services.account.undecided import refuse_undecided
from inspections.services.accountability import propose_for
from inspections.services.findings.blocking import refuse_blocked
from inspections.services.proof.freezing import fingerprints, freeze_inputs, read_inputs
from povertyapp.core import clock
from povertyapp.core.chain import seal_new
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.models import MonthLock
from povertyapp.core.month_locks import hold_months_for_closing
from povertyapp.core.templatetags.house import month_text


@transaction.atomic
def close_account(county, period, *, by=None, note=""):
    """Close the drafted account of a month and lock the month; return the account.

    `note` says on whose decision, and is kept with the change.
    Refused with ValidationError: no draft yet, already closed, objections that wait for their answer, or findings
    that block hold the month of some villages open. Conflict: records came in since the draft that would change it
    (compute it again first, so that the parties see what is frozen), or while it was being closed. What it was
    computed from is kept with it.
    """
    hold_months_for_closing(county.code)
    rows = AccountMonth.objects.select_for_update().filter(area=county, month=str(period))
    account = rows.order_by("-version").first()
    if account is None or account.state in (AccountState.OPEN, AccountState.COMPUTING):
        said = {"month": month_text(period)}
        raise ValidationError(_("%(month)s还没有草稿：录入截止以后先计算，再锁定。") % said)
    if account.is_closed:
        raise ValidationError(_("%(month)s已经锁定，不用再锁。") % {"month": month_text(period)})
    refuse_undecided(county, period)
    refuse_blocked(county, period)
    seen, inputs = account.digest, fingerprints(read_inputs(account, with_results=False))
    account = computed_as_seen(county, period, seen, by=by)
    freeze_inputs(account, inputs)
    account.state, account.closed_at, account.closed_by = AccountState.CLOSED, clock.now(), by
    with because(by=by, reason="close_account", **({"note": note} if note else {})):
        account.save()
        MonthLock.objects.create(county=county, month=str(period), closed_at=account.closed_at)
    propose_for(account)
    transaction.on_commit(partial(seal_new, "closing"), robust=True)
    return account


def computed_as_seen(county, period, seen, *, by=None):
    """Compute a draft again and return it; Conflict where its fingerprint is another than was seen."""
    account = compute_account(county, period, by=by)
    if account.digest != seen:
        raise Conflict(
            _("草稿之后有新的记录。请县扶贫办重新计算%(month)s，各方看过再签字锁定。")
            % {"month": month_text(period)}
        )
    return account
