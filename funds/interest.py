"""The interest of loans by days: stretches with the same principal and rate, each rounded half up to the cent.

A day counts from the one on which the money was out to the one before it was paid back. Public money pays it within
the term alone, and not more of the rate than was allowed on the day on which the rate was agreed (B14).
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.db.models import Sum

from funds.choices.credit import EVER_OUT
from funds.credit import NOTHING
from funds.models import LoanPayment, Microloan
from povertyapp.core.parameters import Parameters

IN_TERM = "least(due_on, coalesce(diverted_on, due_on), %(next)s)"
TO_THE_DAY = "%(next)s"


def stretches(which: str, until: str) -> str:
    """Return the query for the stretches of some loans, from the day `first` on until the day of an expression.

    Its rows: area_id, loan_id, from_date, before_date, days, principal, rate, subsidised (as much of the rate as
    public money pays). `which` is the condition of the loans; parameters: first, next, out, and those of `which`.
    """
    return f"""
WITH term AS (
    SELECT id, area_id, granted - paid_before AS granted, rate, former_rate, disbursed_on, renewed_on, term_months,
           greatest(disbursed_on, %(first)s) AS since, {until} AS until
    FROM funds_microloan WHERE status = ANY (%(out)s) AND {which}
), cut AS (
    SELECT id, since AS day FROM term WHERE since < until
    UNION
    SELECT term.id, p.paid_on FROM term JOIN funds_loanpayment AS p ON p.loan_id = term.id
    WHERE p.principal <> 0 AND p.paid_on > since AND p.paid_on < until
    UNION
    SELECT id, renewed_on FROM term WHERE renewed_on > since AND renewed_on < until
), stretch AS (
    SELECT term.id, term.area_id, cut.day AS from_date,
           coalesce(lead(cut.day) OVER (PARTITION BY term.id ORDER BY cut.day), term.until) AS before_date,
           CASE WHEN cut.day < term.renewed_on THEN term.former_rate ELSE term.rate END AS rate,
           CASE WHEN cut.day >= term.renewed_on THEN term.renewed_on ELSE term.disbursed_on END AS agreed_on,
           term.term_months <= 12 AND (term.renewed_on IS NULL OR cut.day < term.renewed_on) AS is_short,
           term.granted - (SELECT coalesce(sum(p.principal), 0) FROM funds_loanpayment AS p
                                      WHERE p.loan_id = term.id AND p.paid_on <= cut.day) AS principal
    FROM cut JOIN term ON term.id = cut.id
)
SELECT area_id, id AS loan_id, from_date, before_date, before_date - from_date AS days, principal, rate,
       least(rate, (households_parameter('loan.rate_max', left(area_id, 6), agreed_on)
                    ->> CASE WHEN is_short THEN 0 ELSE 1 END)::numeric) AS subsidised
FROM stretch WHERE principal > 0
"""


def bounds(first: dt.date, before: dt.date) -> dict:
    """Return the parameters of `stretches` for the days from one to before another."""
    return {"first": first, "next": before, "out": [str(status) for status in EVER_OUT]}


@dataclass(frozen=True)
class Interest:
    """What a loan's interest comes to by a day: what it carried, what of it was paid, what public money pays of it."""

    accrued: Decimal
    paid: Decimal
    subsidised: Decimal


def interest_of(loan: Microloan, before: dt.date) -> Interest:
    """Return the interest of a loan from its first day to the one before `before`."""
    basis = int(Parameters(loan.area_id, before)("loan.interest_basis"))
    facts = {**bounds(loan.disbursed_on or before, before), "loan": loan.pk, "basis": basis}
    paid = LoanPayment.objects.filter(loan=loan, paid_on__lt=before).aggregate(sum=Sum("interest"))["sum"]
    return Interest(
        accrued=_sum("rate", TO_THE_DAY, facts),
        paid=paid or NOTHING,
        subsidised=_sum("subsidised", IN_TERM, facts),
    )


def _sum(rate, until, facts):
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT coalesce(sum(round(principal * {rate} * days / %(basis)s, 2)), 0)"
            f" FROM ({stretches('id = %(loan)s', until)}) AS stretch",
            facts,
        )
        return cursor.fetchone()[0]
