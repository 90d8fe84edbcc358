"""Excuse what an approved excuse covers (rulebook D2): a line that would be missed is `excused` instead.

What was delivered stays met, and a lie stays a lie. A leave or a replacement excuses visits only, and only where the
person who stood in went to the household on those days.
"""

from assistance.choices import Channel
from assistance.models import Visit
from inspections.choices.objections import NEEDS_SUBSTITUTE
from inspections.models import Excuse
from povertyapp.core.rules import HOUSEHOLD

FACTS = """
UPDATE {facts} AS fact SET excused = fact.excused | found.mask, missed = fact.missed & ~found.mask
FROM (
    SELECT f.id, bit_or(1::bigint << r.bit) AS mask
    FROM inspections_excuse AS e
    JOIN {fact} AS f ON f.helper_id = e.helper_id AND (e.household_id IS NULL OR e.household_id = f.household_id)
    JOIN {rule} AS r ON r.population = f.population AND f.missed >> r.bit & 1 = 1 AND f.falsified >> r.bit & 1 = 0
     AND (e.rule = '' OR e.rule = r.rule)
    WHERE e.id = ANY(%(excuses)s) AND e.level = 'helper'
      AND (NOT e.kind = ANY(%(substituted)s) OR r.rule = ANY(%(visits)s) AND f.required[r.slot] <= (
          SELECT count(*) FROM assistance_visit AS v
          WHERE v.household_id = f.household_id AND v.helper_id = e.substitute_id AND v.channel = %(home)s
            AND v.voided_at IS NULL AND v.recorded_at < %(cutoff)s
            AND v.happened_on BETWEEN greatest(e.from_date, %(start)s) AND least(e.to_date, %(end)s)))
    GROUP BY f.id
) AS found
WHERE fact.id = found.id AND fact.account_id = %(account)s
"""
LINES = """
UPDATE {unit_line} AS line SET outcome = 'excused'
FROM inspections_excuse AS e
WHERE e.id = ANY(%(excuses)s) AND NOT e.kind = ANY(%(substituted)s) AND e.household_id IS NULL
  AND line.level = e.level AND line.code = e.code AND line.outcome IN ('failed', 'partial')
  AND (e.rule = '' OR e.rule = line.rule)
"""


def excuses_of(work):
    """Return the excuses that the month of a computation takes."""
    cutoff = work.period.entry_ends(work.value)
    return list(
        Excuse.objects.holding(work.account.area_id, work.period, cutoff).values_list("pk", flat=True)
    )


def excuse_facts(work):
    """Apply the excuses of helpers to the facts of their households."""
    if work.excuses:
        work.run(FACTS, _params(work))


def excuse_unit_lines(work):
    """Apply the excuses of units, and of helpers beside their households, to the lines that stand by themselves."""
    if work.excuses:
        work.run(LINES, _params(work))


def _params(work):
    return work.params | {
        "excuses": work.excuses,
        "substituted": list(NEEDS_SUBSTITUTE),
        "visits": [bit.rule.code for bit in work.bits_over(HOUSEHOLD) if _counts_own_visits(work, bit.duty)],
        "home": Channel.HOME,
        "cutoff": work.period.entry_ends(work.value),
    }


def _counts_own_visits(work, duty):
    """Say whether a duty asks the helper himself for visits."""
    source = duty.counts.source
    return "helper_id" in source.keys and source.rows(work.period, work.value).model is Visit  # noqa: SIM118
