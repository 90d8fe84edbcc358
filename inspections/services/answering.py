"""Who answers a party: the level above it, never the party itself (rulebook D2, D5)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inspections.models.account import PartyLevel
from povertyapp.core.models.area import COUNTY_DIGITS, PREFECTURE_DIGITS, TOWNSHIP_DIGITS
from povertyapp.core.roles import VERBS, Role

# How long the code of the place is at which somebody answers a party: the township its helpers and villages, the
# county office its townships and units, the prefecture the county.
ANSWERED_AT = {
    PartyLevel.HELPER: TOWNSHIP_DIGITS,
    PartyLevel.VILLAGE: TOWNSHIP_DIGITS,
    PartyLevel.TOWNSHIP: COUNTY_DIGITS,
    PartyLevel.COUNTY_UNIT: COUNTY_DIGITS,
    PartyLevel.COUNTY: PREFECTURE_DIGITS,
}


def answered_at(level, area_code):
    """Return the code of the place at which a party is answered; a helper of several townships by the county."""
    return area_code[: ANSWERED_AT[PartyLevel(level)]]


def may_answer(user, verb, place):
    """Say whether a user stands with a verb on that place or above it."""
    return any(
        verb in VERBS[Role(grant.role)] and place.startswith(grant.area_id)
        for grant in user.grants_today
        if grant.area_id
    )


def check_answers(user, verb, place):
    """Refuse with ValidationError whoever does not stand with the verb where a party is answered."""
    if not may_answer(user, verb, place):
        raise ValidationError(_("由上一级答复：您所在的单位不能办这一件。"))
