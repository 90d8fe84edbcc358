"""Who enters data: the accounts of townships and villages, and which of them were never taught (CB1-17)."""

from django.db.models import Exists, OuterRef

from inspections.models import WorkAttendee
from povertyapp.core import clock
from povertyapp.core.models import RoleGrant, User
from povertyapp.core.roles import Role
from povertyapp.core.scoping import within

ENTERING = (Role.TOWNSHIP, Role.CADRE)


def clerks_of(area_code):
    """Return the accounts that may enter data for a place today, each once, in the order of their names."""
    grants = RoleGrant.objects.in_force(clock.today()).filter(within(area_code), role__in=ENTERING)
    return User.objects.filter(pk__in=grants.order_by().values("user"), is_active=True).order_by(
        "display_name", "pk"
    )


def untrained_clerks(area_code):
    """Return those of them who have attended no training of clerks yet: their right came before their training."""
    attended = WorkAttendee.objects.done().filter(user=OuterRef("pk"))
    return clerks_of(area_code).filter(~Exists(attended))
