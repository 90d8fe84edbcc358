"""Where the roles of this floor land after signing in (ux 2.3); the administrator's jobs know no home of their own."""

from django.urls import reverse

from inspections.choices import LedgerState
from inspections.services.account.days import days_of
from povertyapp.core import clock
from povertyapp.core.homes import home_for
from povertyapp.core.period import Period
from povertyapp.core.roles import Role
from povertyapp.core.views.pages import address


@home_for(Role.LEADER)
def dashboard(user):
    """Return the dashboard of the place on which the leader stands."""
    return reverse("inspections:dashboard")


@home_for(Role.OFFICE)
def closing_or_board(user):
    """Return the closing of last month while it is under way, else the board of the newest month."""
    county = next(iter(user.county_codes), "")
    last = Period.current().previous
    if county and clock.today() <= days_of(county, last).close:
        return reverse("inspections:ha_close", args=[last])
    return reverse("inspections:ha_newest")


@home_for(Role.TOWNSHIP)
def todo(user):
    """Return what the township clerk has to do today and this week."""
    return reverse("core:todo")


@home_for(Role.SUPERVISOR)
def to_verify(user):
    """Return the lines of the ledger that wait for a check on the spot."""
    return address(reverse("inspections:ledger"), state=LedgerState.SUBMITTED)


@home_for(Role.FINANCE)
def money(user):
    """Return the overview of the year's money."""
    return reverse("funds:overview")


@home_for(Role.ADMIN)
def jobs(user):
    """Return the work that runs or failed."""
    return reverse("core:job_list")
