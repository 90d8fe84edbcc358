"""Everything in one file, and back again row for row (reliability-security J1)."""

from povertyapp.core.backup.restoring import restore
from povertyapp.core.backup.told import last_backup, note_backup
from povertyapp.core.backup.writing import back_up

__all__ = ["back_up", "last_backup", "note_backup", "restore"]
