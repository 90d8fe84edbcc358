"""CB1-14: the contact card (结对帮扶联系卡) hangs in the home, and names the helper of today."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assistance.models import ContactCard
from households.choices import PovertyAttribute
from households.models import Household
from povertyapp.core.faults import Child, Has
from povertyapp.core.figures import Group, figure_rule


def cards(period, value):
    """Return the cards that count at the end of a month, a row each with household and helper."""
    return ContactCard.objects.current(period.end)


def has_contact_card(day):
    """Return the condition that a household's contact card is posted and names its primary helper of that day.

    The one meaning of “联系卡已张贴”: CB1-14, the archive, and whoever asks for the file of a household (TF-14).
    """
    return Q(Has(Child("contact_cards", ContactCard.objects.current(day))))


def general_homes(period):
    """General poor households on the register at the end of the month, or now while it runs."""
    day = period.as_of
    return Household.objects.on_register(day).filter(poverty_attribute=PovertyAttribute.GENERAL)


@figure_rule(
    "CB1-14",
    _("联系卡张贴率"),
    over=general_homes,
    group=Group.PEOPLE,
    basis="CB1-14",
    required="figure.contact_card",
)
def contact_card_posted(period, value):
    """一般贫困户家中都张贴了结对帮扶联系卡。

    Of the general poor households on the register, those in whose home a card is posted that names the primary
    helper of today: after a hand-over the old card counts no more. The share asked for is `figure.contact_card`.
    """
    return has_contact_card(period.as_of)
