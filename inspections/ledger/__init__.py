"""The rectification ledger as a workbook: its rows, how it is written, how it is read."""

from .rows import LedgerRow, ProgressNote

__all__ = ["LedgerRow", "ProgressNote"]
