"""Populations of what paper ledgers say."""

from povertyapp.core.scoping import ScopedQuerySet


class LineStatementQuerySet(ScopedQuerySet):
    """What ledgers say of lines of money."""


class ProjectStatementQuerySet(ScopedQuerySet):
    """What ledgers say of projects."""
