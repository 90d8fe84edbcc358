"""What others have given in a year, and whom it reached (LN-15)."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import Length

from funds.choices.development import DonationKind
from funds.models import Donation, DonationUse
from povertyapp.core.models.area import VILLAGE_DIGITS


@dataclass(frozen=True)
class HelpTotals:
    """Money and goods in yuan, deeds done, and the villages and households that something was used for."""

    amount: Decimal
    villages: int
    households: int
    deeds: int

    @property
    def per_household(self) -> Decimal | None:
        return _each(self.amount, self.households)

    @property
    def per_deed(self) -> Decimal | None:
        return _each(self.amount, self.deeds)


def _each(amount: Decimal, count: int) -> Decimal | None:
    """Return how many yuan there are for each, None where there is nobody."""
    return (amount / count).quantize(Decimal(1), ROUND_HALF_UP) if count else None


def help_totals(rows: Callable[[Any], Any], year: int, area: str = "") -> HelpTotals:
    """Return the totals of the gifts received in a year; `rows` applies `visible_to`, `area` narrows the place."""
    given = rows(Donation).in_area(area) if area else rows(Donation)
    used = rows(DonationUse).in_area(area) if area else rows(DonationUse)
    given = given.filter(received_on__year=year).aggregate(
        amount=Sum("amount", filter=~Q(kind=DonationKind.DEED)),
        deeds=Count("pk", filter=Q(kind=DonationKind.DEED)),
    )
    reached = used.filter(donation__received_on__year=year, struck_on=None).annotate(digits=Length("area_id"))
    reached = reached.aggregate(
        households=Count("household", distinct=True),
        villages=Count("area", distinct=True, filter=Q(digits=VILLAGE_DIGITS)),
    )
    return HelpTotals(
        given["amount"] or Decimal(0), reached["villages"], reached["households"], given["deeds"]
    )
