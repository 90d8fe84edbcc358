"""Who can be named for a matter of a party: those who stand on its place, then the county's leaders and office."""

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Case, CharField, Q, Value, When

from inspections.models.account import PartyLevel
from povertyapp.core import clock
from povertyapp.core.models import RoleGrant, User
from povertyapp.core.roles import Role

COUNTY_ROLES = (Role.LEADER, Role.OFFICE)


def people_for(party):
    """Return the users who can be named for a party's matter, each with his `posts` in words."""
    place = party.account.area_id if party.level == PartyLevel.COUNTY_UNIT else party.area_id
    wanted = Q(area=party.account.area_id, role__in=COUNTY_ROLES)
    if place != party.account.area_id:
        wanted |= Q(area=place) & ~Q(role=Role.HELPER)
    grants = RoleGrant.objects.in_force(clock.today()).filter(wanted).order_by()
    words = Case(
        *(When(grants__role=role, then=Value(str(role.label))) for role in Role),
        default=Value(""),
        output_field=CharField(),
    )
    named = StringAgg(words, "、", filter=Q(grants__in=grants), distinct=True)
    found = User.objects.filter(pk__in=grants.values("user"), is_active=True).annotate(posts=named)
    local = Q(pk__in=grants.filter(area=place).values("user"))
    return found.order_by(Case(When(local, then=0), default=1), "display_name", "pk")
