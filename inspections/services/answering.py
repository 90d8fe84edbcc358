"""Who answers a party: the level above it, never the party itself (rulebook D2, D5)."""

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from inspections.models.account import PartyLevel
from povertyapp.core import clock
from povertyapp.core.models import RoleGrant
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


def somebody_answers(verb, place, *, but):
    """Say whether anybody but one person has the verb on that place or above it today."""
    roles = [role for role in Role if verb in VERBS[role]]
    above = [place[:digits] for digits in range(2, len(place) + 1)]
    grants = RoleGrant.objects.in_force(clock.today()).filter(role__in=roles, area__in=above)
    return any(grant.user.person != but.person for grant in grants.select_related("user"))


def is_of_party(user, level, code):
    """Say whether a user is a natural person who is the party: the helper himself, who holds its office."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT inspections_is_of_party(%s, %s, %s)", [level, code, user.pk])
        return cursor.fetchone()[0]
