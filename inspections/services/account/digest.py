"""The fingerprint of a month (docs/proof.md): a leaf a party in a tree, its root beside the month's rules.

What is hashed is what `export_hard_account … .json` says, so whoever has that file needs no database to make the
fingerprint again. Names of persons and row ids do not enter.
"""

from django.db import connection

from inspections.models import AccountRule
from inspections.services.proof.canon import FORMAT, digest_of_month, root_of

# The texts are those of `canon.party_text`: json_build_array writes as `canon.said` does.
_LINES = """
SELECT party_level AS level, party_code AS code, string_agg(text, E'\\n' ORDER BY text COLLATE "C") AS lines
FROM (SELECT party_level, party_code,
             json_build_array('line', rule, subject_kind, subject_code, required, delivered, voided, outcome,
                              weight::text)::text AS text
      FROM inspections_account_line WHERE account_id = %(account)s) AS line
GROUP BY party_level, party_code
"""
_LEAVES = f"""
SELECT p.id, p.level, p.code, encode(sha256('\\x00'::bytea || convert_to(concat_ws(E'\\n',
           json_build_array('party', p.level, p.code, p.score::text, p.verdict, p.lines, p.failed)::text,
           told.lines), 'UTF8')), 'hex') AS leaf
FROM inspections_account_party AS p LEFT JOIN ({_LINES}) AS told USING (level, code)
WHERE p.account_id = %(account)s
"""
KEEP_LEAVES = f"""
UPDATE inspections_account_party AS party SET digest = made.leaf FROM ({_LEAVES}) AS made
WHERE party.account_id = %(account)s AND party.id = made.id
"""
# In the order of their bytes, whatever the language of the server.
_IN_ORDER = 'ORDER BY level COLLATE "C", code COLLATE "C"'
KEPT = f"SELECT level, code, digest FROM inspections_account_party WHERE account_id = %(account)s {_IN_ORDER}"
MADE_NOW = f"SELECT level, code, leaf FROM ({_LEAVES}) AS made {_IN_ORDER}"

# Months that still run, and those before there were trees, have one text: rules, facts, lines of units and parties, as
# they lie in the tables.
FIRST_FORMAT = """
SELECT encode(sha256(convert_to(concat_ws(E'\\n\\n', rules, facts, units, parties), 'UTF8')), 'hex')
FROM (SELECT string_agg(concat_ws('|', bit, slot, population, party_level, rule, obligation, weight, is_hard,
                                  allows_part), E'\\n' ORDER BY bit) AS rules
      FROM (SELECT * FROM inspections_account_rule WHERE account_id = %(account)s) AS kept) AS a,
     (SELECT string_agg(concat_ws('|', h.household_no, coalesce(helper.code, ''), f.area_id, f.due, f.missed,
                                  f.excused, f.falsified, f.required, f.delivered, f.voided), E'\\n'
                        ORDER BY h.household_no COLLATE "C", helper.code COLLATE "C", f.population) AS facts
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


def write_digest(account):
    """Hash the stored rows of an account into its parties' leaves; return the fingerprint of the month.

    For whoever has just written these rows: the computation, and a restatement. The account's parameters must
    stand on it.
    """
    with connection.cursor() as cursor:
        cursor.execute(KEEP_LEAVES, {"account": account.pk})
    account.digest_format = FORMAT
    return digest_of_month(month_of(account, leaves_of(account)))


def write_short_digest(account):
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
    names = ("rule", "party_level", "obligation", "weight", "is_hard", "allows_part", "title", "text")
    return {
        "rules": [dict(zip(names, row, strict=True)) for row in rules.values_list(*names)],
        "parameters": {name: account.parameters[name] for name in account.asked_parameters},
    }


def digest_now(account):
    """Return the fingerprint that the stored rows have now, made the way of the account's own time."""
    if account.digest_format == 1:
        with connection.cursor() as cursor:
            cursor.execute(FIRST_FORMAT, {"account": account.pk})
            return cursor.fetchone()[0]
    return digest_of_month(month_of(account, leaves_of(account, MADE_NOW)))
