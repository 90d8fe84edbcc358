"""What rulings put right, applied to the rows of a month before they are added up and judged."""

from inspections.choices.objections import ObjectionStatus
from inspections.models import LineCorrection

_CORRECTIONS = """
FROM inspections_linecorrection AS c
JOIN inspections_objectionline AS l ON l.id = c.line_id
JOIN {rule} AS r ON r.rule = l.rule
"""

# A fact, by household and helper; the masks in the words of the compiled pass (povertyapp/core/onepass.py). A
# household without a helper is a line of its village.
FACTS = f"""
UPDATE {{into}} AS fact
SET delivered[now.slot] = now.delivered,
    missed = fact.missed & ~now.mask
        | CASE WHEN NOT now.excused AND (now.short OR now.falsified) THEN now.mask ELSE 0 END,
    excused = fact.excused & ~now.mask
        | CASE WHEN now.excused AND NOT now.falsified THEN now.mask ELSE 0 END,
    falsified = fact.falsified & ~now.mask | CASE WHEN now.falsified THEN now.mask ELSE 0 END
FROM (
    SELECT f.id, r.slot, 1::bigint << r.bit AS mask,
           coalesce(c.delivered, f.delivered[r.slot]) AS delivered,
           coalesce(c.delivered, f.delivered[r.slot]) < f.required[r.slot] AS short,
           coalesce(c.excused, f.excused >> r.bit & 1 = 1) AS excused,
           coalesce(c.falsified, f.falsified >> r.bit & 1 = 1) AS falsified
    {_CORRECTIONS}
    JOIN households_household AS h ON h.household_no = l.subject_code
    LEFT JOIN assistance_helper AS helper ON helper.code = l.code AND l.level = 'helper'
    JOIN {{into}} AS f ON f.household_id = h.id AND f.helper_id IS NOT DISTINCT FROM helper.id
     AND f.population = r.population AND f.due >> r.bit & 1 = 1
    WHERE c.id = ANY(%s) AND l.rule = %s AND l.subject_kind = 'household' AND r.slot > 0 AND r.subject <> 'unit'
) AS now
WHERE fact.id = now.id
"""

# A line that stands by itself.
LINES = f"""
UPDATE {{unit_line}} AS line
SET delivered = now.delivered,
    outcome = CASE WHEN now.falsified THEN 'falsified' WHEN now.excused THEN 'excused'
                   WHEN now.delivered >= now.required THEN 'met'
                   WHEN now.allows_part AND now.delivered > 0 THEN 'partial' ELSE 'failed' END
FROM (
    SELECT own.id, own.required, r.allows_part,
           coalesce(c.delivered, own.delivered) AS delivered,
           coalesce(c.excused, own.outcome = 'excused') AS excused,
           coalesce(c.falsified, own.outcome = 'falsified') AS falsified
    {_CORRECTIONS}
    JOIN {{unit_line}} AS own ON own.level = l.level AND own.code = l.code AND own.rule = l.rule
     AND own.subject_kind = l.subject_kind AND own.subject_code = l.subject_code AND own.area_id = l.area_id
    WHERE c.id = ANY(%s)
) AS now
WHERE line.id = now.id
"""


def corrections_of(account):
    """Return the corrections that a draft takes: those of all rulings on its lines so far."""
    return LineCorrection.objects.filter(
        line__objection__account=account, line__objection__status=ObjectionStatus.CORRECTED
    )


def correct_facts(work, *tables):
    """Apply the corrections of a computation to the facts of households in these tables, a statement a rule."""
    rules = LineCorrection.objects.filter(pk__in=work.corrections).order_by().values_list("line__rule")
    for (rule,) in rules.distinct():
        for table in tables:
            work.run(FACTS, [work.corrections, rule], into=table)


def correct_unit_lines(work):
    """Apply the corrections of a computation to the lines that stand by themselves."""
    if work.corrections:
        work.run(LINES, [work.corrections])
