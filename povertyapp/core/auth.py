"""Sign-in rights: a role's verbs hold on the days of its grant and nowhere are they copied."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.core import signing

from povertyapp.core.roles import VERBS

DEVICE_COOKIE, DEVICE_SALT = "device", "povertyapp.device"


class RoleBackend(ModelBackend):
    """Give a user the verbs of the roles that he holds today."""

    def get_all_permissions(self, user_obj, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        return set().union(*(VERBS.get(role, ()) for role in user_obj.roles)) if user_obj.roles else set()

    def has_perm(self, user_obj, perm, obj=None):
        return user_obj.is_active and perm in self.get_all_permissions(user_obj, obj)


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
