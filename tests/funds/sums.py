"""Whether every yuan is somewhere, asked of the database by SQL that shares nothing with the application's queries."""

from django.db import connection

# What vouchers and papers that stand say of each line, what the postings say, what the balances say.
_FIGURES = """
WITH standing AS (
    SELECT e.* FROM funds_fundentry AS e
    WHERE e.kind <> 'reversal' AND NOT EXISTS (SELECT FROM funds_fundentry AS r WHERE r.reverses_id = e.id)),
papers AS (
    SELECT line_id, sum(amount) FILTER (WHERE kind = 'arrival') AS sources,
           sum(amount) FILTER (WHERE kind = 'integrate') AS pool,
           sum(amount) FILTER (WHERE kind = 'allot') AS uses, sum(amount) FILTER (WHERE kind = 'pay') AS paid
    FROM standing GROUP BY line_id),
allotted AS (
    SELECT a.line_id, sum(a.amount) AS uses FROM funds_allotment AS a JOIN standing AS e ON e.id = a.entry_id
    GROUP BY a.line_id),
paid AS (
    SELECT e.line_id, sum(p.amount) AS paid FROM funds_payment AS p JOIN standing AS e ON e.id = p.entry_id
    GROUP BY e.line_id),
states AS (
    SELECT line_id, -sum(amount) FILTER (WHERE state = 'source') AS source,
           sum(amount) FILTER (WHERE state = 'held') AS held, sum(amount) FILTER (WHERE state = 'pool') AS pool,
           sum(amount) FILTER (WHERE state = 'allotted') AS allotted, sum(amount) FILTER (WHERE state = 'paid') AS paid
    FROM funds_%(table)s GROUP BY line_id)
SELECT l.code, coalesce(v.sources, 0), coalesce(v.pool, 0), coalesce(v.uses, 0), coalesce(v.paid, 0),
       coalesce(a.uses, 0), coalesce(p.paid, 0),
       coalesce(s.source, 0), coalesce(s.held, 0), coalesce(s.pool, 0), coalesce(s.allotted, 0), coalesce(s.paid, 0)
FROM funds_fundline AS l LEFT JOIN papers AS v ON v.line_id = l.id LEFT JOIN allotted AS a ON a.line_id = l.id
LEFT JOIN paid AS p ON p.line_id = l.id LEFT JOIN states AS s ON s.line_id = l.id ORDER BY l.code
"""


def money_astray():
    """Return what does not add up to the fen: sources, pool, uses and states of each line and of all of them."""
    return [*_astray("posting"), *_astray("balance")]


def _astray(table):
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES % {"table": table})
        rows = cursor.fetchall()
    whole = ("all", *(sum(column) for column in list(zip(*rows, strict=True))[1:])) if rows else None
    for row in [*rows, *filter(None, [whole])]:
        code, sources, integrated, uses, paid, said_uses, said_paid, *states = row
        source, held, pool, allotted, spent = states
        for what, one, other in (
            ("sources = arrived", sources, source),
            ("sources = held + pool", sources, held + integrated),
            ("pool = states", integrated, pool + allotted + spent),
            ("uses = allotments", uses, said_uses),
            ("uses = states", uses, allotted + spent),
            ("paid = payments", paid, said_paid),
            ("paid = states", paid, spent),
        ):
            if one != other:
                yield f"{table} {code}: {what}: {one} and {other}"
