"""CB1-14: the contact card hangs in the home, and names the helper of today."""

from django.db.models import Q

from assistance.models import ContactCard
from povertyapp.core.faults import Child, Has


def cards(period, value):
    """Return the cards that count at the end of a month, a row each with household and helper."""
    return ContactCard.objects.current(period.end)


def has_contact_card(day):
    """Return the condition that a household's contact card is posted and names its primary helper of that day.

    The one meaning of “联系卡已张贴”: CB1-14, the archive and the file of the household (TF-14) ask here.
    """
    return Q(Has(Child("contact_cards", ContactCard.objects.current(day))))
