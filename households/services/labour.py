"""Which households can work: judged when members are written, so that a rule reads one column (B1.2)."""

from django.db import transaction
from django.db.models import Case, F, Q, Value, When

from households.choices import CAPABLE, CAPABLE_AT_ANY_AGE, Presence
from households.models import Household, HouseholdMember
from households.querysets import STUDENT, aged, years_before
from povertyapp.core.columns import true_or_false
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS, Level
from povertyapp.core.parameters import Parameters


@transaction.atomic
def refresh_labour_capability(*, area_code=None, household=None, on):
    """Judge labour anew on a day for one household, an area, or everything; return how many rows changed.

    A household is labour-capable when a counted member who is no full-time student is of working age
    (parameters `labour.age_from`, `labour.age_to`) and ordinary, skilled or weak in labour, or older and
    still ordinary or skilled. Somebody without a birthday is taken at his word. `presence` follows, except
    for households that are away as a whole. Set-based; only rows that differ are written.
    """
    if household is not None:
        return _refresh(Household.objects.filter(pk=household.pk), household.area_id, on)
    return sum(
        _refresh(Household.objects.in_area(narrow), county, on) for county, narrow in _counties(area_code)
    )


def _counties(area_code):
    """Return (county, area to refresh) pairs: parameters are constant within a county."""
    if area_code and len(area_code) >= COUNTY_DIGITS:
        return [(area_code[:COUNTY_DIGITS], area_code)]
    counties = Area.objects.filter(level=Level.COUNTY, code__startswith=area_code or "")
    return [(code, code) for code in counties.values_list("code", flat=True)]


def capable_members(on, value):
    """Return the members who make their household labour-capable on a day.

    The same judgement as `households.labour.is_labour_capable` has of a roster's rows; a test holds them
    equal.
    """
    working_age = aged(on, value("labour.age_from"), value("labour.age_to"))
    older = Q(birth_date__lte=years_before(on, value("labour.age_to") + 1))
    return (
        HouseholdMember.objects.present()
        .exclude(STUDENT)
        .filter(
            ((working_age | Q(birth_date=None)) & Q(labour_capacity__in=CAPABLE))
            | (older & Q(labour_capacity__in=CAPABLE_AT_ANY_AGE))
        )
    )


def _refresh(households, area_code, on):
    value = Parameters(area_code[:COUNTY_DIGITS], on)
    # An uncorrelated subquery: hashed once for the whole county.
    hands = Q(pk__in=capable_members(on, value).order_by().values("household_id"))
    capable = true_or_false(hands)
    presence = Case(
        When(presence=Presence.ALL_AWAY, then=F("presence")),
        When(hands, then=Value(Presence.HOME_LABOUR.value)),
        default=Value(Presence.HOME_NO_LABOUR.value),
    )
    differing = households.order_by().exclude(Q(is_labour_capable=capable) & Q(presence=presence))
    return differing.update(is_labour_capable=capable, presence=presence)
