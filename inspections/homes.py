"""Where the roles of this floor land after signing in (ux 2.3)."""

from django.urls import reverse

from povertyapp.core.homes import home_for
from povertyapp.core.roles import Role


@home_for(Role.LEADER, Role.OFFICE, Role.TOWNSHIP)
def board(user):
    """Return the board of the newest month, of the place on which the user stands."""
    return reverse("inspections:ha_newest")


@home_for(Role.SUPERVISOR, Role.FINANCE)
def ledger(user):
    """Return the rectification ledger."""
    return reverse("inspections:ledger")
