"""Populations of left-behind people."""

import datetime as dt

from django.apps import apps
from django.db.models import OuterRef, Q

from povertyapp.core.columns import number_of, true_or_false
from povertyapp.core.scoping import ScopedQuerySet


def complete_file(day: dt.date, days: int) -> Q:
    """Return the condition that a person's file says all it must, and was looked at in the last `days` days."""
    said = ~Q(lives_with="") & ~Q(carer_name="") & ~Q(carer_role="") & ~Q(needs="")
    return said & Q(reviewed_on__isnull=False, reviewed_on__gt=day - dt.timedelta(days=days))


class LeftBehindQuerySet(ScopedQuerySet):
    """People who are or were left behind."""

    def left_on(self, day):
        """Those who are left behind on that day, in households on the register."""
        here = Q(household__left_register_on=None) | Q(household__left_register_on__gt=day)
        return self.filter(Q(until=None) | Q(until__gte=day), here, since__lte=day)

    def with_file(self, day, days):
        """Annotate `is_complete`: whether the household file says all that it must (LF-32)."""
        return self.annotate(is_complete=true_or_false(complete_file(day, days)))

    def with_services(self, year, user):
        """Annotate `services_count`: the services of a year that the user may see."""
        services = apps.get_model("assistance", "CareService").objects.visible_to(user)
        services = services.filter(person=OuterRef("pk"), happened_on__year=year)
        return self.annotate(services_count=number_of(services, "person"))
