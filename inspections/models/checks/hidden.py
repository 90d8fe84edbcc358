"""What every row of a check that nobody inspected may see has in common."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models

from inspections.querysets import HiddenQuerySet
from povertyapp.core.scoping import ScopedModel

WRITES = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


def person(label):
    """Return a column that names an account."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label
    )


class Hidden(ScopedModel):
    """A row that only the inspecting side sees until the circular is out (`querysets.checks.HiddenQuerySet`)."""

    PUBLISHED: ClassVar[str] = "published_at"
    REPORTED: ClassVar[str] = "reported_at"
    INSPECTOR: ClassVar[str] = ""

    objects: ClassVar = HiddenQuerySet.as_manager()

    class Meta:
        abstract = True
