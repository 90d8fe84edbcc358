"""What waits for a person."""

from assistance.choices import HeldStatus, ValueStatus
from povertyapp.core.scoping import ScopedQuerySet


class HeldSubmissionQuerySet(ScopedQuerySet):
    """Submissions in the review box."""

    def open(self):
        return self.filter(status=HeldStatus.OPEN)


class HeldValueQuerySet(ScopedQuerySet):
    """Values that met another one."""

    def open(self):
        return self.filter(status=ValueStatus.OPEN)
