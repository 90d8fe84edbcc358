"""Measures of help in force."""

from assistance.querysets.spans import SpanQuerySet


class MeasureQuerySet(SpanQuerySet):
    """Measures of help with their time spans."""
