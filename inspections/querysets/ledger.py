"""Lists of the rectification ledger."""

from django.db.models import Case, CharField, Count, Q, Value, When

from inspections.choices import LedgerState, MeasureStatus
from povertyapp.core.scoping import ScopedQuerySet

STATUSES_OF = {
    LedgerState.NOT_STARTED: (MeasureStatus.PLANNED, MeasureStatus.ASSIGNED),
    LedgerState.IN_PROGRESS: (MeasureStatus.IN_PROGRESS, MeasureStatus.REOPENED),
    LedgerState.SUBMITTED: (MeasureStatus.SUBMITTED, MeasureStatus.VERIFIED),
    LedgerState.SENT_BACK: (MeasureStatus.SENT_BACK,),
    LedgerState.CLOSED: (MeasureStatus.CLOSED,),
}


class LedgerQuerySet(ScopedQuerySet):
    """Lines of the rectification ledger."""

    def with_state(self, as_of):
        """Lines with `state`, one of the six words as of that day.

        Overdue is derived: the deadline has passed and the measure is neither handed in nor closed (C2).
        """
        done = (*STATUSES_OF[LedgerState.SUBMITTED], *STATUSES_OF[LedgerState.CLOSED])
        overdue = Q(measure__deadline__lt=as_of) & ~Q(measure__status__in=done)
        state = Case(
            When(measure=None, then=Value(LedgerState.NOT_STARTED)),
            When(overdue, then=Value(LedgerState.OVERDUE)),
            *(
                When(measure__status__in=statuses, then=Value(state))
                for state, statuses in STATUSES_OF.items()
            ),
            output_field=CharField(),
        )
        return self.annotate(state=state)

    def count_states(self):
        """Return how many lines are in each state, zero included; `with_state` comes before."""
        counts = dict(self.order_by().values_list("state").annotate(Count("pk")))
        return {state: counts.get(state, 0) for state in LedgerState}

    def in_ledger_order(self):
        """Lines as a ledger lists them: by county, batch, problem, measure."""
        return self.order_by(
            "problem__county_id", "-problem__source__year", "problem__source_id", "problem__number",
            "measure__number", "pk",
        )  # fmt: skip
