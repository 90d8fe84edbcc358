"""Lists of inspections, a file a subject."""

from inspections.querysets.account import AccountFactQuerySet, LateEntryQuerySet
from inspections.querysets.accountability import ActionQuerySet, SeatQuerySet
from inspections.querysets.checklists import CountyWideQuerySet
from inspections.querysets.checks import CheckQuerySet, CheckRoundQuerySet, HiddenQuerySet, SampleUnitQuerySet
from inspections.querysets.findings import FindingQuerySet
from inspections.querysets.indicators import IndicatorQuerySet, TargetQuerySet, ValueQuerySet
from inspections.querysets.ledger import STATUSES_OF, LedgerQuerySet
from inspections.querysets.meetings import CircularQuerySet, DecisionQuerySet, RecordedQuerySet
from inspections.querysets.published import PublishedQuerySet
from inspections.querysets.rectification import EvidenceQuerySet, MeasureQuerySet, ScopeQuerySet
from inspections.querysets.work import CoveredQuerySet, WorkRegisterQuerySet, WorkRoundQuerySet

__all__ = [
    "CoveredQuerySet",
    "IndicatorQuerySet",
    "TargetQuerySet",
    "ValueQuerySet",
    "WorkRegisterQuerySet",
    "WorkRoundQuerySet",
    "CountyWideQuerySet",
    "AccountFactQuerySet",
    "ActionQuerySet",
    "CheckQuerySet",
    "CheckRoundQuerySet",
    "CircularQuerySet",
    "DecisionQuerySet",
    "EvidenceQuerySet",
    "FindingQuerySet",
    "HiddenQuerySet",
    "LedgerQuerySet",
    "MeasureQuerySet",
    "PublishedQuerySet",
    "RecordedQuerySet",
    "STATUSES_OF",
    "SampleUnitQuerySet",
    "ScopeQuerySet",
    "SeatQuerySet",
    "STATUSES_OF",
    "AccountFactQuerySet",
    "FindingQuerySet",
    "LateEntryQuerySet",
    "LedgerQuerySet",
    "PublishedQuerySet",
]
