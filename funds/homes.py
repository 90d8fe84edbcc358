"""Where the roles of this floor land after signing in (ux 2.3)."""

from django.urls import reverse

from povertyapp.core.homes import home_for
from povertyapp.core.roles import Role


@home_for(Role.BANK)
def loans(user):
    """Return the list of loans."""
    return reverse("funds:loans")
