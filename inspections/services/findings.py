"""Findings: the stored results of DATA rules, kept true by set-based SQL (house.md 4.5)."""

from typing import TypedDict

from django.db import connection, transaction
from django.db.models import F

from inspections.models import Finding
from povertyapp.core import clock
from povertyapp.core.rules import RULES, Kind, rules_of
from povertyapp.core.verdicts import data_rows
from povertyapp.core.workbooks.findings import Finding as FoundThing

# What a finding points at, by the model of the rule's population: its kind and the column of its natural key.
SUBJECTS = {"household": ("household", "household_no"), "householdmember": ("member", "person_no")}

OPEN = """
INSERT INTO inspections_finding (area_id, rule, subject_kind, subject_code, found_at)
SELECT broken.area_id, %s, %s, broken.code, %s FROM ({rows}) AS broken
ON CONFLICT (rule, subject_code) WHERE cleared_at IS NULL DO NOTHING
"""
CLEAR = """
UPDATE inspections_finding AS f SET cleared_at = %s
WHERE f.rule = %s AND f.cleared_at IS NULL AND f.area_id >= %s AND f.area_id < %s
  AND NOT EXISTS (SELECT 1 FROM ({rows}) AS broken WHERE broken.code = f.subject_code)
"""


class Counts(TypedDict):
    """How many findings were opened and healed, and how many were opened by rule."""

    opened: int
    cleared: int
    by_rule: dict[str, int]


@transaction.atomic
def refresh_findings(area, period):
    """Open what is newly broken and clear what was healed within an area; return counts by rule and in all.

    Healed findings stay, with the moment at which they were cleared. Safe to run at any time.
    """
    counts: Counts = {"opened": 0, "cleared": 0, "by_rule": {}}
    now = clock.now()
    with connection.cursor() as cursor:
        for rule in rules_of(Kind.DATA):
            rows, kind = _broken(rule, period, area.code)
            sql, params = rows.query.sql_with_params()
            cursor.execute(OPEN.format(rows=sql), [rule.code, kind, now, *params])
            opened = cursor.rowcount
            cursor.execute(CLEAR.format(rows=sql), [now, rule.code, area.code, f"{area.code}:", *params])
            counts["opened"] += opened
            counts["cleared"] += cursor.rowcount
            counts["by_rule"][rule.code] = opened
    return counts


def _broken(rule, period, area_code):
    rows = data_rows(rule, period, area_code).order_by()
    kind, key = SUBJECTS[rows.model._meta.model_name]
    return rows.values("area_id", code=F(key)), kind


def stored_findings(area):
    """Return the open findings of an area in the form that every JSON shows (contract.md)."""
    rows = (
        Finding.objects.in_area(area.code).filter(cleared_at=None).order_by("area_id", "rule", "subject_code")
    )
    return [_as_told(row) for row in rows]


def _as_told(row):
    rule = RULES[row.rule]
    subject = dict(SUBJECTS.values())[row.subject_kind]
    return FoundThing(
        code=row.rule,
        severity="error",
        scope=row.subject_kind,
        message=rule.text.split("\n")[0],
        **{subject: row.subject_code},
    )
