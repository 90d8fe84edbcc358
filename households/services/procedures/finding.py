"""What the forms of the procedures choose from."""

from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from households.case_querysets import ROLE_OF_LEVEL
from households.choices import IN_NEED
from households.exit_tests import TESTS
from households.models import Household, Objection, ProcedureCase
from households.services.procedures.exits import answers_of
from households.steps import ActingLevel
from povertyapp.core import clock
from povertyapp.core.scoping import nothing, within


def household_by_number(user, number, name="household_no"):
    """Return the household with that number among those the user sees; ValidationError for the field if none."""
    found = (
        Household.objects.visible_to(user)
        .filter(household_no=(number or "").strip())
        .select_related("area")
        .first()
    )
    if found is None:
        raise ValidationError({name: _("您的范围里没有这个户编号，请核对。")})
    return found


def may_exit(user):
    """Return the households whose exit the user may propose, as his village's cadre: in need, helped, with no running
    case."""
    villages = nothing()
    for grant in user.grants_today:
        if grant.role == ROLE_OF_LEVEL[ActingLevel.VILLAGE]:
            villages |= within(grant.area_id)
    busy = ProcedureCase.objects.busy().filter(household=OuterRef("pk"))
    homes = Household.objects.visible_to(user).filter(poverty_status__in=IN_NEED, left_register_on=None)
    return (
        homes.filter(villages)
        .exclude(helper_name="")
        .filter(~Exists(busy))
        .select_related("area")
        .order_by("area_id", "household_no")
    )


def villages_for_exit(user):
    """Return (code, name, households) of the villages where the user may propose an exit."""
    rows = may_exit(user).order_by("area_id").values("area_id", "area__name").annotate(n=Count("pk"))
    return [(row["area_id"], row["area__name"], row["n"]) for row in rows]


def open_objections(case):
    """Return the objections against the case or its list that are not answered yet."""
    rows = Objection.objects.filter(
        Q(case=None) | Q(case=case), publicity__batch=case.batch_id, answered_on=None
    )
    return rows.order_by("made_on")


def open_items(case):
    """Return the items of the case's exit standard that a person has to answer."""
    today = clock.today()
    return [
        item
        for item, _answer in answers_of(case)
        if not item.test or TESTS[item.test](case.household, today) is None
    ]
