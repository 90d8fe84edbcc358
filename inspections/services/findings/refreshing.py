"""Open what is newly broken, clear what was healed: one pass over each population, then two statements."""

import datetime as dt
from functools import lru_cache
from typing import Any, NamedTuple, TypedDict

from django.db import connection, transaction

from assistance.models import Helper
from households.models import Household, HouseholdMember
from households.services.school_years import keep_school_years
from inspections.choices import ClaimStatus, Resolution
from inspections.models import PublishedFigure
from inspections.models.finding import SubjectKind
from inspections.services.findings.claims import void_changed, withdraw_ended
from inspections.services.findings.holding import hold_county
from inspections.services.findings.values import note_values
from povertyapp.core import clock
from povertyapp.core.faults import FaultPass, compile_faults
from povertyapp.core.parameters import Parameters
from povertyapp.core.rules import Kind, rules_of


class Subject(NamedTuple):
    """What a finding points at: its kind, its model, the column of its natural key."""

    kind: SubjectKind
    model: Any
    key: str


SUBJECTS = {
    subject.kind.value: subject
    for subject in (
        Subject(SubjectKind.HOUSEHOLD, Household, "household_no"),
        Subject(SubjectKind.MEMBER, HouseholdMember, "person_no"),
        Subject(SubjectKind.HELPER, Helper, "code"),
        Subject(SubjectKind.PUBLISHED, PublishedFigure, "pk"),
    )
}

TABLE = "CREATE TEMPORARY TABLE broken (rule text, subject_kind text, code text, area_id text) ON COMMIT DROP"
JUDGE = "INSERT INTO broken SELECT rule, %s, code::text, area_id FROM ({rows}) AS found"
CONFIRMED = """
SELECT claim.id FROM inspections_claim AS claim JOIN broken
  ON claim.rule = broken.rule AND claim.subject_code = broken.code
WHERE claim.status = %s AND claim.valid_until >= %s
"""
# While the township's yes is valid, a record that is true as it stands is no finding.
PASS_OVER = """
DELETE FROM broken USING inspections_claim AS claim
WHERE claim.rule = broken.rule AND claim.subject_code = broken.code
  AND claim.status = %s AND claim.valid_until >= %s
"""
OPEN = """
WITH opened AS (
  INSERT INTO inspections_finding
    (area_id, rule, subject_kind, subject_code, value, found_at, due_on, resolution, is_claimed)
  SELECT area_id, rule, subject_kind, code, '{}', %s, %s, '', false FROM broken
  ON CONFLICT (rule, subject_code) WHERE cleared_at IS NULL DO NOTHING
  RETURNING rule
)
SELECT rule, count(*) FROM opened GROUP BY rule
"""
CLEAR = """
UPDATE inspections_finding AS f SET cleared_at = %s, resolution = %s
WHERE f.cleared_at IS NULL AND f.area_id >= %s AND f.area_id < %s AND f.rule = ANY(%s)
  AND NOT EXISTS (SELECT 1 FROM broken WHERE broken.code = f.subject_code AND broken.rule = f.rule)
"""
# A household that moved takes its findings along.
FOLLOW = """
UPDATE inspections_finding AS f SET area_id = broken.area_id
FROM broken WHERE f.cleared_at IS NULL AND f.rule = broken.rule AND f.subject_code = broken.code
  AND f.area_id <> broken.area_id
"""


class Counts(TypedDict):
    """How many findings were opened and ended, and how many were opened by rule."""

    opened: int
    cleared: int
    by_rule: dict[str, int]


@transaction.atomic
def refresh_findings(area, period):
    """Open what is newly broken and clear what was healed within an area; return counts by rule and in all.

    Findings that ended stay, with the moment and how. Two refreshes of one county wait for each other; a second
    one over the same records changes nothing.
    """
    now, value = clock.now(), Parameters(area.code, period.start)
    with connection.cursor() as cursor:
        hold_county(area.code)
        # Every hash of the pass stays in memory; without it each of them is written out and read again.
        cursor.execute("SET LOCAL work_mem = '64MB'")
        keep_school_years(area=area, day=now.date())
        judged = _judge(cursor, area, period, value)
        cursor.execute(CONFIRMED, [ClaimStatus.ACCEPTED, now.date()])
        void_changed(period, value, [pk for (pk,) in cursor.fetchall()])
        cursor.execute(PASS_OVER, [ClaimStatus.ACCEPTED, now.date()])
        due_on = now.date() + dt.timedelta(days=int(value("data.mend_days")))
        cursor.execute(OPEN, [now, due_on])
        opened = dict(cursor.fetchall())
        cursor.execute(CLEAR, [now, Resolution.CORRECTED, area.code, f"{area.code}:", judged])
        cleared = cursor.rowcount
        withdraw_ended(area)
        cursor.execute(FOLLOW)
        note_values(opened, area, period, now)
        cursor.execute("DROP TABLE broken")
    by_rule = {code: opened.get(code, 0) for code in judged}
    return Counts(opened=sum(by_rule.values()), cleared=cleared, by_rule=by_rule)


@lru_cache(maxsize=12)
def _passes_of(
    area_code: str, period: Any, day: Any, parameters: str
) -> dict[tuple[int, ...], tuple[list[Any], FaultPass]]:
    """Return where the passes over an area with its parameters, on one day, are kept: to write their SQL anew takes
    longer than a small area's pass."""
    return {}


def _judge(cursor, area, period, value):
    """Fill `broken` with every rule and row that breaks it; return the codes of the rules that were asked."""
    cursor.execute(TABLE)
    populations: dict[Any, list[Any]] = {}
    for rule in rules_of(Kind.DATA):
        populations.setdefault(rule.over, []).append(rule)
    passes = _passes_of(area.code, period, clock.today(), repr(value.as_dict()))
    for rules in populations.values():
        subject = SUBJECTS[rules[0].subject]
        # A rule is told by its place in memory, where it is kept with the pass.
        key = tuple(map(id, rules))
        if key not in passes:
            passes[key] = rules, compile_faults(rules, subject.key, period, value, area.code)
        found = passes[key][1]
        cursor.execute(JUDGE.format(rows=found.sql), [subject.kind, *found.params])
    cursor.execute("CREATE INDEX ON broken (code, rule)")
    cursor.execute("ANALYZE broken")
    return [rule.code for rule in rules_of(Kind.DATA)]
