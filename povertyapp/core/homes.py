"""Where each role lands after signing in. Apps above register their pages; the ground floor knows none."""

from collections.abc import Callable
from typing import Any

from povertyapp.core.roles import Role

# role → function of the user that returns an address; at a desk some land elsewhere than on a phone
HOMES: dict[Role, Callable[[Any], str]] = {}
DESKS: dict[Role, Callable[[Any], str]] = {}
# Words of a browser on a phone; a browser that does not say what it is gets the page that fits anywhere.
PHONES = ("Mobi", "Android", "iPhone", "MicroMessenger")


def home_for(*roles, at_desk=False):
    """Register a function of the user as the home page of those roles, or as that at a desk."""

    def register(function):
        for role in roles:
            (DESKS if at_desk else HOMES)[Role(role)] = function
        return function

    return register


def home_of(user, at_desk=False):
    """Return the address of the user's home page, or None when he holds no role with one."""
    for grant in user.grants_today:
        found = (DESKS.get(grant.role) if at_desk else None) or HOMES.get(grant.role)
        if found:
            return found(user)
    return None


def is_at_desk(request):
    """Say whether a request comes from a desktop's browser."""
    agent = request.headers.get("User-Agent", "")
    is_mobile = request.headers.get("Sec-CH-UA-Mobile") == "?1" or any(word in agent for word in PHONES)
    return agent.startswith("Mozilla/") and not is_mobile
