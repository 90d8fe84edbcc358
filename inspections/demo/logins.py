"""Who can sign in to the demo: the logins of the contract and a second one of the office, all with one password."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from povertyapp.core.history import because
from povertyapp.core.models import RoleGrant, User
from povertyapp.core.roles import Role


@dataclass(frozen=True)
class Login:
    """A login of the demo: its name, a made-up person, a role, and the kind of place that the role is on."""

    username: str
    person: str
    role: Role
    place: str


LOGINS = (
    Login("leader", "田国安", Role.LEADER, "county"),
    Login("office", "向慧玲", Role.OFFICE, "county"),
    Login("township", "彭鹏", Role.TOWNSHIP, "township"),
    Login("cadre", "覃永明", Role.CADRE, "village"),
    Login("helper", "滕晓燕", Role.HELPER, "county"),
    Login("supervisor", "谭志军", Role.SUPERVISOR, "county"),
    Login("finance", "黄静", Role.FINANCE, "county"),
    Login("bank", "杨信贷", Role.BANK, "county"),
    Login("admin", "龚浩", Role.ADMIN, "county"),
    Login("outsider", "吴凯", Role.TOWNSHIP, "other_township"),
    # who rules on a draft does not sign it: a second person of the office does
    Login("office2", "杨秀英", Role.OFFICE, "county"),
)


def accepts(password):
    """Say whether the demo's logins are there already and open with this password."""
    user = User.objects.filter(username=LOGINS[0].username).first()
    # Not the user's own method: that may store a newer hash, and asking changes nothing.
    return bool(user and password and check_password(password, user.password))


@transaction.atomic
def make_logins(*, by, places, password, from_date: dt.date):
    """Make those logins that are missing, each with its grant; return all by name.

    `places` maps the kinds of place to areas. What is there already stays: its password, its grants.
    """
    known = User.objects.in_bulk([login.username for login in LOGINS], field_name="username")
    missing = [login for login in LOGINS if login.username not in known]
    sealed = make_password(password) if missing else ""  # one hash for all: it takes a tenth of a second
    with because(by=by, reason="load_demo"):
        for login in missing:
            user = User.objects.create(username=login.username, display_name=login.person, password=sealed)
            RoleGrant.objects.create(
                user=user, role=login.role, area=places[login.place], from_date=from_date
            )
            known[login.username] = user
    return known
