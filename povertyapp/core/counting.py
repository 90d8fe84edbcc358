"""Counting rows that hang on another row, as a column of it."""

from django.db.models import Count, Subquery
from django.db.models.functions import Coalesce


def number_of(rows, column, counted="pk", distinct=False):
    """Return a column: how many `rows` there are, which name the outer row in `column`; 0 where none."""
    grouped = rows.order_by().values(column).annotate(n=Count(counted, distinct=distinct))
    return Coalesce(Subquery(grouped.values("n")), 0)
