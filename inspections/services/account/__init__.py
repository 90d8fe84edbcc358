"""The monthly hard account: compute, sign, close, restate, take out."""

from inspections.services.account.close import close_account
from inspections.services.account.compute import compute_account, open_account, refresh_account
from inspections.services.account.export import AccountExport, export_account
from inspections.services.account.restate import restate_account
from inspections.services.account.seal import sign_account

__all__ = [
    "AccountExport",
    "close_account",
    "compute_account",
    "export_account",
    "open_account",
    "refresh_account",
    "restate_account",
    "sign_account",
]
