"""The audit's chain: new rows of history and acts are sealed in batches, and `verify_audit` recomputes all of it."""

from povertyapp.core.chain.sealing import seal_new
from povertyapp.core.chain.verifying import Broken, audit_check, first_broken

__all__ = ["Broken", "audit_check", "first_broken", "seal_new"]
