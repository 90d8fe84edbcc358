"""Who inspects what: never anybody his own unit (JZ-18)."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from assistance.models import HelperAssignment, HelpingUnit, Official, VillageTask
from inspections.choices import CHECK_MOVES, CheckState, UnitKind
from inspections.models import CheckInspector
from inspections.querysets.checks import INSPECTED
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.models import RoleGrant, User
from povertyapp.core.models.area import TOWNSHIP_DIGITS
from povertyapp.core.moves import advance
from povertyapp.core.parameters import ancestors
from povertyapp.core.roles import VERBS
from povertyapp.core.scoping import within

UNIT_NAME = 80


@transaction.atomic
def assign_inspectors(*, by, checks, users, reason="assign_inspectors") -> int:
    """Name who carries out these checks and seal them; return how many.

    Those that were sealed get these inspectors in place of the former ones. Refused, naming whom and how many, when
    somebody comes from a unit that he would inspect, and when one of them is open already.
    """
    checks, users = list(checks), list(users)
    if not users:
        raise ValidationError({"inspectors": _("请至少选一名检查人。")})
    if any(check.state not in (CheckState.DRAWN, CheckState.SEALED) or check.voided_at for check in checks):
        raise ValidationError(_("已经到场或作废的检查不能再派人。"))
    barred = conflicts_of([check.unit for check in checks], users)
    if barred:
        own: dict[int, int] = defaultdict(int)
        for _unit, user in barred:
            own[user] += 1
        said = "、".join(f"{user}（{own[user.pk]}）" for user in users if user.pk in own)
        raise ValidationError(
            {"inspectors": _("检查人不能查自己所在的单位：%(who)s。请换人，或分开派组。") % {"who": said}}
        )
    names = unit_names(users)
    with because(by=by, reason=reason):
        CheckInspector.objects.filter(site_check__in=checks).delete()
        CheckInspector.objects.bulk_create(
            CheckInspector(site_check=check, area_id=check.area_id, user=user, unit_name=names[user.pk])
            for check in checks
            for user in users
        )
        for check in checks:
            if check.state == CheckState.DRAWN:
                advance(check, CheckState.SEALED, by=by, moves=CHECK_MOVES, reason=reason, field="state")
    return len(checks)


def conflicts_of(units, users):
    """Return the pairs (sample unit, user) in which somebody would inspect the unit that he comes from.

    He comes from a township when he acts for it or for one of its villages, and from the unit that sent him as a
    helper or on a post. A household, village or post is also that of the units that help there.
    """
    homes = {user.pk: (_townships(user), _units_of(user)) for user in users}
    ours = inspected_units(units) if any(units_of for _places, units_of in homes.values()) else {}
    found = set()
    for unit in units:
        place = unit.area_id[:TOWNSHIP_DIGITS]
        for user, (places, own) in homes.items():
            if place in places or own & ours.get(unit.pk, set()):
                found.add((unit.pk, user))
    return found


def inspected_units(units):
    """Return sample unit → the helping units whose work is looked at there."""
    today, by_kind = clock.today(), defaultdict(list)
    for unit in units:
        by_kind[unit.kind].append(unit)
    helped = defaultdict(set)
    villages = {unit.area_id for unit in units if unit.kind != UnitKind.COUNTY_UNIT}
    for area, unit in (
        VillageTask.objects.filter(area__in=villages).in_force(today).values_list("area", "unit")
    ):
        helped[area].add(unit)
    codes = [unit.code for unit in by_kind[UnitKind.HOUSEHOLD]]
    caring = HelperAssignment.objects.filter(household__household_no__in=codes).in_force(today)
    for code, unit in caring.values_list("household__household_no", "helper__unit"):
        helped[code].add(unit)
    posts = [unit.code for unit in by_kind[UnitKind.POST]]
    for code, unit in Official.objects.filter(code__in=posts).values_list("code", "unit"):
        helped[code].add(unit)
    named = [unit.code for unit in by_kind[UnitKind.COUNTY_UNIT]]
    for code, pk in HelpingUnit.objects.filter(code__in=named).values_list("code", "pk"):
        helped[code].add(pk)
    return {unit.pk: (helped[unit.code] | helped[unit.area_id]) - {None} for unit in units}


def _townships(user):
    """Return the townships for which somebody acts."""
    return {grant.area_id[:TOWNSHIP_DIGITS] for grant in user.grants_today if grant.role in INSPECTED}


def _units_of(user):
    """Return the units that sent somebody as a helper or on a post."""
    sent = [getattr(user, "helper", None), getattr(user, "official", None)]
    return {person.unit_id for person in sent if person is not None and person.unit_id}


def may_inspect(county_code):
    """Return the users who may be named as inspectors in a county: those who stand in it with a role that may."""
    today = clock.today()
    roles = [role for role, verbs in VERBS.items() if "inspections.add_check" in verbs]
    grants = RoleGrant.objects.in_force(today).filter(role__in=roles)
    here = grants.filter(within(county_code) | Q(area__in=ancestors(county_code)))
    people = User.objects.filter(pk__in=here.values("user"), is_active=True)
    return people.order_by("display_name", "pk").select_related("helper__unit", "official__unit")


def unit_names(users):
    """Return user → the unit that he comes from, in words."""
    names = {}
    for user in users:
        person = getattr(user, "helper", None) or getattr(user, "official", None)
        grant = user.main_grant
        if person is not None and person.unit_id:
            names[user.pk] = str(person.unit)[:UNIT_NAME]
        else:
            names[user.pk] = f"{grant.area} {grant.get_role_display()}"[:UNIT_NAME] if grant else str(user)
    return names
