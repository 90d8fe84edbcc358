"""What the software proposes after a month is closed (rulebook D6), and what it takes back when a month is restated."""

from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from inspections.choices.accountability import Actor, CaseState
from inspections.escalation import YEAR_TRIGGERS, grade_of, proposal_of, triggers_of
from inspections.models import AccountabilityAction, AccountabilityGround, AccountMonth, PartyAccount
from inspections.models.account import AccountState, PartyLevel
from inspections.services.accountability.common import numbers, working_day
from inspections.services.accountability.mending import plan_mending
from inspections.services.accountability.standings import standings_of, years_of
from inspections.services.accountability.taking import take
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.models.area import TOWNSHIP_DIGITS
from povertyapp.core.parameters import Parameters
from povertyapp.core.todo import day_of

OPEN = (CaseState.PROPOSED, CaseState.SERVED)
YEAR_ENDS = 12
# Unsettled lines of the parties for which a case was just made, the hard ones first asked for.
LINES = """
INSERT INTO inspections_accountabilityground (action_id, area_id, account_id, month, version, verdict, rule, title,
    subject_kind, subject_code, required, delivered, outcome)
SELECT a.id, a.area_id, m.id, m.month, m.version, '', line.rule, r.title, line.subject_kind, line.subject_code,
       line.required, line.delivered, line.outcome
FROM inspections_account_line AS line
JOIN inspections_accountmonth AS m ON m.id = line.account_id
JOIN inspections_account_rule AS r ON r.account_id = m.id AND r.rule = line.rule
JOIN inspections_accountabilityaction AS a ON a.level = line.party_level AND a.code = line.party_code
WHERE line.account_id = %s AND a.id = ANY(%s) AND (r.is_hard OR line.outcome = 'falsified')
  AND line.outcome IN ('failed', 'partial', 'falsified')
ORDER BY a.id, line.rule, line.subject_code
"""


@dataclass
class Wanted:
    """A proposal that should stand, for one party and month."""

    key: str
    level: str
    code: str
    triggers: list[str]
    proposal: Any
    facts: dict[str, Any]
    months: tuple[str, ...] = ()
    measures: tuple[int, ...] = ()
    orders: tuple[int, ...] = ()


@dataclass
class Proposed:
    """What came of looking at a month: how many cases were made, kept and taken back."""

    made: list[AccountabilityAction] = field(default_factory=list)
    kept: int = 0
    withdrawn: int = 0


@transaction.atomic
def propose_for(account: AccountMonth) -> Proposed:
    """Propose what D6 asks for every party of a closed month; return what was made, kept and taken back.

    Safe to repeat. Of a restated month (version 2 and on) the later closed months are looked at again as well:
    proposals that no longer stand are withdrawn, what was decided stays until the body above revokes it.
    """
    result = Proposed()
    if not account.is_closed:
        return result
    # one look at a county at a time
    AccountMonth.objects.select_for_update().get(pk=account.pk)
    months = [account]
    if account.version > 1:
        months += _closed_after(account)
    for month in months:
        _look_at(month, result)
    return result


def _closed_after(account):
    value = Parameters(account.area_id, account.period.start)
    last = account.period.shift(int(value("accountability.window_months")) - 1)
    later = AccountMonth.objects.filter(
        area=account.area_id, state=AccountState.CLOSED, month__gt=account.month, month__lte=str(last)
    )
    return list(later.order_by("month", "-version").distinct("month"))


def _look_at(account, result):
    value = Parameters(account.area_id, account.period.start)
    wanted = {item.key: item for item in [*_of_month(account, value), *_of_year(account, value)]}
    known = AccountabilityAction.objects.filter(
        county=account.area_id, entered_by=None, month=account.month
    ).exclude(state=CaseState.WITHDRAWN)
    for case in known:
        item = wanted.get(case.key)
        if case.state in OPEN and (item is None or _differs(case, item)):
            _withdraw(case, account)
            result.withdrawn += 1
        else:
            wanted.pop(case.key, None)
            result.kept += 1
    result.made += _make(account, list(wanted.values()))


def _of_month(account, value):
    for stood in standings_of(account.area_id, account.period, value):
        names = triggers_of(stood.standing, value)
        if names:
            standing = stood.standing
            yield Wanted(
                key=f"{account.month}:{stood.level}:{stood.code}",
                level=stood.level,
                code=stood.code,
                triggers=names,
                proposal=(names[-1], standing.has_criticised_itself),
                facts={
                    "in_a_row": standing.in_a_row,
                    "in_year": standing.in_year,
                    "falsified": standing.falsified,
                },
                months=stood.months,
                measures=stood.measures,
                orders=stood.orders,
            )


def _of_year(account, value):
    """Yield what the grade of a year asks for (JZ-22), once its last month is closed."""
    if account.period.month != YEAR_ENDS:
        return
    for (level, code), (year, months) in years_of(account.area_id, account.period.year).items():
        grade = grade_of(year, value)
        if grade in YEAR_TRIGGERS:
            yield Wanted(
                key=f"{account.period.year}:{level}:{code}",
                level=level,
                code=code,
                triggers=[YEAR_TRIGGERS[grade]],
                proposal=(YEAR_TRIGGERS[grade], False),
                facts={"grade": grade, "mean": str(year.mean), "months": len(months)},
                months=months,
            )


def _differs(case, item):
    return case.trigger != item.triggers[-1] or sorted(case.triggers) != sorted(item.triggers)


def _withdraw(case, account):
    reason = _("%(month)s 硬账第 %(version)s 版更正后，原来的情形不再成立。") % {
        "month": account.month,
        "version": account.version,
    }
    take(case, CaseState.WITHDRAWN, by=None, acting_as=Actor.SOFTWARE, on=clock.today(), reason=reason)


def _make(account, items):
    """Store the cases of a month and what each stands on."""
    if not items:
        return []
    parties = _parties(account, items)
    now, today = clock.now(), clock.today()
    no = numbers(account.area_id, today.year)
    due = working_day(account.area_id, today, "accountability.serve_days")
    cases = [
        _case(account, item, parties[item.level, item.code], next(no), now, due)
        for item in items
        if (item.level, item.code) in parties
    ]
    with because(by=None, reason="propose_accountability"):
        made = AccountabilityAction.objects.bulk_create(cases)
    _write_grounds(account, items, {case.key: case for case in made})
    of_month = [case.pk for case in made if case.trigger not in YEAR_TRIGGERS.values()]
    with connection.cursor() as cursor:
        cursor.execute(LINES, [account.pk, of_month])
    plan_mending(account, made, Parameters(account.area_id, account.period.start))
    return made


def _parties(account, items):
    """Return (level, code) → the party's account of the month, or of its newest one where it has none now."""
    codes = {item.code for item in items}
    rows = PartyAccount.objects.filter(
        account__area=account.area_id,
        account__state=AccountState.CLOSED,
        account__month__lte=account.month,
        code__in=codes,
    )
    rows = rows.select_related("helper__unit").order_by(
        "level", "code", "-account__month", "-account__version"
    )
    return {(row.level, row.code): row for row in rows.distinct("level", "code")}


def place_of_party(level, area_id, county_code):
    """Return where a party's case lies: a helper's with his township, so that his village does not read it."""
    if level == PartyLevel.HELPER:
        return area_id[:TOWNSHIP_DIGITS] if len(area_id) >= TOWNSHIP_DIGITS else county_code
    return area_id


def _case(account, item, party, no, now, due):
    name, has_criticised = item.proposal
    place = place_of_party(item.level, party.area_id, account.area_id)
    township = place[:TOWNSHIP_DIGITS] if len(place) >= TOWNSHIP_DIGITS else ""
    proposal = proposal_of(name, item.level, place=township, has_criticised_itself=has_criticised)
    return AccountabilityAction(
        no=no,
        county_id=account.area_id,
        area_id=place,
        level=item.level,
        code=item.code,
        name=party.name,
        helper=party.helper,
        answered_by_id=party.helper.user_id if party.helper else None,
        answers_for=party.name if party.helper else "",
        proposed_kind=proposal.kind,
        kind=proposal.kind,
        trigger=name,
        triggers=item.triggers,
        may_exonerate=proposal.may_exonerate,
        month=account.month,
        key=item.key,
        body=proposal.body,
        joint_body=proposal.joint_body,
        appeal_body=proposal.appeal_body,
        facts=item.facts,
        proposed_at=now,
        state_since=day_of(now),
        due_on=due,
    )


def _write_grounds(account, items, cases):
    """Store the months, measures and orders that cases stand on; their lines follow in one statement."""
    items = [item for item in items if item.key in cases]
    stood = _months_of(account, items)
    rows = []
    for item in items:
        case = cases[item.key]
        facts = {"action": case, "area_id": case.area_id}
        found = [stood[item.level, item.code, month] for month in item.months]
        rows += [
            AccountabilityGround(
                account=party.account,
                month=party.account.month,
                version=party.account.version,
                verdict=party.verdict,
                score=party.score,
                **facts,
            )
            for party in found
        ]
        rows += [AccountabilityGround(measure_id=pk, month=account.month, **facts) for pk in item.measures]
        rows += [AccountabilityGround(order_id=pk, month=account.month, **facts) for pk in item.orders]
    AccountabilityGround.objects.bulk_create(rows)


def _months_of(account, items):
    """Return (level, code, month) → the party's account in the newest closed version of each month asked for."""
    months = {month for item in items for month in item.months}
    newest = AccountMonth.objects.filter(
        area=account.area_id, state=AccountState.CLOSED, month__in=months
    ).order_by("month", "-version")
    rows = PartyAccount.objects.filter(
        account__in=list(newest.distinct("month").values_list("pk", flat=True)),
        code__in={item.code for item in items},
    )
    return {(row.level, row.code, row.account.month): row for row in rows.select_related("account")}
