"""The rectification ledger as a workbook: its rows, how it is written, how it is read."""

from .rows import DeadlineKind, LedgerRow, ProgressNote

__all__ = ["DeadlineKind", "LedgerRow", "ProgressNote"]
