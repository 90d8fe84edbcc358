"""What every row of a check that nobody inspected may see has in common."""

from typing import ClassVar

import pgtrigger

from inspections.querysets import HiddenQuerySet
from povertyapp.core.scoping import ScopedModel

WRITES = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


class Hidden(ScopedModel):
    """A row that only the inspecting side sees until the circular is out (`querysets.checks.HiddenQuerySet`)."""

    PUBLISHED: ClassVar[str] = "published_at"
    REPORTED: ClassVar[str] = "reported_at"
    INSPECTOR: ClassVar[str] = ""

    objects: ClassVar = HiddenQuerySet.as_manager()

    class Meta:
        abstract = True
