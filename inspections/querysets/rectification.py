"""Lists of what belongs to a problem: its scope, its pictures, its measures; and the one rule of how overdue one is."""

import datetime as dt

from django.apps import apps
from django.db.models import Case, CharField, F, Q, Value, When

from inspections.choices import MeasureStatus, OverdueGrade
from povertyapp.core.scoping import ScopedQuerySet


def late_by(as_of):
    """Return the condition maker of C2: `late_by(day)(n)` holds where n days or more have passed since the deadline of
    a measure that is neither closed nor was submitted in time; n may be negative."""
    handed_in = Q(status__in=(MeasureStatus.SUBMITTED, MeasureStatus.VERIFIED))
    in_time = handed_in & (Q(submitted_on=None) | Q(submitted_on__lte=F("deadline")))
    running = ~Q(status=MeasureStatus.CLOSED) & ~in_time

    def at_least(days):
        return Q(deadline__lte=as_of - dt.timedelta(days=days)) & running

    return at_least


def grade(as_of, value, key="pk"):
    """Return the grade of overdue (C2) as an expression over measures, or over lines that have their columns and know
    them by `key`; blank where none is due. `value` gives the parameters of the place.

    Days past the deadline, returns, and evidence that two inspectors found false: the worst one counts.
    """
    days, returns = value("rectification.grade_days"), value("rectification.grade_returns")
    late = late_by(as_of)
    running = Q(**{f"{key}__isnull": False}) & ~Q(status=MeasureStatus.CLOSED)

    def returned(name):
        return Q(sent_back_count__gte=returns[name]) & running

    false = _false(key) & running
    whens = (
        (late(days["black"]) | returned("black") | false, OverdueGrade.BLACK),
        (late(days["red"]) | returned("red"), OverdueGrade.RED),
        (late(days["orange"]), OverdueGrade.ORANGE),
        (late(days["yellow"]), OverdueGrade.YELLOW),
        (late(days["blue"]), OverdueGrade.BLUE),
    )
    return Case(
        *(When(condition, then=Value(name.value)) for condition, name in whens),
        default=Value(""),
        output_field=CharField(),
    )


def _false(key):
    """Return whether a picture of the measure, or of its problem's scope, was found to be false: such are few, and so
    they are gathered once for all measures."""
    false = apps.get_model("inspections.MeasureEvidence")._base_manager.filter(false_on__isnull=False)
    own, of_scope = false.filter(measure__isnull=False), false.filter(scope__isnull=False)
    return Q(**{f"{key}__in": own.values("measure_id")}) | Q(
        problem_id__in=of_scope.values("scope__problem_id")
    )


class MeasureQuerySet(ScopedQuerySet):
    """Measures of rectification."""

    def with_grade(self, as_of, value):
        """Measures with `grade`, how overdue each is as of a day."""
        return self.annotate(grade=grade(as_of, value))


class ScopeQuerySet(ScopedQuerySet):
    """What problems concern."""

    def in_scope(self):
        """Rows that were not taken out again."""
        return self.filter(dropped_on=None)

    def unmended(self):
        """Rows that keep their problem open."""
        return self.in_scope().filter(mended_on=None)


class EvidenceQuerySet(ScopedQuerySet):
    """Pictures of rectification."""

    def of(self, measure):
        """Pictures of a measure and of what its problem concerns."""
        return self.filter(Q(measure=measure) | Q(scope__problem_id=measure.problem_id))
