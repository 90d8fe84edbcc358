"""Lists of inspections, a file a subject."""

from inspections.querysets.account import AccountFactQuerySet
from inspections.querysets.findings import FindingQuerySet
from inspections.querysets.ledger import STATUSES_OF, LedgerQuerySet
from inspections.querysets.published import PublishedQuerySet

__all__ = ["STATUSES_OF", "AccountFactQuerySet", "FindingQuerySet", "LedgerQuerySet", "PublishedQuerySet"]
