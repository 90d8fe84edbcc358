"""四到乡、八到村 (LF-41): so many things go to the township and to the village of a project; the county says which."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reach(TextChoices):
    """How far down a thing is to come."""

    TOWNSHIP = "township", _("到乡")
    VILLAGE = "village", _("到村")


# The clause gives the lengths of both lists and not what stands on them.
LENGTHS = {Reach.TOWNSHIP: 4, Reach.VILLAGE: 8}
PLACES = tuple((reach, number) for reach, length in LENGTHS.items() for number in range(1, length + 1))
