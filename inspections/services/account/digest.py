"""The fingerprint of a month (docs/proof.md): a leaf a party in a tree, its root beside the month's rules.

What is hashed is what `export_hard_account … .json` says, so whoever has that file needs no database to make the
fingerprint again. Names of persons and row ids do not enter.
"""

from django.db import connection

from inspections.models import AccountRule
from inspections.models.month_guards import PARTS
from inspections.services.account.sql import OUTCOME
from inspections.services.proof.canon import FORMAT, digest_of_month, root_of

# The texts are those of `canon.party_text`: json_build_array writes as `canon.said` does. Households whose lines read
# alike, and most do, have them written once.
_LINE = "json_build_array(r.rule, {required}, {delivered}, {voided}, {outcome}, r.weight::text)::text"
_OF_FACT = _LINE.format(
    required="f.required[r.slot]", delivered="f.delivered[r.slot]", voided="f.voided[r.slot]", outcome=OUTCOME
)
_OF_UNIT = _LINE.format(
    required="f.required", delivered="f.delivered", voided="f.voided", outcome="f.outcome"
)
_IN_ORDER = "string_agg({}, ', ' ORDER BY r.rule COLLATE \"C\")"
_ALIKE = "population, due, missed, excused, falsified, required, delivered, voided"
_LINES = f"""
WITH fact AS (
    SELECT * FROM {{fact}} WHERE account_id = %(account)s AND helper_id IS NOT NULL
), rule AS (
    SELECT * FROM {{rule}} WHERE account_id = %(account)s
), told AS (
    SELECT {_ALIKE}, concat_ws(', ', to_json(population), {_IN_ORDER.format(_OF_FACT)}) || ']' AS text
    FROM (SELECT DISTINCT {_ALIKE} FROM fact) AS f
    JOIN rule AS r USING (population)
    WHERE r.party_level = 'helper' AND f.due >> r.bit & 1 = 1
    GROUP BY {_ALIKE}
)
SELECT level, code, string_agg(text, E'\\n' ORDER BY text COLLATE "C") AS lines
FROM (SELECT 'helper' AS level, helper.code,
             concat('["of", "household", ', to_json(household.household_no), ', ', told.text) AS text
      FROM fact AS f
      JOIN told USING ({_ALIKE})
      JOIN assistance_helper AS helper ON helper.id = f.helper_id
      JOIN households_household AS household ON household.id = f.household_id
      UNION ALL
      SELECT f.level, f.code,
             concat('["of", ', concat_ws(', ', to_json(f.subject_kind), to_json(f.subject_code),
                                         to_json(r.population), {_IN_ORDER.format(_OF_UNIT)}), ']')
      FROM {{unit_line}} AS f JOIN rule AS r ON r.rule = f.rule
      WHERE f.account_id = %(account)s
      GROUP BY f.level, f.code, f.subject_kind, f.subject_code, r.population) AS each
GROUP BY level, code
"""
_LEAVES = f"""
SELECT p.id, p.level, p.code, encode(sha256('\\x00'::bytea || convert_to(concat_ws(E'\\n',
           json_build_array('party', p.level, p.code, p.score::text, p.verdict, p.lines, p.failed)::text,
           told.lines), 'UTF8')), 'hex') AS leaf
FROM {{party}} AS p LEFT JOIN ({_LINES}) AS told USING (level, code)
WHERE p.account_id = %(account)s
"""
KEEP_LEAVES = f"""
UPDATE {{party}} AS party SET digest = made.leaf FROM ({_LEAVES}) AS made WHERE party.id = made.id
"""
# In the order of their bytes, whatever the language of the server.
_BY_CODE = 'ORDER BY level COLLATE "C", code COLLATE "C"'
KEPT = f"SELECT level, code, digest FROM inspections_account_party WHERE account_id = %(account)s {_BY_CODE}"
MADE_NOW = f"SELECT level, code, leaf FROM ({_LEAVES}) AS made {_BY_CODE}".format(
    **{part: f"inspections_account_{part}" for part in PARTS}
)

# Months that still run have one text, as it lies in the tables: rules, facts, lines of units and parties. Facts are
# many and change each hour: the sum of their hashes tells whether they are the same, which nobody has to prove yet.
RUNNING = """
SELECT encode(sha256(convert_to(concat_ws(E'\\n\\n', rules, facts, units, parties), 'UTF8')), 'hex')
FROM (SELECT string_agg(concat_ws('|', bit, slot, population, party_level, rule, obligation, weight, is_hard,
                                  allows_part), E'\\n' ORDER BY bit) AS rules
      FROM (SELECT * FROM inspections_account_rule WHERE account_id = %(account)s) AS kept) AS a,
     (SELECT concat_ws('|', count(*), sum(hash_record_extended(
                 ROW(h.household_no, coalesce(helper.code, ''), f.area_id, f.population, f.due, f.missed, f.excused,
                     f.falsified, f.required, f.delivered, f.voided), 0))) AS facts
      FROM (SELECT * FROM inspections_account_fact WHERE account_id = %(account)s) AS f
      JOIN households_household AS h ON h.id = f.household_id
      LEFT JOIN assistance_helper AS helper ON helper.id = f.helper_id) AS b,
     (SELECT string_agg(concat_ws('|', level, code, rule,
                                  CASE WHEN subject_code <> code
                                       THEN concat(subject_kind, ':', subject_code, ':', area_id) END,
                                  required, delivered, voided, outcome), E'\\n'
                        ORDER BY level COLLATE "C", code COLLATE "C", rule COLLATE "C", subject_kind COLLATE "C",
                                 subject_code COLLATE "C", area_id COLLATE "C") AS units
      FROM (SELECT * FROM inspections_account_unit_line WHERE account_id = %(account)s) AS kept) AS c,
     (SELECT string_agg(concat_ws('|', level, code, score, verdict, lines, failed), E'\\n'
                        ORDER BY level COLLATE "C", code COLLATE "C") AS parties
      FROM (SELECT * FROM inspections_account_party WHERE account_id = %(account)s) AS kept) AS d
"""


def write_leaves(work):
    """Hash what was written of each party into its leaf, before the new tables stand for the month."""
    work.run(KEEP_LEAVES, work.params)


def whole_digest(account):
    """Return the fingerprint of a month from the leaves of its parties; its parameters must stand on it."""
    account.digest_format = FORMAT
    return digest_of_month(month_of(account, leaves_of(account)))


def short_digest(account):
    """Return the fingerprint of a month whose entry has not ended, without a leaf a party."""
    account.digest_format = 1
    return digest_now(account)


def month_of(account, leaves):
    """Return what the text of the month says: rules, the parameters they asked for, the root of the parties."""
    return {
        "area": account.area_id,
        "month": account.month,
        **rules_and_parameters(account),
        "count": len(leaves),
        "root": root_of([leaf for _level, _code, leaf in leaves]),
    }


def leaves_of(account, statement=KEPT):
    """Return (level, code, leaf) of the parties in the order of the tree."""
    with connection.cursor() as cursor:
        cursor.execute(statement, {"account": account.pk})
        return cursor.fetchall()


def rules_and_parameters(account):
    """Return the rules of a month as they were, and the parameters that they asked for."""
    rules = AccountRule.objects.filter(account=account).order_by("rule")
    names = (
        *("rule", "party_level", "obligation", "population"),
        *("weight", "is_hard", "allows_part", "title", "text"),
    )
    return {
        "rules": [dict(zip(names, row, strict=True)) for row in rules.values_list(*names)],
        "parameters": {name: account.parameters[name] for name in account.asked_parameters},
    }


def digest_now(account):
    """Return the fingerprint that the stored rows have now, made the way of the account's own time."""
    if account.digest_format == 1:
        with connection.cursor() as cursor:
            cursor.execute(RUNNING, {"account": account.pk})
            return cursor.fetchone()[0]
    return digest_of_month(month_of(account, leaves_of(account, MADE_NOW)))
