"""The monthly hard account: compute, sign, close, restate, take out."""

from inspections.services.account.close import close_account
from inspections.services.account.compute import compute_account, open_account, refresh_account, refuse_closed
from inspections.services.account.export import AccountExport, export_account, line_count
from inspections.services.account.restate import restate_account
from inspections.services.account.seal import sign_account

__all__ = [
    "AccountExport",
    "close_account",
    "compute_account",
    "export_account",
    "line_count",
    "open_account",
    "refresh_account",
    "refuse_closed",
    "restate_account",
    "sign_account",
]
