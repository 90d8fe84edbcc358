"""Sign-in rights: a role's verbs hold on the days of its grant and nowhere are they copied."""

from django.contrib.auth.backends import ModelBackend

from povertyapp.core.roles import VERBS


class RoleBackend(ModelBackend):
    """Give a user the verbs of the roles that he holds today."""

    def get_all_permissions(self, user_obj, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        return set().union(*(VERBS.get(role, ()) for role in user_obj.roles)) if user_obj.roles else set()

    def has_perm(self, user_obj, perm, obj=None):
        return user_obj.is_active and perm in self.get_all_permissions(user_obj, obj)
