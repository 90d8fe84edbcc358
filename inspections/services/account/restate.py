"""A later version of a closed month: its own rows copied, a ruling's corrections applied, added up and judged again.

Nothing is asked of the records of today but the codes by which rows are known: parties, helpers' units, rules and
parameters are those of the version that it follows, which stays as it is.
"""

import time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from inspections.evidence import ParametersThen
from inspections.models import AccountMonth, AccountVersion
from inspections.models.account import AccountState
from inspections.services.account import restating, sql
from inspections.services.account.compute import put_in_place
from inspections.services.account.corrections import correct_facts, correct_unit_lines
from inspections.services.account.settling import settle
from inspections.services.account.tables import Partitions
from inspections.services.account.work import Computation
from inspections.services.accountability import propose_for
from inspections.services.proof.freezing import freeze_corrections
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.rules import RULES

# What the version that follows says of the month as the one before did.
KEPT = (
    *("month", "cutoff_at", "computed_at", "rules", "parameters", "asked_parameters"),
    *("code_version", "digest_format"),
)


@transaction.atomic
def restate_account(*, by, objection):
    """Make the version of a closed month that follows the newest one, with the corrections of a ruling; return it.

    `by` ruled, and answers for it. The version says why it was made, and which cells it shows differently.
    ValidationError where the month is not closed or nothing was corrected.
    """
    started = time.monotonic()
    # held in the order of their versions, so that of two rulings at once the second follows the first
    known = AccountMonth.objects.select_for_update().filter(
        area=objection.account.area, month=objection.month
    )
    previous = list(known.order_by("version"))[-1]
    corrections = list(objection.lines.filter(correction__isnull=False).values_list("correction", flat=True))
    if not previous.is_closed:
        raise ValidationError(_("%(month)s 还没有锁定：更正在下一次计算时生效。") % {"month": previous.month})
    if not corrections:
        raise ValidationError(_("没有更正的事项，不用出新的版本。"))
    with because(by=by, reason=objection.ruling, objection=objection.no), connection.cursor() as cursor:
        account = _follow(previous)
        tables = Partitions(cursor, account.pk)
        value: Any = ParametersThen(previous)
        work = Computation(account, value, cursor, tables, corrections=corrections)
        _write(work, previous)
        put_in_place(work)
        _finish(work, previous, by, started)
        version = _say_why(work, previous, objection, by)
        propose_for(account)
        return version


def _follow(previous):
    facts = {name: getattr(previous, name) for name in KEPT}
    return AccountMonth.objects.create(
        area=previous.area,
        version=previous.version + 1,
        state=AccountState.COMPUTING,
        asked_at=clock.now(),
        **facts,
    )


def _write(work, previous):
    """Copy what was judged, correct it, and judge it again by the statements of every month."""
    names = {"previous": int(previous.pk)}
    work.run(restating.RULES, [work.first_id(), work.account.pk], **names)
    work.run(restating.FACTS, [work.first_id(), work.account.pk], **names)
    work.run(restating.UNKEPT, **names)
    correct_facts(work, work.tables.name("fact"))
    work.run(sql.UNHELPED)  # empty: what is kept of these households stands among the facts
    work.run(sql.CELLS)
    work.run(restating.ADD_UNKEPT)
    work.run(restating.DROP_MET)
    work.run(sql.VILLAGE_LINES, work.params | {"first": work.first_id()})
    work.run(restating.UNIT_LINES, [work.first_id(), work.account.pk], **names)
    work.run(restating.CARRIED, [work.first_id(), work.account.pk], **names)
    correct_unit_lines(work)
    work.below = _rules_about_parties(work)
    own = restating.PARTIES.format(**names)
    settle(work, sql.Parties(own, restating.HELPERS_OF_UNIT.format(**names), own, own))


def _rules_about_parties(work):
    work.run("SELECT rule FROM {rule} WHERE slot = 0 ORDER BY rule")
    return [RULES[code] for (code,) in work.cursor.fetchall()]


def _finish(work, previous, by, started):
    account = work.account
    freeze_corrections(account)
    account.counts["late"] = previous.counts.get("late", 0)
    account.state, account.closed_at, account.closed_by = AccountState.CLOSED, clock.now(), by
    account.seconds = round(time.monotonic() - started, 3)
    account.save()


def _say_why(work, previous, objection, by):
    account = work.account
    version = AccountVersion.objects.create(
        area=account.area,
        account=account,
        previous=previous,
        objection=objection,
        reason=objection.ruling,
        approved_by=by,
        made_at=account.closed_at,
    )
    for statement in restating.CHANGES:
        work.cursor.execute(statement, {"now": account.pk, "was": previous.pk})
    return version
