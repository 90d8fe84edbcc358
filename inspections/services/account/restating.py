"""The statements of a version that follows another: `{previous}` is the id of the account that it follows."""

RULES = """
INSERT INTO {rule} (id, account_id, area_id, rule, bit, slot, population, party_level, obligation, title, text,
                    weight, is_hard, allows_part, subject)
SELECT %s + row_number() OVER (ORDER BY bit), %s, area_id, rule, bit, slot, population, party_level, obligation, title,
       text, weight, is_hard, allows_part, subject
FROM inspections_account_rule WHERE account_id = {previous}
"""
FACTS = """
INSERT INTO {fact} (id, account_id, area_id, household_id, helper_id, population, due, missed, excused, falsified,
                    required, delivered, voided)
SELECT %s + row_number() OVER (ORDER BY id), %s, area_id, household_id, helper_id, population, due, missed, excused,
       falsified, required, delivered, voided
FROM inspections_account_fact WHERE account_id = {previous}
"""

# Of households without a helper only what was missing is kept: what was met stands in the tallies of the villages.
UNKEPT = """
DROP TABLE IF EXISTS account_unkept;
CREATE TEMP TABLE account_unkept ON COMMIT DROP AS
SELECT tally.code AS area_id, r.bit,
       tally.lines - coalesce(kept.lines, 0) AS lines, tally.met - coalesce(kept.met, 0) AS met,
       tally.excused - coalesce(kept.excused, 0) AS excused,
       tally.required - coalesce(kept.required, 0) AS required,
       tally.delivered - coalesce(kept.delivered, 0) AS delivered
FROM inspections_account_tally AS tally
JOIN {rule} AS r ON r.rule = tally.rule AND r.slot > 0 AND r.subject <> 'unit'
LEFT JOIN (
    SELECT f.area_id, own.bit, count(*) AS lines,
           count(*) FILTER (WHERE (f.missed | f.excused | f.falsified) >> own.bit & 1 = 0) AS met,
           count(*) FILTER (WHERE f.excused >> own.bit & 1 = 1) AS excused,
           sum(f.required[own.slot]) AS required,
           sum(least(f.delivered[own.slot], f.required[own.slot])) AS delivered
    FROM {fact} AS f JOIN {rule} AS own ON own.population = f.population AND f.due >> own.bit & 1 = 1
    GROUP BY f.area_id, own.bit
) AS kept ON kept.area_id = tally.code AND kept.bit = r.bit
WHERE tally.account_id = {previous} AND tally.level = 'village' AND tally.lines > coalesce(kept.lines, 0)
"""
ADD_UNKEPT = """
INSERT INTO account_cell (helper_id, area_id, bit, lines, met, partial, failed, excused, falsified, required,
                          delivered, credit)
SELECT NULL, area_id, bit, lines, met, 0, 0, excused, 0, required, delivered, met FROM account_unkept
"""
DROP_MET = "DELETE FROM {fact} WHERE helper_id IS NULL AND missed = 0"

# Lines that stand by themselves; those of villages over their households and those about parties are made anew.
UNIT_LINES = """
INSERT INTO {unit_line} (id, account_id, area_id, level, code, rule, subject_kind, subject_code, required, delivered,
                         voided, outcome)
SELECT %s + row_number() OVER (ORDER BY line.id), %s, line.area_id, line.level, line.code, line.rule,
       line.subject_kind, line.subject_code, line.required, line.delivered, line.voided, line.outcome
FROM inspections_account_unit_line AS line JOIN {rule} AS r ON r.rule = line.rule AND r.subject = 'unit'
WHERE line.account_id = {previous}
"""

# What was made up since an earlier month, as it was shown.
CARRIED = """
INSERT INTO {carried} (id, account_id, area_id, month, level, code, name, helper_id, rule, title, subject_kind,
                       subject_code, required, delivered, weight, is_hard)
SELECT %s + row_number() OVER (ORDER BY id), %s, area_id, month, level, code, name, helper_id, rule, title,
       subject_kind, subject_code, required, delivered, weight, is_hard
FROM inspections_account_carried WHERE account_id = {previous}
"""

# Who was a party, under what name and where, as the version before says.
PARTIES = """
SELECT level::text, code, name, helper_id, area_id
FROM inspections_account_party WHERE account_id = {previous} AND level = %(level)s
"""
# The unit that a helper came from when the month was computed: the last event of his history until then, else the
# oldest row that the history has of him, else today's.
HELPERS_OF_UNIT = """
SELECT u.code AS unit, helper.code
FROM {{party}} AS helper
JOIN assistance_helper AS h ON h.id = helper.helper_id
CROSS JOIN (SELECT computed_at FROM inspections_accountmonth WHERE id = {previous}) AS month
LEFT JOIN LATERAL (
    SELECT unit_id FROM assistance_helperevent AS event
    WHERE event.pgh_obj_id = h.id AND event.pgh_created_at <= month.computed_at
    ORDER BY event.pgh_id DESC LIMIT 1
) AS until ON true
LEFT JOIN LATERAL (
    SELECT unit_id FROM assistance_helperevent AS event WHERE event.pgh_obj_id = h.id
    ORDER BY event.pgh_id LIMIT 1
) AS oldest ON true
JOIN assistance_helpingunit AS u ON u.id = coalesce(until.unit_id, oldest.unit_id, h.unit_id)
WHERE helper.level = 'helper'
"""

_BEFORE_AND_AFTER = """
INSERT INTO inspections_accountchange (account_id, area_id, kind, level, code, rule, subject_kind, subject_code,
                                       field, before, after)
SELECT %(now)s, area_id, '{kind}', level, code, rule, subject_kind, subject_code, cell.field,
       coalesce(cell.before, ''), coalesce(cell.after, '')
FROM (SELECT * FROM {rows} WHERE account_id = %(was)s) AS was
FULL JOIN (SELECT * FROM {rows} WHERE account_id = %(now)s) AS now
     USING (area_id, level, code, rule, subject_kind, subject_code)
CROSS JOIN LATERAL (VALUES {cells}) AS cell (field, before, after)
WHERE cell.before IS DISTINCT FROM cell.after
ORDER BY level, code, rule, subject_code, cell.field
"""


def _changes(kind, rows, fields):
    cells = ", ".join(f"('{name}', was.{name}::text, now.{name}::text)" for name in fields)
    return _BEFORE_AND_AFTER.format(kind=kind, rows=rows, cells=cells)


# Every cell that differs: of the lines, of the parties, of the figures by place.
CHANGES = (
    _changes(
        "line",
        "(SELECT account_id, area_id, party_level AS level, party_code AS code, rule, subject_kind, subject_code,"
        " required, delivered, voided, outcome, weight FROM inspections_account_line) AS line",
        ("required", "delivered", "voided", "outcome", "weight"),
    ),
    _changes(
        "party",
        "(SELECT account_id, area_id, level, code, ''::text AS rule, ''::text AS subject_kind,"
        " ''::text AS subject_code, score, verdict, lines, failed FROM inspections_account_party) AS party",
        ("score", "verdict", "lines", "failed"),
    ),
    _changes(
        "tally",
        "(SELECT account_id, area_id, level, code, rule, ''::text AS subject_kind, ''::text AS subject_code, lines,"
        " met, partial, failed, excused, falsified, required, delivered, credit FROM inspections_account_tally)"
        " AS tally",
        (
            *("lines", "met", "partial", "failed", "excused"),
            *("falsified", "required", "delivered", "credit"),
        ),
    ),
)
