"""Populations and windows of assistance."""

from django.db.models import Func, IntegerField, Q

from povertyapp.core.scoping import ScopedQuerySet


class DaysInPeriod(Func):
    """Days of a dated row that lie inside a period, both ends counted. Arguments: from, to, start, end."""

    output_field = IntegerField()

    def as_sql(self, compiler, connection, **extra):
        parts, params = zip(*(compiler.compile(e) for e in self.source_expressions), strict=True)
        first, last, start, end = parts
        sql = f"(LEAST(COALESCE({last}, {end}), {end}) - GREATEST({first}, {start}) + 1)"
        return sql, (*params[1], *params[3], *params[3], *params[0], *params[2])


class AssignmentQuerySet(ScopedQuerySet):
    """Assignments with their time spans."""

    def primary(self):
        from assistance.choices import AssignmentRole

        return self.filter(role=AssignmentRole.PRIMARY)

    def in_force(self, day):
        """Assignments in force on that day."""
        return self.filter(Q(to_date=None) | Q(to_date__gte=day), from_date__lte=day)

    def touching(self, start, end):
        """Assignments in force on at least one day from start to end."""
        return self.filter(Q(to_date=None) | Q(to_date__gte=start), from_date__lte=end)


class VisitQuerySet(ScopedQuerySet):
    """Visits and contacts."""

    def happened(self, start, end):
        return self.filter(happened_on__gte=start, happened_on__lte=end)

    def entered_by(self, moment):
        """Those recorded before that moment; later ones are late (rulebook D2)."""
        return self.filter(recorded_at__lt=moment)
