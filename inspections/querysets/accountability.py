"""Lists of cases of accountability."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q

from inspections.choices.accountability import AT_ONCE, LASTING, STANDING, CaseState
from povertyapp.core.roles import Role
from povertyapp.core.scoping import ScopedQuerySet


def parties_of(user):
    """Return (level, code) of the villages and townships that a user acts for."""
    levels = {Role.CADRE: "village", Role.TOWNSHIP: "township"}
    return tuple((levels[grant.role], grant.area_id) for grant in user.grants_today if grant.role in levels)


class SeatQuerySet(ScopedQuerySet):
    """Seats of deciding bodies."""

    def in_force(self, day):
        return self.filter(Q(to_date=None) | Q(to_date__gte=day), from_date__lte=day)


class ActionQuerySet(ScopedQuerySet):
    """Cases of accountability."""

    def open(self):
        """Cases in which somebody has to act."""
        return self.filter(ended_on=None)

    def of_party(self, county, level, code):
        return self.filter(county=county, level=level, code=code)

    def standing(self):
        """Cases whose decision stands."""
        return self.filter(state__in=STANDING)

    def in_force(self, day):
        """Restrictions that hold on a day (JZ-21, JZ-22), and orders that are not checked yet."""
        lasting = Q(kind__in=LASTING, until_on__gte=day, state__in=(CaseState.ISSUED, CaseState.EXECUTED))
        return self.filter(
            lasting | Q(kind="rectify_order", state__in=(CaseState.ISSUED, CaseState.EXECUTED))
        )

    def decided_by_seats(self, seats):
        """Cases that wait for the decision of a body in which one of these seats is, its place included."""
        here = seats.order_by().alias(place=ExpressionWrapper(OuterRef("area_id"), CharField()))
        here = here.filter(county=OuterRef("county"), place__startswith=F("area_id"))
        first = Q(Exists(here.filter(body=OuterRef("body"))), state=CaseState.SERVED)
        return self.filter(
            first | Q(Exists(here.filter(body=OuterRef("appeal_body"))), state=CaseState.APPEALED)
        )

    def ready(self, day):
        """Cases whose decision may be taken on a day: the party's time to be heard has passed."""
        return self.exclude(state=CaseState.SERVED, window_ends_on__gte=day)

    def in_appeal_time(self, day):
        """Delivered decisions that wait for the time to appeal to pass before they are carried out."""
        waiting = self.filter(state=CaseState.ISSUED, appeal_until__gte=day)
        return waiting.exclude(kind__in=AT_ONCE)

    def of_person(self, user):
        """Cases in which the user is the party, or acts for a village or township that is."""
        return self.of_parties(user, parties_of(user))

    def of_parties(self, user, parties):
        """Cases in which the user himself is the party, or one of these (level, code) is."""
        own = Q(answered_by=user.pk) | Q(helper__user=user.pk)
        for level, code in parties:
            own |= Q(level=level, code=code)
        return self.filter(own)
