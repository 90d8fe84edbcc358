"""Loans of operators with the households that they carry."""

from django.db.models import F, Func, IntegerField, Q, Value

from funds.choices.operators import OperatorLoanStatus
from povertyapp.core.scoping import ScopedQuerySet

OUT = Q(status=OperatorLoanStatus.DISBURSED)


class OperatorLoanQuerySet(ScopedQuerySet):
    """Loans of operators."""

    def with_carried(self, day):
        """Add `carried`, how many registered households each operator carries on a day."""
        carried = Func(F("enterprise"), Value(day), function="funds_carried", output_field=IntegerField())
        return self.annotate(carried=carried)


def shown(day):
    """Return what the words of the list mean, of loans with what is carried."""
    return {
        "asked": Q(status=OperatorLoanStatus.APPLIED),
        "out": OUT,
        "overdue": OUT & Q(due_on__lt=day),
        "short": OUT & Q(carried__lt=F("households")),
        "refused": Q(status=OperatorLoanStatus.REFUSED),
        "over": Q(status=OperatorLoanStatus.REPAID),
    }
