"""Everything in one file, and back again row for row (reliability-security J1)."""

from povertyapp.core.backup.restoring import restore
from povertyapp.core.backup.writing import back_up

__all__ = ["back_up", "restore"]
