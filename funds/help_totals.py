"""What others have given in a year, and whom it reached (LN-15)."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import Length

from funds.choices.development import DonationKind
from funds.models import Donation, DonationUse, Payment
from povertyapp.core.models.area import VILLAGE_DIGITS


@dataclass(frozen=True)
class HelpTotals:
    """Money and goods in yuan, deeds done, and the villages and households that something was used for.

    A gift of money counts where it was given, whether it was used by itself or entered the county's books.
    """

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
    uses = used.filter(donation__received_on__year=year, struck_on=None, line=None)
    gifts = {
        "allotment__line__gift__donation__received_on__year": year,
        "allotment__line__gift__struck_on": None,
    }
    paid = (rows(Payment).in_area(area) if area else rows(Payment)).standing().filter(**gifts)
    return HelpTotals(
        given["amount"] or Decimal(0),
        _different(
            "area", *(some.annotate(n=Length("area_id")).filter(n=VILLAGE_DIGITS) for some in (uses, paid))
        ),
        _different("household", *(some.exclude(household=None) for some in (uses, paid))),
        given["deeds"],
    )


def _different(name, uses, paid) -> int:
    """Count what uses and payments out of pooled gifts reached, each once."""
    return uses.order_by().values(name).union(paid.order_by().values(name)).count()
