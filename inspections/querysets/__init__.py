"""Lists of inspections, a file a subject."""

from inspections.querysets.account import AccountFactQuerySet
from inspections.querysets.checks import CheckRoundQuerySet, HiddenQuerySet, SampleUnitQuerySet
from inspections.querysets.findings import FindingQuerySet
from inspections.querysets.ledger import STATUSES_OF, LedgerQuerySet
from inspections.querysets.published import PublishedQuerySet
from inspections.querysets.rectification import EvidenceQuerySet, MeasureQuerySet, ScopeQuerySet

__all__ = [
    "STATUSES_OF",
    "AccountFactQuerySet",
    "CheckRoundQuerySet",
    "FindingQuerySet",
    "HiddenQuerySet",
    "LedgerQuerySet",
    "PublishedQuerySet",
    "SampleUnitQuerySet",
    "EvidenceQuerySet",
    "FindingQuerySet",
    "LedgerQuerySet",
    "MeasureQuerySet",
    "PublishedQuerySet",
    "ScopeQuerySet",
]
