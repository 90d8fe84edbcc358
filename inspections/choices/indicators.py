"""Words of the indicators of sectors (LF-55)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Direction(TextChoices):
    HIGHER = "higher", _("越高越好")
    LOWER = "lower", _("越低越好")
