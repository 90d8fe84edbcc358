"""Where helpers and village cadres land after signing in."""

from django.urls import reverse

from povertyapp.core.homes import home_for
from povertyapp.core.roles import Role


@home_for(Role.HELPER, Role.CADRE)
def phone_home(user):
    """Return the phone page with the households still to be visited."""
    return reverse("assistance:m_home")
