"""What can be asked of the rows of inspections."""

from django.apps import apps
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    DecimalField,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.db.models.lookups import Exact

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


class AccountFactQuerySet(ScopedQuerySet):
    """Facts of a month: a household with one of its helpers, a bit per rule. `rule` is an `AccountRule`."""

    def owing(self, rule):
        """Facts on which that rule fell due, annotated with what was `owed`, `done` and `struck` out."""
        due = self.filter(account_id=rule.account_id, population=rule.population)
        place = rule.slot - 1
        return due.alias(due_bit=F("due").bitand(rule.mask)).filter(due_bit__gt=0).annotate(
            owed=F(f"required__{place}"), done=F(f"delivered__{place}"), struck=F(f"voided__{place}")
        )  # fmt: skip

    def with_outcome(self, rule):
        """Facts on which that rule fell due, each with its `outcome` (rulebook D2), in the words of the view
        `inspections_account_line`."""
        partly = Q(done__gt=0) if rule.allows_part else Q(pk__in=[])
        outcome = Case(
            When(falsified_bit__gt=0, then=Value("falsified")),
            When(excused_bit__gt=0, then=Value("excused")),
            When(missed_bit=0, then=Value("met")),
            When(partly, then=Value("partial")),
            default=Value("failed"),
            output_field=CharField(),
        )
        bits = {f"{mask}_bit": F(mask).bitand(rule.mask) for mask in ("falsified", "excused", "missed")}
        return self.owing(rule).alias(**bits).annotate(outcome=outcome)


class FindingQuerySet(ScopedQuerySet):
    """Findings, those that ended too."""

    def open(self):
        """Those that did not end: whether somebody has claimed them or not, they block where they block."""
        return self.filter(cleared_at=None)

    def to_mend(self):
        """Open ones on which somebody must act now: nobody has claimed that they are true as they stand."""
        return self.open().filter(is_claimed=False)

    def with_names(self):
        """Add `name`: of the household's head, the member, the helper or the unit; no column of it is sealed."""
        published = Cast(OuterRef("subject_code"), BigIntegerField())
        names = (
            ("household", _name_of("households.Household", "household_no", "head_name")),
            ("member", _name_of("households.HouseholdMember", "person_no", "name")),
            ("helper", _name_of("assistance.Helper", "code", "name")),
            ("published", _name_of("inspections.PublishedFigure", "pk", "unit", published)),
        )
        whens = [When(subject_kind=kind, then=name) for kind, name in names]
        return self.annotate(name=Case(*whens, default=Value(""), output_field=CharField()))


def _name_of(model, key, column, code=None):
    rows = apps.get_model(model)._base_manager.filter(**{key: code or OuterRef("subject_code")})
    return Subquery(rows.values(column)[:1])


class PublishedQuerySet(ScopedQuerySet):
    """Percentages that units published."""

    def judged(self):
        """Add `exact`, the quotient in percent, and `verdict`: rounded, truncated or mismatch (rulebook A0)."""
        exact = F("numerator") * Value(100, _EXACT) / F("denominator")
        return self.annotate(exact=ExpressionWrapper(exact, _EXACT)).annotate(
            verdict=Case(
                When(Exact(_cut("ROUND"), F("percent")), then=Value("rounded")),
                When(Exact(_cut("TRUNC"), F("percent")), then=Value("truncated")),
                default=Value("mismatch"),
                output_field=CharField(),
            )
        )


_EXACT = DecimalField(max_digits=30, decimal_places=12)


def _cut(function):
    """Return the exact percentage with as many places as were published, by ROUND (half up) or TRUNC."""
    return Func(F("exact"), F("places"), function=function, output_field=_EXACT)
