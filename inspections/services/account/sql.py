"""The statements of one computation. `{fact}`, `{rule}`… are the new partitions; nothing is fetched to Python."""

from contextlib import contextmanager
from dataclasses import dataclass


@contextmanager
def reading_whole_tables(cursor):
    """Let the statements inside read each table once and hash it.

    A row estimated too low makes the planner loop over one table for each row of another; over a county the same
    statement then takes minutes instead of parts of a second.
    """
    cursor.execute("SET LOCAL enable_nestloop = off")
    yield
    cursor.execute("SET LOCAL enable_nestloop = on")


@contextmanager
def adding_up_by_hash(cursor):
    """Let the statement inside add up by hash: it finds thousands of groups where the planner expects a handful, and
    would sort for them."""
    cursor.execute("SET LOCAL enable_sort = off")
    yield
    cursor.execute("SET LOCAL enable_sort = on")


@contextmanager
def following_rows(cursor):
    """Let the statement inside look up the rows of the few households that changed, instead of reading whole tables."""
    cursor.execute("SET LOCAL enable_nestloop = on")
    yield
    cursor.execute("SET LOCAL enable_nestloop = off")


# Facts: the compiled pass of one population, every row that owes something.
FACTS = """
INSERT INTO {into} (id, account_id, area_id, household_id, helper_id, population, due, missed, excused, falsified,
                    required, delivered, voided)
SELECT %s + row_number() OVER (), %s, area_id, household_id, {helper}, %s, due, missed, excused, falsified,
       required, delivered, voided
FROM ({compiled}) AS fact
WHERE due <> 0
"""
# Facts of households that did not change stand as they were.
FORGET_CHANGED = """
DELETE FROM {facts} WHERE account_id = %(account)s AND population = %(population)s AND helper_id IS NOT NULL
  AND household_id = ANY(ARRAY(SELECT household_id FROM account_changed))
"""
FORGET_UNHELPED = "DELETE FROM {facts} WHERE account_id = %(account)s AND helper_id IS NULL"
# Where no helper answers, only what is missing is kept: the figures stand in the tallies and the unit's line.
UNHELPED = """
DROP TABLE IF EXISTS account_unhelped;
CREATE TEMP TABLE account_unhelped (LIKE {fact}) ON COMMIT DROP
"""
KEEP_MISSED = """
INSERT INTO {facts} (id, account_id, area_id, household_id, helper_id, population, due, missed, excused, falsified,
                     required, delivered, voided)
SELECT %s + row_number() OVER (), account_id, area_id, household_id, helper_id, population, due, missed, excused,
       falsified, required, delivered, voided
FROM account_unhelped WHERE missed <> 0
"""

# Outcomes of the lines of a fact, by the masks (rulebook D2): the same words as the view `account_line`.
_MET = "f.missed >> r.bit & 1 = 0 AND f.excused >> r.bit & 1 = 0 AND f.falsified >> r.bit & 1 = 0"
_PART = (
    "f.missed >> r.bit & 1 = 1 AND f.falsified >> r.bit & 1 = 0 AND r.allows_part AND f.delivered[r.slot] > 0"
)

# The outcome of one line, `f` being its fact, or what a unit owes, and `r` its rule.
OUTCOME = """CASE WHEN f.falsified >> r.bit & 1 = 1 THEN 'falsified'
            WHEN f.excused >> r.bit & 1 = 1 THEN 'excused'
            WHEN f.missed >> r.bit & 1 = 0 THEN 'met'
            WHEN r.allows_part AND f.delivered[r.slot] > 0 THEN 'partial'
            ELSE 'failed' END"""

# One group per helper and village; every level above adds these up. Facts that are alike are counted first: few
# differ, and each is then spelled out by rule only once.
CELLS = f"""
DROP TABLE IF EXISTS account_cell;
CREATE TEMP TABLE account_cell ON COMMIT DROP AS
SELECT f.helper_id, f.area_id, r.bit, sum(f.n) AS lines,
       coalesce(sum(f.n) FILTER (WHERE {_MET}), 0) AS met,
       coalesce(sum(f.n) FILTER (WHERE {_PART}), 0) AS partial,
       coalesce(sum(f.n) FILTER (WHERE f.missed >> r.bit & 1 = 1 AND f.falsified >> r.bit & 1 = 0
                                   AND NOT (r.allows_part AND f.delivered[r.slot] > 0)), 0) AS failed,
       coalesce(sum(f.n) FILTER (WHERE f.excused >> r.bit & 1 = 1), 0) AS excused,
       coalesce(sum(f.n) FILTER (WHERE f.falsified >> r.bit & 1 = 1), 0) AS falsified,
       sum(f.n * f.required[r.slot]) AS required,
       sum(f.n * least(f.delivered[r.slot], f.required[r.slot])) AS delivered,
       coalesce(sum(f.n) FILTER (WHERE {_MET}), 0)
         + coalesce(sum(f.n * f.delivered[r.slot]::numeric / f.required[r.slot]) FILTER (WHERE {_PART}), 0) AS credit
FROM (SELECT helper_id, area_id, population, due, missed, excused, falsified, required, delivered, count(*)::int AS n
      FROM (SELECT * FROM {{fact}} UNION ALL SELECT * FROM account_unhelped) AS each
      GROUP BY helper_id, area_id, population, due, missed, excused, falsified, required, delivered) AS f
JOIN {{rule}} AS r ON r.population = f.population AND f.due >> r.bit & 1 = 1
GROUP BY f.helper_id, f.area_id, r.bit
"""

_SUMS = ", ".join(
    f"sum(c.{name})"
    for name in (
        "lines",
        "met",
        "partial",
        "failed",
        "excused",
        "falsified",
        "required",
        "delivered",
        "credit",
    )
)

# Figures by place: village, township (the first nine digits), county. A place is the sum of its villages.
TALLIES = f"""
INSERT INTO {{tally}} (id, account_id, area_id, level, code, rule, lines, met, partial, failed, excused, falsified,
                       required, delivered, credit)
SELECT %s + row_number() OVER (), %s, place, level, place, rule, lines, met, partial, failed, excused, falsified,
       required, delivered, credit
FROM (
    SELECT coalesce(c.area_id, left(c.area_id, 9)) AS unused, r.rule,
           CASE grouping(c.area_id, left(c.area_id, 9)) WHEN 1 THEN c.area_id WHEN 2 THEN left(c.area_id, 9)
                ELSE %s END AS place,
           CASE grouping(c.area_id, left(c.area_id, 9)) WHEN 1 THEN 'village' WHEN 2 THEN 'township'
                ELSE 'county' END AS level,
           {_SUMS}
    FROM account_cell AS c JOIN {{rule}} AS r ON r.bit = c.bit
    GROUP BY GROUPING SETS ((c.area_id, r.rule), (left(c.area_id, 9), r.rule), (r.rule))
) AS sums (unused, rule, place, level, lines, met, partial, failed, excused, falsified, required, delivered, credit)
"""

# Score and verdict (rulebook D4), the only place. `lines` holds one row per party and rule with counts of outcomes.
_VERDICT = """
CASE WHEN coalesce(lines, 0) = 0 THEN 'no_account'
     WHEN false_lines > 0 THEN 'falsified'
     WHEN hard_missed > 0 OR coalesce(score, 0) < %(settled)s THEN 'not_settled'
     ELSE 'settled' END
"""
PARTIES = f"""
WITH lines AS ({{lines}}),
scored AS (
    SELECT level, code, sum(lines) AS lines, sum(partial + failed + falsified) AS failed,
           sum(falsified) AS false_lines,
           sum(partial + failed) FILTER (WHERE is_hard) AS hard_missed,
           round(100 * sum(weight * credit) / nullif(sum(weight * (lines - excused)), 0), 2) AS score
    FROM lines GROUP BY level, code
)
INSERT INTO {{party}} (id, account_id, area_id, level, code, name, helper_id, score, verdict, lines, failed)
SELECT %(first)s + row_number() OVER (), %(account)s, p.area_id, p.level, p.code, p.name, p.helper_id, score,
       CASE WHEN lines > 0 AND score IS NULL THEN 'settled' ELSE {_VERDICT} END,
       coalesce(lines, 0), coalesce(failed, 0)
FROM ({{parties}}) AS p LEFT JOIN scored USING (level, code)
"""

_UNIT_CREDIT = """
CASE line.outcome WHEN 'met' THEN 1 WHEN 'partial' THEN line.delivered::numeric / line.required ELSE 0 END
"""

# Lines of units whose facts did not change stand as they were.
KEEP_LINES = """
INSERT INTO {unit_line} (id, account_id, area_id, level, code, rule, subject_kind, subject_code, required,
                         delivered, voided, outcome)
SELECT %s + row_number() OVER (), line.account_id, line.area_id, level, code, line.rule, subject_kind, subject_code,
       required, delivered, voided, outcome
FROM inspections_account_unit_line AS line JOIN {rule} AS r ON r.rule = line.rule
WHERE line.account_id = %s AND r.population = %s
"""

# Lines that stand by themselves, as those of one level are scored.
UNIT_LINES = f"""
SELECT line.level, line.code, 1 AS lines, (line.outcome = 'partial')::int AS partial,
       (line.outcome = 'failed')::int AS failed, (line.outcome = 'excused')::int AS excused,
       (line.outcome = 'falsified')::int AS falsified, {_UNIT_CREDIT} AS credit, r.weight, r.is_hard
FROM {{unit_line}} AS line JOIN {{rule}} AS r ON r.rule = line.rule
WHERE line.level = %(level)s
"""

HELPER_LINES = (
    """
SELECT 'helper'::text AS level, h.code, c.lines, c.partial, c.failed, c.excused, c.falsified, c.credit,
       r.weight, r.is_hard
FROM account_cell AS c
JOIN {rule} AS r ON r.bit = c.bit AND r.party_level = 'helper'
JOIN assistance_helper AS h ON h.id = c.helper_id
UNION ALL
"""
    + UNIT_LINES
)

# A helper stands where all his households lie, and what else he answers for: one village, one township, or the
# county.
HELPER_PARTIES = """
SELECT 'helper'::text AS level, h.code, h.name, h.id AS helper_id,
       CASE WHEN min(a.area_id) = max(a.area_id) THEN min(a.area_id)
            WHEN left(min(a.area_id), 9) = left(max(a.area_id), 9) THEN left(min(a.area_id), 9)
            ELSE %(county)s END AS area_id
FROM (SELECT helper_id, area_id FROM assistance_helperassignment
      WHERE role = 'primary' AND from_date <= %(end)s AND (to_date IS NULL OR to_date >= %(start)s)
        AND area_id >= %(county)s AND area_id < %(beyond)s
      UNION ALL
      SELECT answers.id, line.area_id
      FROM {unit_line} AS line JOIN assistance_helper AS answers ON answers.code = line.code
      WHERE line.level = 'helper') AS a
JOIN assistance_helper AS h ON h.id = a.helper_id
GROUP BY h.id
"""

# Duties of units over facts that are not households: each line a unit, or a thing of it, owes by itself.
LINES_OF_UNITS = f"""
WITH f AS MATERIALIZED ({{compiled}})
INSERT INTO {{unit_line}} (id, account_id, area_id, level, code, rule, subject_kind, subject_code, required,
                         delivered, voided, outcome)
SELECT %s + row_number() OVER (), %s, f.area_id, r.party_level, f.code, r.rule, {{kind}}, {{subject}},
       f.required[r.slot], f.delivered[r.slot], f.voided[r.slot],
       {OUTCOME}
FROM f JOIN {{rule}} AS r ON r.population = %s AND f.due >> r.bit & 1 = 1
"""

# Their figures: the place where the subject lies, and the places above it.
TALLIES_OF_UNITS = f"""
INSERT INTO {{tally}} (id, account_id, area_id, level, code, rule, lines, met, partial, failed, excused, falsified,
                       required, delivered, credit)
SELECT %(first)s + row_number() OVER (), %(account)s, place, level, place, rule, lines, met, partial, failed, excused,
       falsified, required, delivered, credit
FROM (
    SELECT at.place, CASE length(at.place) WHEN 12 THEN 'village' WHEN 9 THEN 'township' ELSE 'county' END AS level,
           line.rule, count(*) AS lines,
           count(*) FILTER (WHERE line.outcome = 'met') AS met,
           count(*) FILTER (WHERE line.outcome = 'partial') AS partial,
           count(*) FILTER (WHERE line.outcome = 'failed') AS failed,
           count(*) FILTER (WHERE line.outcome = 'excused') AS excused,
           count(*) FILTER (WHERE line.outcome = 'falsified') AS falsified,
           sum(line.required) AS required, sum(least(line.delivered, line.required)) AS delivered,
           sum({_UNIT_CREDIT}) AS credit
    FROM {{unit_line}} AS line
    JOIN {{rule}} AS r ON r.rule = line.rule AND r.subject = 'unit'
    CROSS JOIN LATERAL (
        SELECT DISTINCT left(line.area_id, n) AS place FROM unnest(ARRAY[6, 9, 12]) AS n
    ) AS at
    GROUP BY at.place, line.rule
) AS sums
"""

# Duties of a village over its households (LF-13): one line a village, met when every household is.
VILLAGE_LINES = """
INSERT INTO {unit_line} (id, account_id, area_id, level, code, rule, subject_kind, subject_code, required,
                         delivered, voided, outcome)
SELECT %(first)s + row_number() OVER (), %(account)s, c.area_id, 'village', c.area_id, r.rule, 'village', c.area_id,
       sum(c.required), sum(c.delivered), 0, CASE WHEN sum(c.lines) = sum(c.met) THEN 'met' ELSE 'failed' END
FROM account_cell AS c JOIN {rule} AS r ON r.bit = c.bit AND r.party_level = 'village'
GROUP BY c.area_id, r.rule
"""

# Duties about the parties below (HA-V7, HA-T6): required is how many have an account, delivered how many settled.
BELOW_LINES = """
INSERT INTO {unit_line} (id, account_id, area_id, level, code, rule, subject_kind, subject_code, required,
                         delivered, voided, outcome)
SELECT %(first)s + row_number() OVER (), %(account)s, {place}, %(level)s, code, %(rule)s, %(level)s, code, judged,
       settled, 0, CASE WHEN judged - settled <= judged * %(share)s::numeric THEN 'met' ELSE 'failed' END
FROM (
    SELECT below.unit AS code, count(*) AS judged,
           count(*) FILTER (WHERE party.verdict = 'settled') AS settled
    FROM ({below}) AS below
    JOIN {party} AS party ON party.level = %(below_level)s AND party.code = below.code
    WHERE party.verdict <> 'no_account'
    GROUP BY below.unit
) AS counted
"""
HELPERS_OF_VILLAGE = """
SELECT DISTINCT c.area_id AS unit, h.code FROM account_cell AS c JOIN assistance_helper AS h ON h.id = c.helper_id
"""
HELPERS_OF_UNIT = """
SELECT u.code AS unit, helper.code
FROM {party} AS helper JOIN assistance_helper AS h ON h.id = helper.helper_id
JOIN assistance_helpingunit AS u ON u.id = h.unit_id
WHERE helper.level = 'helper'
"""
VILLAGES_OF_TOWNSHIP = "SELECT left(code, 9) AS unit, code FROM {party} WHERE level = 'village'"

# Of the units that help, those that owe something have an account.
HELPING_UNIT_PARTIES = """
SELECT 'county_unit'::text AS level, u.code, u.name, NULL::bigint AS helper_id, u.area_id
FROM assistance_helpingunit AS u
WHERE u.area_id = %(county)s
  AND EXISTS (SELECT FROM {unit_line} AS line WHERE line.level = 'county_unit' AND line.code = u.code)
"""
UNIT_PARTIES = """
SELECT level::text, code, name, NULL::bigint AS helper_id, code AS area_id
FROM core_area
WHERE level = %(level)s AND code >= %(county)s AND code < %(beyond)s
  AND (valid_from IS NULL OR valid_from <= %(end)s) AND (valid_to IS NULL OR valid_to >= %(start)s)
"""


@dataclass(frozen=True)
class Parties:
    """Where the parties of a month are read from: the records, or the version that a restated month follows."""

    helpers: str = HELPER_PARTIES
    helpers_of_unit: str = HELPERS_OF_UNIT
    helping_units: str = HELPING_UNIT_PARTIES
    places: str = UNIT_PARTIES


# Visits of earlier months that came after their cut-off and were shown in no account yet. The second condition
# says less than the third and is the one that the partial index `visit_entered_after_its_month` keeps.
LATE = """
INSERT INTO inspections_lateentry (account_id, area_id, visit_id)
SELECT %(account)s, v.area_id, v.id
FROM assistance_visit AS v
WHERE v.happened_on < %(start)s AND v.area_id >= %(county)s AND v.area_id < %(beyond)s
  AND v.recorded_at >= ((date_trunc('month', v.happened_on::timestamp) + interval '1 month')
                        AT TIME ZONE 'Asia/Shanghai')
  AND v.recorded_at >= ((date_trunc('month', v.happened_on::timestamp) + interval '1 month')
                        AT TIME ZONE 'Asia/Shanghai') + make_interval(days => %(cutoff_day)s)
  AND NOT EXISTS (SELECT 1 FROM inspections_lateentry AS shown WHERE shown.visit_id = v.id)
"""
