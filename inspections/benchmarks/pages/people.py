"""Who reads the pages: one of each role, on the largest township and village, a helper of the county with a login."""

import datetime as dt
import uuid

from django.db.models import Count

from assistance.models import HelperAssignment
from households.models import Household
from inspections.benchmarks.pages.county import COUNTY
from povertyapp.core.models import Area, RoleGrant, User
from povertyapp.core.models.area import TOWNSHIP_DIGITS
from povertyapp.core.roles import Role

SINCE = dt.date(2010, 1, 1)
OF_COUNTY = (Role.LEADER, Role.OFFICE, Role.SUPERVISOR, Role.FINANCE)


def sign_up():
    """Return role → a new user, who has it in a place of the county."""
    village = largest_village()
    places = dict.fromkeys(OF_COUNTY, COUNTY)
    places |= {Role.TOWNSHIP: village[:TOWNSHIP_DIGITS], Role.CADRE: village, Role.HELPER: COUNTY}
    people = {str(role): _user(role, area) for role, area in places.items()}
    _take_over(people["helper"], village)
    return people


def largest_village():
    """Return the code of the village with the most households."""
    counted = Household.objects.in_area(COUNTY).values("area_id").annotate(n=Count("pk"))
    return counted.order_by("-n", "area_id")[0]["area_id"]


def _user(role, area):
    user = User.objects.create(username=f"bench-{uuid.uuid4().hex[:8]}", display_name="页面基准")
    RoleGrant.objects.create(user=user, role=role, area=Area.objects.get(code=area), from_date=SINCE)
    return user


def _take_over(user, village):
    """Let the user be the helper of a village who has most households."""
    charges = HelperAssignment.objects.filter(to_date=None, household__area=village)
    most = charges.values("helper").annotate(n=Count("pk")).order_by("-n", "helper")[0]
    own = charges.filter(helper=most["helper"])
    Household.objects.filter(pk__in=own.values("household")).update(answered_by=user)
    helper = own.first().helper
    helper.user = user
    helper.save()
