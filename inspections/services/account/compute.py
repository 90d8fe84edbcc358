"""Compute a county's month: facts, figures, verdicts and fingerprint, set-based, in one transaction."""

import time

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

import povertyapp
from inspections.models import AccountMonth, LateEntry
from inspections.models.account import AccountState
from inspections.services.account import sql
from inspections.services.account.carrying import carry
from inspections.services.account.changes import changes_since, read_until
from inspections.services.account.corrections import (
    correct_facts,
    correct_unit_lines,
    corrections_of,
)
from inspections.services.account.digest import short_digest, whole_digest, write_leaves
from inspections.services.account.excusing import excuse_facts, excuse_unit_lines, excuses_of
from inspections.services.account.passes import write_facts, write_rules, write_unit_lines
from inspections.services.account.settling import add_up_cells, settle
from inspections.services.account.tables import Partitions
from inspections.services.account.work import Computation, Counts
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.parameters import Parameters
from povertyapp.core.templatetags.house import month_text


def open_account(county, period):
    """Return the newest version of the county's account of the month, made `open` when there is none."""
    account = AccountMonth.objects.filter(area=county, month=str(period)).order_by("-version").first()
    return account or AccountMonth.objects.get_or_create(area=county, month=str(period), version=1)[0]


def refuse_closed(account):
    """Raise ValidationError for a month that is closed."""
    if account.is_closed:
        raise ValidationError(
            _("%(month)s已锁定，不能重新计算；有出入的请提出申诉。") % {"month": month_text(account.month)}
        )


def compute_account(county, period, *, by=None):
    """Draft the account of a month (rulebook D1-D5) and return it; a closed month is refused.

    Safe to run twice and at the same time: the month's lock lets one computation in, the last one stands. A
    computation that dies leaves nothing: its tables are made in the same transaction. Before the cut-off the
    month stays `open` with its figures so far; after it the account is a `draft`.
    """
    return _compute(county, period, by)


def refresh_account(county, period, *, by=None):
    """Bring the figures of the running month up to date and return the account: as `compute_account`, with the same
    result, but of the facts only those of households whose records changed are computed again.

    A month that was never computed, whose entry has ended, or whose rules or parameters are others by now, is
    computed as a whole.
    """
    return _compute(county, period, by, only_changes=True)


def _compute(county, period, by, *, only_changes=False):
    account = open_account(county, period)
    _begin(account, by)
    started = time.monotonic()
    with transaction.atomic(), because(by=by, reason="compute_account"), connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")
        account = AccountMonth.objects.select_for_update().get(pk=account.pk)
        refuse_closed(account)
        work = Computation(
            account, Parameters(county.code, period.start), cursor, Partitions(cursor, account.pk)
        )
        work.corrections = list(corrections_of(account).values_list("pk", flat=True))
        with sql.reading_whole_tables(cursor):
            _fill(work, only_changes)
            _finish(work, started)
    return account


def _begin(account, by):
    """Show that the month is being computed, before the work begins."""
    with because(by=by, reason="compute_account"):
        changed = (
            AccountMonth.objects.filter(pk=account.pk)
            .exclude(state=AccountState.CLOSED)
            .update(state=AccountState.COMPUTING, asked_at=clock.now())
        )
    if not changed:
        account.refresh_from_db()
        refuse_closed(account)


def _fill(work, only_changes):
    read_at = read_until(work.cursor)
    write_rules(work)
    work.changes = changes_since(work) if only_changes else None
    if work.changes is not None:
        work.tables.keep_facts()
    work.account.read_at = read_at
    work.excuses = excuses_of(work)
    write_facts(work)
    excuse_facts(work)
    correct_facts(work, "account_unhelped", work.tables.name("fact"))
    add_up_cells(work)
    write_unit_lines(work)
    excuse_unit_lines(work)
    correct_unit_lines(work)
    settle(work, sql.Parties())
    carry(work)


def _finish(work, started):
    account, cursor = work.account, work.cursor
    account.parameters = work.value.as_dict()
    # What was kept from the computation before was computed with what that one asked for.
    kept = account.asked_parameters if work.changes is not None else ()
    account.asked_parameters = sorted(work.value.asked.union(kept))
    account.cutoff_at = work.period.entry_ends(work.value)
    account.computed_at = clock.now()
    account.state = AccountState.DRAFT if account.computed_at >= account.cutoff_at else AccountState.OPEN
    put_in_place(work, still_runs=account.state == AccountState.OPEN)
    cursor.execute(sql.LATE, work.params)
    account.counts["late"] = LateEntry.objects.filter(account=account).count()
    account.rules = work.said_rules
    account.code_version = povertyapp.__version__
    account.seconds = round(time.monotonic() - started, 3)
    account.save()


def put_in_place(work, *, still_runs=False):
    """Take the counts of what was written, let it stand for the account, and take its fingerprint: while entry
    `still_runs`, the short one, since nobody has to prove what changes each hour.

    The account's parameters, and which of them were asked for, must stand on it.
    """
    work.account.counts = _counts(work)
    if not still_runs:
        write_leaves(work)
    work.tables.swap()
    work.account.digest = (short_digest if still_runs else whole_digest)(work.account)


def _counts(work):
    """Return parties by level, verdicts, lines and failed lines, as the command prints them."""
    work.run("SELECT level, verdict, count(*), sum(lines), sum(failed) FROM {party} GROUP BY level, verdict")
    counts: Counts = {"parties_by_level": {}, "verdicts": {}, "lines": 0, "failed_lines": 0}
    for level, verdict, parties, lines, failed in sorted(work.cursor.fetchall()):
        counts["parties_by_level"][level] = counts["parties_by_level"].get(level, 0) + parties
        counts["verdicts"][verdict] = counts["verdicts"].get(verdict, 0) + parties
        counts["lines"] += int(lines)
        counts["failed_lines"] += int(failed)
    return counts
