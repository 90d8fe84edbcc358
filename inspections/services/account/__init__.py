"""The monthly hard account: compute, close, take out."""

from inspections.services.account.close import close_account
from inspections.services.account.compute import compute_account, open_account, refresh_account
from inspections.services.account.export import AccountExport, export_account

__all__ = [
    "AccountExport",
    "close_account",
    "compute_account",
    "export_account",
    "open_account",
    "refresh_account",
]
