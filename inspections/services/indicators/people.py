"""Who can be named to report an indicator: accounts of the county whose role may report."""

from povertyapp.core import clock
from povertyapp.core.models import RoleGrant, User
from povertyapp.core.roles import VERBS, Role
from povertyapp.core.scoping import within

REPORT = "inspections.report_indicator"


def reporters_in(county_code):
    """Return the accounts that stand in the county with a role that may report."""
    roles = [role for role in Role if REPORT in VERBS[role]]
    grants = RoleGrant.objects.in_force(clock.today()).filter(within(county_code), role__in=roles)
    return User.objects.filter(pk__in=grants.order_by().values("user"), is_active=True)
