"""How every party of a county stands in a closed month: counted in one statement over the newest closed versions."""

from dataclasses import dataclass

from django.db import connection

from inspections.choices import MeasureStatus
from inspections.choices.accountability import VETO, ActionKind, CaseState
from inspections.escalation import Standing, Year
from inspections.models import AccountabilityAction, AccountabilityGround
from povertyapp.core.period import Period

DONE = (MeasureStatus.SUBMITTED, MeasureStatus.VERIFIED, MeasureStatus.CLOSED)
# The newest closed version of each month; months that were never closed say nothing of anybody.
_MONTHS = """
SELECT DISTINCT ON (month) id, month, version FROM inspections_accountmonth
WHERE area_id = %(county)s AND state = 'closed' AND month BETWEEN %(first)s AND %(last)s
ORDER BY month, version DESC
"""
ROLLING = f"""
WITH months AS ({_MONTHS}),
party AS (
    SELECT p.level, p.code, p.verdict, m.month,
           row_number() OVER (PARTITION BY p.level, p.code ORDER BY m.month DESC) AS back
    FROM inspections_account_party AS p JOIN months AS m ON m.id = p.account_id
    WHERE p.verdict <> 'no_account' AND p.level <> 'county'
)
SELECT level, code, max(verdict) FILTER (WHERE month = %(last)s),
       coalesce(min(back) FILTER (WHERE verdict = 'settled') - 1, count(*)),
       count(*) FILTER (WHERE verdict <> 'settled'),
       count(*) FILTER (WHERE verdict = 'falsified'),
       array_agg(month ORDER BY month DESC) FILTER (WHERE verdict <> 'settled')
FROM party GROUP BY level, code
HAVING bool_or(month = %(last)s AND verdict <> 'settled')
ORDER BY level, code
"""
OF_YEAR = f"""
WITH months AS ({_MONTHS})
SELECT p.level, p.code, round(avg(p.score), 2), count(*) FILTER (WHERE p.verdict = 'not_settled'),
       count(*) FILTER (WHERE p.verdict = 'falsified'), array_agg(m.month ORDER BY m.month)
FROM inspections_account_party AS p JOIN months AS m ON m.id = p.account_id
WHERE p.verdict <> 'no_account' AND p.level <> 'county'
GROUP BY p.level, p.code ORDER BY p.level, p.code
"""


@dataclass(frozen=True)
class Stood:
    """A party with its standing, the months that speak against it, and its unmet measures and orders by id."""

    level: str
    code: str
    standing: Standing
    months: tuple[str, ...] = ()
    measures: tuple[int, ...] = ()
    orders: tuple[int, ...] = ()


def standings_of(county_code, period, value):
    """Return how every party stands that did not settle the month, or left a measure or an order unmet by its end."""
    first = period.shift(1 - int(value("accountability.window_months")))
    rows = _rows(ROLLING, county_code, first, period)
    unmet, unfulfilled = _unmet(county_code, period), _unfulfilled(county_code, period)
    criticised = _criticised(county_code, first, period)
    found = {(level, code): facts for level, code, *facts in rows}
    parties = sorted(found.keys() | unmet.keys() | unfulfilled.keys())
    return [
        _stood(party, found.get(party), unmet.get(party, ()), unfulfilled.get(party, ()), party in criticised)
        for party in parties
    ]


def years_of(county_code, year):
    """Return (level, code) → (Year, months) of every party with an account in a year."""
    rows = _rows(OF_YEAR, county_code, Period(year, 1), Period(year, 12))
    vetoes: dict[tuple[str, str], int] = {}
    cases = AccountabilityAction.objects.standing().filter(
        county=county_code, trigger__in=VETO, month__startswith=str(year)
    )
    for level, code in cases.values_list("level", "code"):
        vetoes[level, code] = vetoes.get((level, code), 0) + 1
    return {
        (level, code): (Year(mean, unsettled, falsified, vetoes.get((level, code), 0)), tuple(months))
        for level, code, mean, unsettled, falsified, months in rows
    }


def _rows(statement, county_code, first, last):
    with connection.cursor() as cursor:
        cursor.execute(statement, {"county": county_code, "first": str(first), "last": str(last)})
        return cursor.fetchall()


def _stood(party, facts, measures, orders, criticised):
    level, code = party
    if facts is None:
        standing = Standing(unmet=len(measures), unfulfilled=len(orders), has_criticised_itself=criticised)
        return Stood(level, code, standing, (), tuple(measures), tuple(orders))
    verdict, in_a_row, in_year, falsified, months = facts
    standing = Standing(verdict, in_a_row, in_year, falsified, len(measures), len(orders), criticised)
    return Stood(level, code, standing, tuple(months), tuple(measures), tuple(orders))


def _unmet(county_code, period):
    """Return party → measures of its unsettled lines whose deadline lies in the month, and that are not handed in."""
    rows = AccountabilityGround.objects.filter(
        action__county=county_code,
        action__entered_by=None,
        measure__deadline__range=(period.start, period.end),
    ).exclude(measure__status__in=DONE)
    return _by_party(rows.order_by("measure_id").values_list("action__level", "action__code", "measure_id"))


def _unfulfilled(county_code, period):
    """Return party → orders whose check within the month after found them not fulfilled."""
    rows = AccountabilityAction.objects.filter(
        county=county_code, state=CaseState.NOT_FULFILLED, ended_on__range=(period.start, period.end)
    )
    return _by_party(rows.order_by("pk").values_list("level", "code", "pk"))


def _by_party(rows):
    found: dict[tuple[str, str], list[int]] = {}
    for level, code, pk in rows:
        found.setdefault((level, code), [])
        if pk not in found[level, code]:
            found[level, code].append(pk)
    return found


def _criticised(county_code, first, period):
    rows = AccountabilityAction.objects.standing().filter(
        county=county_code,
        kind__in=(ActionKind.SELF_CRITICISM, ActionKind.ORGANISATIONAL),
        month__gte=str(first),
        month__lt=str(period),
    )
    return set(rows.values_list("level", "code"))
