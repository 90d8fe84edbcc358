"""Columns that queries add to rows: how many of others hang on one, whether a condition holds."""

from django.db.models import BooleanField, Case, Count, Subquery, Value, When
from django.db.models.functions import Coalesce


def number_of(rows, column, counted="pk", distinct=False):
    """Return a column: how many `rows` there are, which name the outer row in `column`; 0 where none."""
    grouped = rows.order_by().values(column).annotate(n=Count(counted, distinct=distinct))
    return Coalesce(Subquery(grouped.values("n")), 0)


def true_or_false(condition):
    """Return a condition as a column that is never unknown."""
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
