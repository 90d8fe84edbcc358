"""Show what the closed month before had missed and that was made up since (补交, rulebook D4).

A line is made up by evidence of its own month that was entered after that month's cut-off, or by what was done since:
where the duty looks at how things stand, by how they stand now; where it asks for something in each month
(`counts_anew`), by what came on top of what this month asks for. A lie is not made up, and a village's duty over its
households (LF-13) and duties about the parties below have nothing that could be. The closed month stays as it is.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from assistance.models import TrainingAttendance, Visit
from inspections.evidence import ParametersThen
from inspections.models import AccountMonth, AccountRule
from inspections.models.account import AccountState
from povertyapp.core.onepass import bits_of, by_population, compile_pass
from povertyapp.core.period import Period
from povertyapp.core.rules import HOUSEHOLD, RULES, UNIT
from povertyapp.core.scoping import within

CARRY = """
INSERT INTO {carried} (id, account_id, area_id, month, level, code, name, helper_id, rule, title, subject_kind,
                       subject_code, required, delivered, weight, is_hard)
SELECT %(first)s + row_number() OVER (), %(account)s, was.area_id, %(month)s, was.level, was.code, party.name,
       party.helper_id, was.rule, was.title, was.subject_kind, was.subject_code, was.required, was.delivered,
       was.weight, was.is_hard
FROM (<found>) AS was
JOIN inspections_account_party AS party
  ON party.account_id = %(before)s AND party.level = was.level AND party.code = was.code
WHERE NOT EXISTS (
    SELECT FROM {carried} AS told
    WHERE told.level = was.level AND told.code = was.code AND told.rule = was.rule AND told.area_id = was.area_id
      AND told.subject_kind = was.subject_kind AND told.subject_code = was.subject_code)
"""
# What the month before had missed, a row a household or a thing of a unit, with what there is of it `now`.
_MISSED_FACTS = """
SELECT was.area_id, 'helper'::text AS level, helper.code, old.rule, old.title, 'household'::text AS subject_kind,
       household.household_no AS subject_code, was.required[old.slot] AS required, <delivered> AS delivered,
       old.weight, old.is_hard
FROM inspections_account_fact AS was
JOIN inspections_account_rule AS old
  ON old.account_id = was.account_id AND old.population = was.population AND old.party_level = 'helper'
 AND was.missed >> old.bit & 1 = 1 AND was.falsified >> old.bit & 1 = 0
JOIN assistance_helper AS helper ON helper.id = was.helper_id
JOIN households_household AS household ON household.id = was.household_id
"""
_MISSED_LINES = """
SELECT was.area_id, was.level, was.code, was.rule, old.title, was.subject_kind, was.subject_code, was.required,
       <delivered> AS delivered, old.weight, old.is_hard
FROM inspections_account_unit_line AS was
JOIN inspections_account_rule AS old
  ON old.account_id = was.account_id AND old.rule = was.rule AND old.subject = 'unit'
"""
_FACTS_DELIVERED = """CASE WHEN old.rule = ANY(%(anew)s)
    THEN was.delivered[old.slot] + f.delivered[r.slot] - f.required[r.slot] ELSE f.delivered[r.slot] END"""
_LINES_DELIVERED = """CASE WHEN old.rule = ANY(%(anew)s)
    THEN was.delivered + line.delivered - line.required ELSE line.delivered END"""
SINCE = (
    f"""{_MISSED_FACTS.replace("<delivered>", _FACTS_DELIVERED)}
JOIN {{rule}} AS r ON r.rule = old.rule
JOIN {{fact}} AS f ON f.household_id = was.household_id AND f.helper_id = was.helper_id
 AND f.population = r.population AND f.due >> r.bit & 1 = 1 AND f.falsified >> r.bit & 1 = 0
WHERE was.account_id = %(before)s AND {_FACTS_DELIVERED} >= was.required[old.slot]""",
    f"""{_MISSED_LINES.replace("<delivered>", _LINES_DELIVERED)}
JOIN {{unit_line}} AS line ON line.level = was.level AND line.code = was.code AND line.rule = was.rule
 AND line.subject_kind = was.subject_kind AND line.subject_code = was.subject_code AND line.area_id = was.area_id
 AND line.outcome <> 'falsified'
WHERE was.account_id = %(before)s AND was.outcome IN ('failed', 'partial')
  AND {_LINES_DELIVERED} >= was.required""",
)
# `now` is the month before, judged again with what was entered since.
_ASKED = "CROSS JOIN unnest(%(codes)s::text[]) WITH ORDINALITY AS asked (rule, slot)"
LATE_FACTS = f"""{_MISSED_FACTS.replace("<delivered>", "now.delivered[asked.slot]")}
JOIN (<pass>) AS now ON now.household_id = was.household_id AND now.helper_id = was.helper_id
{_ASKED}
WHERE was.account_id = %(before)s AND asked.rule = old.rule AND now.delivered[asked.slot] >= was.required[old.slot]
"""
LATE_LINES = f"""{_MISSED_LINES.replace("<delivered>", "now.delivered[asked.slot]")}
JOIN (<pass>) AS now ON now.code = was.code AND now.subject_code = was.subject_code AND now.area_id = was.area_id
{_ASKED}
WHERE was.account_id = %(before)s AND was.outcome IN ('failed', 'partial') AND asked.rule = old.rule
  AND now.delivered[asked.slot] >= was.required
"""


@dataclass(frozen=True, order=True)
class ReadUntil(Period):
    """A month as one who reads what was entered for it until a later moment sees it."""

    until: dt.datetime

    def entry_ends(self, value):
        return self.until


def carry(work):
    """Write the lines of the closed month before that were made up since, for showing only."""
    closed = AccountMonth.objects.filter(
        area=work.account.area_id, month=str(work.period.previous), state=AccountState.CLOSED
    )
    before = closed.order_by("-version").first()
    if before is None:
        return
    for found in SINCE:
        _write(work, before, found.format(**work.tables.names))
    _carry_what_came_late(work, before)


def _write(work, before, found, **more):
    facts = {"before": before.pk, "month": before.month, "first": work.first_id(), "anew": _counted_anew()}
    statement = CARRY.format(**work.tables.names).replace("<found>", found)
    work.cursor.execute(statement, work.params | facts | more)


def _counted_anew():
    return [rule.code for rule in RULES.values() if rule.counts_anew]


def _carry_what_came_late(work, before):
    """Judge the month before again where evidence of it was entered after its cut-off."""
    value, month = ParametersThen(before), before.period
    period = ReadUntil(month.year, month.month, work.period.entry_ends(work.value))
    kept = set(AccountRule.objects.filter(account=before).values_list("rule", flat=True))
    rules = [rule for code, rule in sorted(RULES.items()) if code in kept]
    everything = within(work.account.area_id)
    for subject, statement in ((HOUSEHOLD, LATE_FACTS), (UNIT, LATE_LINES)):
        asked = [r for r in rules if r.subject == subject and (subject == HOUSEHOLD or r.counts_anew)]
        narrow = everything & _with_late_evidence(month) if subject == HOUSEHOLD else everything
        for population, group in by_population(bits_of(asked, period, value)).items():
            if subject == HOUSEHOLD and "helper_id" not in population.keys:  # noqa: SIM118 - a field
                continue
            compiled = compile_pass(population, group, period, value, narrow, narrow)
            found = statement.replace("<pass>", _spelled_out(work.cursor, compiled))
            _write(work, before, found, codes=[bit.rule.code for bit in group])


def _with_late_evidence(month):
    """Return the condition that a household has a visit or a training that came after its month's cut-off."""
    visits = Visit.objects.late().happened(month.quarter_start, month.end)
    trainings = TrainingAttendance.objects.late().happened(month.start.replace(month=1), month.end)
    return Q(household_id__in=visits.values("household")) | Q(household_id__in=trainings.values("household"))


def _spelled_out(cursor, compiled):
    """Return a pass with its values in it, to stand in a statement that has names for its own."""
    return cursor.mogrify(compiled.sql, compiled.params).decode().replace("%", "%%")
