"""Lists of the rectification ledger."""

from django.apps import apps
from django.db.models import (
    Case,
    CharField,
    Count,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from inspections.choices import LedgerState, MeasureStatus
from inspections.querysets.rectification import grade
from povertyapp.core.scoping import ScopedQuerySet

STATUSES_OF = {
    LedgerState.NOT_STARTED: (MeasureStatus.PLANNED, MeasureStatus.ASSIGNED),
    LedgerState.IN_PROGRESS: (MeasureStatus.IN_PROGRESS, MeasureStatus.REOPENED),
    LedgerState.SUBMITTED: (MeasureStatus.SUBMITTED, MeasureStatus.VERIFIED),
    LedgerState.SENT_BACK: (MeasureStatus.SENT_BACK,),
    LedgerState.CLOSED: (MeasureStatus.CLOSED,),
}


# As a ledger lists problems, and their lines.
PROBLEMS_IN_ORDER = ("county_id", "-source__year", "source_id", "number")
IN_ORDER = (
    *("problem__county_id", "-problem__source__year", "problem__source_id", "problem__number"),
    *("number", "pk"),
)
# Without a GROUP BY: one row also where nothing is counted.
COUNT_ALL = Func(function="count", template="%(function)s(*)", output_field=IntegerField())


def _model(name):
    return apps.get_model(f"inspections.{name}")._base_manager


def _count(rows):
    counted = rows.order_by().values(n=COUNT_ALL)
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def lines_of(user):
    """Return the lines that a user may see, in no order."""
    return apps.get_model("inspections.LedgerItem").objects.visible_to(user).order_by()


def problems_of(user):
    """Return the problems of those lines, in no order: a line is seen with its problem, and each problem has one."""
    return apps.get_model("inspections.Problem").objects.visible_to(user).order_by()


class LedgerQuerySet(ScopedQuerySet):
    """Lines of the rectification ledger."""

    def with_state(self, as_of):
        """Lines with `state`, one of the six words as of that day.

        Overdue is derived: the deadline has passed and the measure is neither handed in nor closed (C2).
        """
        done = (*STATUSES_OF[LedgerState.SUBMITTED], *STATUSES_OF[LedgerState.CLOSED])
        overdue = Q(deadline__lt=as_of) & ~Q(status__in=done)
        state = Case(
            When(measure=None, then=Value(LedgerState.NOT_STARTED)),
            When(overdue, then=Value(LedgerState.OVERDUE)),
            *(When(status__in=statuses, then=Value(state)) for state, statuses in STATUSES_OF.items()),
            output_field=CharField(),
        )
        return self.annotate(state=state)

    def with_grade(self, as_of, value):
        """Lines with `grade`, how overdue each is as of that day (C2); blank where nothing is."""
        return self.annotate(grade=grade(as_of, value, "measure"))

    def judged(self, as_of, value):
        """Lines with their `state` and their `grade` as of that day, by these parameters."""
        return self.with_grade(as_of, value).with_state(as_of)

    def with_counts(self):
        """Lines with how many things their problem concerns, how many of them are not mended, how many pictures."""
        scope = _model("ProblemScope").filter(problem=OuterRef("problem_id"), dropped_on=None)
        pictures = _model("MeasureEvidence").filter(measure=OuterRef("measure_id"))
        return self.annotate(
            scope_count=_count(scope),
            scope_left=_count(scope.filter(mended_on=None)),
            pictures=_count(pictures),
        )

    def counted(self):
        """Return (problem, state, grade, how many lines); `with_state` and `with_grade` come before."""
        return self.order_by().values_list("problem_id", "state", "grade").annotate(Count("pk"))

    def in_ledger_order(self):
        """Lines as a ledger lists them: by county, batch, problem, measure."""
        return self.order_by(*IN_ORDER)
