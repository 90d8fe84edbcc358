"""Sign-in rights: a role's verbs hold on the days of its grant and nowhere are they copied."""

from functools import cache

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.core import signing

from povertyapp.core.models.user import granted_user
from povertyapp.core.roles import VERBS

DEVICE_COOKIE, DEVICE_SALT = "device", "povertyapp.device"


class RoleBackend(ModelBackend):
    """Give a user the verbs of the roles that he holds today."""

    def get_user(self, user_id):
        """Return who is signed in with his grants of today, in one query: hardly a page does without either."""
        user = granted_user(user_id)
        if user is None:
            return super().get_user(user_id)
        return user if self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        return _verbs_of(frozenset(user_obj.roles))

    def has_perm(self, user_obj, perm, obj=None):
        return user_obj.is_active and perm in self.get_all_permissions(user_obj, obj)


@cache
def _verbs_of(roles):
    return frozenset().union(*(VERBS.get(role, ()) for role in roles))


def device_mark(user):
    """Return what the cookie of a device says after this user signed in on it."""
    return {"user": user.pk}


def account_and_device(request, credentials=None):
    """Return the name under which failed logins are counted (AXES_USERNAME_CALLABLE).

    Strangers' failures count against the account; a device on which that person has signed in before has its
    own count, so nobody can lock the rightful user out from elsewhere (reliability-security B1).
    """
    username = str(
        (credentials or {}).get("username") or (request.POST.get("username") if request else "") or ""
    )
    if request is None or not username:
        return username
    try:
        mark = signing.loads(request.COOKIES.get(DEVICE_COOKIE, ""), salt=DEVICE_SALT)
    except signing.BadSignature:
        return username
    known = get_user_model().objects.filter(username=username, pk=mark.get("user")).exists()
    return f"{username} @known" if known else username
