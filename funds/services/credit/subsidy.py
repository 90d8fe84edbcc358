"""The bank's claim of a quarter's interest subsidy: the days on which money was out within its term, and no others.

A day counts from the one on which the loan was paid out to the one before it fell due, was paid back or was found with
a firm. Each stretch of days with the same principal is a line; the bank asks for no more than they sum up to.
"""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from funds.choices.credit import CLAIM_MOVES, ClaimStatus
from funds.credit import NOTHING
from funds.interest import IN_TERM, bounds, stretches
from funds.models import SubsidyClaim, SubsidyLine
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.moves import advance, check
from povertyapp.core.parameters import Parameters

_OF_THE_BANK = "area_id >= %(county)s AND area_id < %(county)s || ':' AND bank = %(bank)s"
LINES = f"""
INSERT INTO funds_subsidyline (claim_id, area_id, loan_id, from_date, before_date, days, principal, rate, amount)
SELECT %(claim)s, area_id, loan_id, from_date, before_date, days, principal, subsidised,
       round(principal * subsidised * days / %(basis)s, 2)
FROM ({stretches(_OF_THE_BANK, IN_TERM)}) AS stretch ORDER BY area_id, loan_id, from_date
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
    facts = {"claim": claim.pk, "county": claim.area_id, "bank": claim.bank, "basis": basis}
    return facts | bounds(claim.first_day, claim.next_day)


@transaction.atomic
def submit_claim(
    *, by, claim: SubsidyClaim, claimed: Decimal | None = None, on: dt.date | None = None
) -> SubsidyClaim:
    """Hand the claim in with what the bank asks for, not above what rate, days and principal give: its lines stay."""
    claimed = claim.total if claimed is None else claimed
    figures = {"claimed": f"{claimed:,.2f}", "total": f"{claim.total:,.2f}", "n": claim.lines.count()}
    figures["more"] = f"{claimed - claim.total:,.2f}"
    too_much = _(
        "按 %(n)d 段本金、年利率和天数算出的贴息是 %(total)s 元，银行申报 %(claimed)s 元，多 %(more)s 元；"
        "最多可申报 %(total)s 元（B14）。"
    )
    check(
        ("lines", figures["n"], _("这个季度没有可以贴息的贷款，不用申报。")),
        ("claimed", claimed > 0 or not figures["n"], _("申报金额要大于 0。")),
        ("within", claimed <= claim.total, too_much % figures),
    )
    facts = {"claimed": claimed, "submitted_by": by, "submitted_on": on or clock.today(), "note": ""}
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
    facts = {"claimed": None, "submitted_by": None, "submitted_on": None, "note": note.strip()}
    return advance(claim, ClaimStatus.DRAFT, by=by, moves=CLAIM_MOVES, reason=note, **facts)
