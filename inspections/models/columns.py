"""Columns that several models of inspections have."""

from django.conf import settings
from django.db import models


def person(label, **more):
    """Return a column for the user who did something; such users are never deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=label, **more
    )


def person_or_none(label, **more):
    """Return such a column that is blank until somebody does it."""
    return person(label, null=True, blank=True, **more)
