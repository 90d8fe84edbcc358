"""The bank's claim of a quarter's interest subsidy: the days on which money was out within its term, and no others.

A day counts from the one on which the loan was paid out to the one before it fell due, was paid back or was found with
a firm. Each stretch of days with the same principal is a line, rounded half up to the cent.
"""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from funds.choices.credit import CLAIM_MOVES, EVER_OUT, ClaimStatus
from funds.credit import NOTHING
from funds.models import SubsidyClaim, SubsidyLine
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.moves import advance, check
from povertyapp.core.parameters import Parameters

# Of each loan the stretches of equal principal within its term and the quarter.
LINES = """
INSERT INTO funds_subsidyline (claim_id, area_id, loan_id, from_date, before_date, days, principal, rate, amount)
WITH term AS (
    SELECT id, area_id, granted - paid_before AS granted, rate, former_rate, renewed_on,
           greatest(disbursed_on, %(first)s) AS since,
           least(due_on, coalesce(diverted_on, due_on), %(next)s) AS until
    FROM funds_microloan
    WHERE area_id >= %(county)s AND area_id < %(county)s || ':' AND bank = %(bank)s AND status = ANY (%(out)s)
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
           term.granted - (SELECT coalesce(sum(p.principal), 0) FROM funds_loanpayment AS p
                                      WHERE p.loan_id = term.id AND p.paid_on <= cut.day) AS principal
    FROM cut JOIN term ON term.id = cut.id
)
SELECT %(claim)s, area_id, id, from_date, before_date, before_date - from_date, principal, rate,
       round(principal * rate * (before_date - from_date) / %(basis)s, 2)
FROM stretch WHERE principal > 0 ORDER BY area_id, id, from_date
"""


@transaction.atomic
def compute_claim(*, by, county: Area, bank: str, year: int, quarter: int) -> SubsidyClaim:
    """Compute, or compute anew, the draft of a bank's claim for a quarter that is over."""
    value = Parameters(county.pk, clock.today())
    facts = {"area": county, "bank": bank.strip(), "year": year, "quarter": quarter}
    asked = SubsidyClaim(**facts) if quarter in range(1, 5) else None
    check(
        ("county", county.level == Level.COUNTY, _("贴息按县申报，请选县。")),
        ("bank", bool(bank.strip()), _("请选承贷银行。")),
        ("quarter", asked is not None and asked.next_day <= clock.today(), _("季度结束以后才能申报贴息。")),
    )
    basis = int(value("loan.interest_basis"))
    with because(by=by, reason="compute_claim"):
        claim, _made = SubsidyClaim.objects.get_or_create(**facts, defaults={"basis_days": basis})
        claim = SubsidyClaim.objects.select_for_update(no_key=True).get(pk=claim.pk)
        if claim.status != ClaimStatus.DRAFT:
            raise Conflict(_("这个季度已经申报，退回以后才能重新计算。"))
        SubsidyLine.objects.filter(claim=claim).delete()
        with connection.cursor() as cursor:
            cursor.execute(LINES, _given(claim, basis))
        total = SubsidyLine.objects.filter(claim=claim).aggregate(sum=Sum("amount"))["sum"] or NOTHING
        claim.basis_days, claim.total, claim.computed_at = basis, total, clock.now()
        claim.save(update_fields=["basis_days", "total", "computed_at"])
    return claim


def _given(claim, basis):
    return {
        "claim": claim.pk,
        "county": claim.area_id,
        "bank": claim.bank,
        "first": claim.first_day,
        "next": claim.next_day,
        "out": [str(status) for status in EVER_OUT],
        "basis": basis,
    }


@transaction.atomic
def submit_claim(*, by, claim: SubsidyClaim, on: dt.date | None = None) -> SubsidyClaim:
    """Hand the claim in: from here on its lines stay."""
    check(("lines", claim.lines.exists(), _("这个季度没有可以贴息的贷款，不用申报。")))
    facts = {"submitted_by": by, "submitted_on": on or clock.today(), "note": ""}
    return advance(claim, ClaimStatus.SUBMITTED, by=by, moves=CLAIM_MOVES, reason="submit_claim", **facts)


@transaction.atomic
def approve_claim(*, by, claim: SubsidyClaim, document: str, on: dt.date | None = None) -> SubsidyClaim:
    """Approve the claim, by somebody else than who handed it in, with the paper."""
    own = claim.submitted_by is not None and claim.submitted_by.person == by.person
    check(
        ("person", not own, _("核准要由申报人以外的人办理。")),
        ("document", bool(document.strip()), _("请写明核准文号。")),
    )
    facts = {"approved_by": by, "approved_on": on or clock.today(), "document": document.strip()}
    return advance(claim, ClaimStatus.APPROVED, by=by, moves=CLAIM_MOVES, reason="approve_claim", **facts)


@transaction.atomic
def return_claim(*, by, claim: SubsidyClaim, note: str) -> SubsidyClaim:
    """Send the claim back to the bank with what is wrong."""
    if not note.strip():
        raise ValidationError({"note": _("退回要写明原因。")})
    facts = {"submitted_by": None, "submitted_on": None, "note": note.strip()}
    return advance(claim, ClaimStatus.DRAFT, by=by, moves=CLAIM_MOVES, reason=note, **facts)
