"""Facts that somebody learned on a visit: applied to the version that he had read, never over another one."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.facts import OF_HOUSEHOLD, OF_MEMBER, Fact, FactField, as_text, read_value
from households.models import Household, HouseholdMember
from households.services.changing import locked
from households.services.household import correct_household
from households.services.members import correct_member

VERB = "households.report_fact"
APPLIED, SAME, DIFFERS = "applied", "same", "differs"


@dataclass(frozen=True)
class Reported:
    """What became of a reported fact: `applied`, `same` as it stands, or `differs` from the version that was read."""

    result: str
    fact: Fact
    value: Any


def known_fact(household, person_no, field) -> Fact:
    """Return the fact as it stands; ValidationError for one that cannot be reported."""
    if field not in FactField.values:
        raise ValidationError(_("这一项不能在走访时改，请到这一户的“修改”里改。"))
    field = FactField(field)
    if field not in (OF_MEMBER if person_no else OF_HOUSEHOLD):
        raise ValidationError(_("这一项不能在走访时改，请到这一户的“修改”里改。"))
    if not person_no:
        return Fact(household, None, field)
    member = HouseholdMember.objects.filter(household=household, person_no=person_no).first()
    if member is None:
        raise ValidationError(_("这一户没有这位成员，请重新下载后再填。"))
    return Fact(household, member, field)


@transaction.atomic
def report_fact(*, by, household, person_no, field, value, base, reason) -> Reported:
    """Put a fact right if it still stands as the sender read it (`base`); never write over another version.

    Of a person who is counted no more nothing is written: it is told as differing. PermissionDenied without the
    verb; ValidationError for a fact or value that there is not.
    """
    if not by.has_perm(VERB):
        raise PermissionDenied
    # The household first, as the services below do.
    household = locked(household)
    fact = known_fact(household, person_no, field)
    given = read_value(fact.field, value)
    if as_text(given) == as_text(fact.value):
        return Reported(SAME, fact, given)
    if fact.base != base or (fact.member and fact.member.is_gone):
        return Reported(DIFFERS, fact, given)
    write_fact(by=by, fact=fact, value=given, reason=reason)
    return Reported(APPLIED, fact, given)


@transaction.atomic
def write_fact(*, by, fact, value, reason):
    """Write one fact, whoever decided it, through the service of the household or of the member."""
    change = {str(fact.field): value}
    if fact.member:
        return correct_member(by=by, member=fact.member, reason=reason, **change)
    return correct_household(by=by, household=fact.household, reason=reason, **change)


def facts_of(household: Household, members) -> list[Fact]:
    """Return the facts of a household and its present members that a visitor may put right."""
    own = [Fact(household, None, field) for field in OF_HOUSEHOLD]
    return own + [Fact(household, member, field) for member in members for field in OF_MEMBER]
