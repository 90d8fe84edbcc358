"""The monthly hard account: compute, close."""

from inspections.services.account.close import close_account
from inspections.services.account.compute import compute_account, open_account

__all__ = ["close_account", "compute_account", "open_account"]
