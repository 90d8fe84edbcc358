"""Where helpers and village cadres land after signing in."""

from django.urls import reverse

from povertyapp.core.homes import home_for
from povertyapp.core.roles import Role


@home_for(Role.HELPER, Role.CADRE)
def phone_home(user):
    """Return the phone page with the households still to be visited."""
    return reverse("assistance:m_home")


@home_for(Role.CADRE, at_desk=True)
def own_place(user):
    """Return the page of the village, where those stand who were not visited yet."""
    return reverse("households:area", args=[min(user.area_codes)])
