"""Loans by how they stand on a day, and what a fund was to be paid."""

import datetime as dt
from decimal import Decimal

from django.db.models import Case, CharField, F, Max, Q, Sum, Value, When
from django.db.models.functions import Coalesce

from funds.choices.credit import EVER_OUT, OUT, OWED, LoanStanding, LoanStatus
from povertyapp.core.columns import true_or_false
from povertyapp.core.scoping import ScopedQuerySet

NOTHING = Value(Decimal(0))


class LoanQuerySet(ScopedQuerySet):
    """Loans."""

    def out(self):
        """Loans that are paid out and not yet at an end."""
        return self.filter(status__in=OUT)

    def owed(self):
        """Loans on which the household owes principal, those that the fund paid for too."""
        return self.filter(status__in=OWED)

    def ever_out(self, day=None):
        """Loans that were paid out, by a day."""
        rows = self.filter(status__in=EVER_OUT)
        return rows.filter(disbursed_on__lte=day) if day else rows

    def overdue(self, day, days=1):
        """Loans that are out and overdue by so many days: the first is the day after the due date."""
        return self.out().filter(due_on__lte=_before(day, days))

    def due_soon(self, day, within):
        """Loans that are out and fall due within so many days."""
        return self.out().filter(due_on__gte=day, due_on__lte=_before(day, -within))

    def with_standing(self, day, within, bad_days):
        """Add `standing`: within the term, due soon, overdue; blank where the loan is not out. And `is_bad`: overdue
        for so many days, or the fund paid for it."""
        is_late = Q(status__in=OUT, due_on__lte=_before(day, bad_days))
        return self.annotate(
            is_bad=true_or_false(is_late | Q(status=LoanStatus.COMPENSATED)),
            standing=Case(
                When(~Q(status__in=OUT), then=Value("")),
                When(due_on__lt=day, then=Value(LoanStanding.OVERDUE.value)),
                When(due_on__lte=_before(day, -within), then=Value(LoanStanding.DUE_SOON.value)),
                default=Value(LoanStanding.RUNNING.value),
                output_field=CharField(),
            ),
        )

    def sums(self, day):
        """Return what is out, what of it is overdue, what was ever paid out, and to how many households."""
        rows = self.order_by()
        found = rows.aggregate(
            outstanding=Coalesce(Sum("balance", filter=Q(status__in=OUT)), NOTHING),
            overdue=Coalesce(Sum("balance", filter=Q(status__in=OUT, due_on__lt=day)), NOTHING),
            disbursed=Coalesce(Sum("granted", filter=Q(status__in=EVER_OUT)), NOTHING),
        )
        return found | {"households": rows.ever_out().values("household").distinct().count()}


class InstalmentQuerySet(ScopedQuerySet):
    """What is to be paid into risk funds."""

    def due_in(self, period):
        """Instalments whose date lies in a month."""
        return self.filter(due_on__gte=period.start, due_on__lte=period.end)

    def with_paid(self, by_day=None):
        """Add `paid`, what came in for each by its date (or by another day), and `last_paid_on`."""
        until = F("due_on") if by_day is None else Value(by_day)
        in_time = Q(entries__happened_on__lte=until)
        return self.annotate(
            paid=Coalesce(Sum("entries__amount", filter=in_time), NOTHING),
            last_paid_on=Max("entries__happened_on"),
        )


def _before(day, days):
    return day - dt.timedelta(days=days)
