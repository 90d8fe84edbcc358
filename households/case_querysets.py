"""Cases of procedures: querysets that read as a sentence."""

from functools import reduce
from operator import or_

from django.db.models import Q

from households.steps import MOVES, ActingLevel, ProcedureKind, State
from povertyapp.core.roles import Role
from povertyapp.core.scoping import ScopedQuerySet, nothing, within

LEVEL_OF_ROLE = {
    Role.CADRE: ActingLevel.VILLAGE,
    Role.TOWNSHIP: ActingLevel.TOWNSHIP,
    Role.OFFICE: ActingLevel.COUNTY,
    Role.LEADER: ActingLevel.LEADING,
}
ROLE_OF_LEVEL = {level: role for role, level in LEVEL_OF_ROLE.items()}


def waiting_states(level):
    """Return the (kind, state) pairs in which the next step forward is decided on that level."""
    return {
        (move.kind, move.was)
        for move in MOVES
        if move.level == level and move.is_forward and move.was != State.REJECTED
    }


def past_limit(day):
    """Return the condition that a case runs and its limit of days has run out on that day."""
    return Q(ended_on=None, due_on__lt=day)


class CaseQuerySet(ScopedQuerySet):
    """Cases of procedures."""

    def running(self):
        """Cases in which something is still to be done."""
        return self.filter(ended_on=None)

    def busy(self):
        """Running cases that stand in the way of another one: an exited household only waits for its close,
        and monitoring runs beside the rest."""
        return self.running().exclude(state=State.EXITED).exclude(kind=ProcedureKind.MONITORING)

    def overdue(self, day):
        """Cases whose limit of days has run out on that day."""
        return self.filter(past_limit(day))

    def waiting_for(self, user):
        """Running cases whose next step that user decides: by role, in the place of his grant."""
        found = nothing()
        for grant in user.grants_today:
            level = LEVEL_OF_ROLE.get(grant.role)
            pairs = waiting_states(level) if level else ()
            if pairs:
                states = reduce(or_, (Q(kind=kind, state=state) for kind, state in sorted(pairs)))
                found |= within(grant.area_id) & states
        return self.running().filter(found)
