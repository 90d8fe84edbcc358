"""The words of inspections and the permitted moves, a file a subject."""

from inspections.choices.findings import (
    CLAIM_ENDS,
    CLAIM_MOVES,
    FAULT_WORDS,
    VERDICT_WORDS,
    ClaimStatus,
    Resolution,
)
from inspections.choices.ledger import (
    MEASURE_MOVES,
    PAPER_MOVES,
    RETURNED_MOVES,
    Comparator,
    DeadlineKind,
    EntryPrecision,
    LedgerState,
    MeasureStatus,
    ProblemStatus,
    RootCause,
    Track,
    VerifyVerdict,
)

__all__ = [
    "CLAIM_ENDS",
    "CLAIM_MOVES",
    "ClaimStatus",
    "Comparator",
    "DeadlineKind",
    "EntryPrecision",
    "FAULT_WORDS",
    "LedgerState",
    "MEASURE_MOVES",
    "MeasureStatus",
    "PAPER_MOVES",
    "ProblemStatus",
    "RETURNED_MOVES",
    "Resolution",
    "RootCause",
    "Track",
    "VERDICT_WORDS",
    "VerifyVerdict",
]
