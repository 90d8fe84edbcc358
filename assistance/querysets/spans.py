"""Days and moments: rows with a time span, how long they last in a month, when the entry of a month ends."""

import datetime as dt

from django.db.models import Case, DateTimeField, F, Func, IntegerField, Q, Value, When

from povertyapp.core.models import RuleParameter
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.period import Period
from povertyapp.core.scoping import ScopedQuerySet, within
from povertyapp.core.written import once_written

CUTOFF_DAY = "account.entry_cutoff_day"


class SpanQuerySet(ScopedQuerySet):
    """Rows that are in force from `from_date` to `to_date`, both inside; without an end, for ever."""

    def in_force(self, day):
        """Rows in force on that day."""
        return self.filter(Q(to_date=None) | Q(to_date__gte=day), from_date__lte=day)

    def touching(self, start, end):
        """Rows in force on at least one day from start to end."""
        return self.filter(Q(to_date=None) | Q(to_date__gte=start), from_date__lte=end)


class DaysInPeriod(Func):
    """Days of a dated row that lie inside a period, both ends counted. Arguments: from, to, start, end."""

    output_field = IntegerField()

    def as_sql(self, compiler, connection, function=None, template=None, arg_joiner=None, **extra_context):
        parts, params = zip(*(compiler.compile(e) for e in self.source_expressions), strict=True)
        first, last, start, end = parts
        sql = f"(LEAST(COALESCE({last}, {end}), {end}) - GREATEST({first}, {start}) + 1)"
        return sql, (*params[1], *params[3], *params[3], *params[0], *params[2])


class EntryCutoff(Func):
    """`Period.of(day).cutoff(cutoff_day)` in SQL: the moment at which entry of that day's month ends.

    Arguments: the day, the number of days into the next month.
    """

    output_field = DateTimeField()
    arity = 2
    template = "((date_trunc('month', (%(expressions)s) * interval '1 day') AT TIME ZONE 'Asia/Shanghai')"
    arg_joiner = ")::timestamp) + interval '1 month' + ("


def late(column):
    """Return what late means: a row was recorded when entry of the month of that column had ended."""
    return Q(recorded_at__gte=EntryCutoff(F(column), cutoff_day(column)))


def cutoff_day(column):
    """Return the parameter `account.entry_cutoff_day` in force in the county in the month of that column.

    The same choice as `Parameters(county, period.start)`: the nearest area wins, then the newest.
    """
    known = once_written(CUTOFF_DAY, lambda: RuleParameter.objects.filter(name=CUTOFF_DAY))
    rows = [row for row in known.ask() if len(row.area_id or "") <= COUNTY_DIGITS]
    rows.sort(key=lambda row: (len(row.area_id or ""), row.effective_from), reverse=True)
    cases = [When(_in_force(row, column), then=Value(row.value)) for row in rows]
    return Case(*cases, output_field=IntegerField())


def _in_force(row, column):
    """Return the condition that a parameter is in force on the first day of the month of a column."""
    begins = Period.of(row.effective_from - dt.timedelta(days=1)).next.start
    condition = Q(**{f"{column}__gte": begins})
    if row.effective_to:
        condition &= Q(**{f"{column}__lte": Period.of(row.effective_to).end})
    return condition & within(row.area_id) if row.area_id else condition
