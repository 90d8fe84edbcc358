"""Columns that several models of funds have."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def person(label, **more):
    """Return a column for the user who did something; such users are never deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=label, **more
    )


AMOUNT = _("金额(元)")


def money(label=AMOUNT, **more):
    """Return a column for an amount in yuan, to the fen."""
    return models.DecimalField(label, max_digits=18, decimal_places=2, **more)


def stored_file(label, **more):
    """Return a column for a picture or scan that was handed in."""
    return models.ForeignKey("core.StoredFile", models.PROTECT, related_name="+", verbose_name=label, **more)
