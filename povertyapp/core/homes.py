"""Where each role lands after signing in. Apps above register their pages; the ground floor knows none."""

from collections.abc import Callable
from typing import Any

from povertyapp.core.roles import Role

# role → function of the user that returns an address
HOMES: dict[Role, Callable[[Any], str]] = {}


def home_for(*roles):
    """Register a function of the user as the home page of those roles."""

    def register(function):
        for role in roles:
            HOMES[Role(role)] = function
        return function

    return register


def home_of(user):
    """Return the address of the user's home page, or None when he holds no role with one."""
    for grant in user.grants_today:
        if grant.role in HOMES:
            return HOMES[grant.role](user)
    return None
