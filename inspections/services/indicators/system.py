"""Indicators that the system counts itself (rulebook part E): its number stands beside the one that is reported."""

from dataclasses import dataclass

from inspections.models import AccountTally
from povertyapp.core.figures import figures_of
from povertyapp.core.rules import HOUSEHOLD, RULES, Kind, rules_of
from povertyapp.core.scoping import AnyUser

EVERYTHING = AnyUser(is_active=True, is_superuser=True, roles=frozenset(), areas=0)


@dataclass(frozen=True)
class Counted:
    """What the system counts: `part` of `whole`."""

    part: int
    whole: int


def system_rules():
    """Return the rules whose county figure may stand for an indicator: figures, and duties over households."""
    return [*rules_of(Kind.FIGURE), *rules_of(Kind.DUTY, subject=HOUSEHOLD)]


def system_figure(indicator, period):
    """Return what the system counts for an indicator in a month, of the whole county; None where it counts nothing.

    A figure is counted now, a duty is taken from the month's newest account. Only two numbers leave, no rows.
    """
    rule = RULES.get(indicator.figure)
    if rule is None:
        return None
    if rule.kind == Kind.FIGURE:
        found = figures_of(EVERYTHING, indicator.area_id, period, [rule])[0]
        return Counted(found.part, found.whole)
    tally = AccountTally.objects.filter(
        account__area=indicator.area_id, account__month=str(period), code=indicator.area_id, rule=rule.code
    )
    row = tally.order_by("-account__version").first()
    return Counted(row.met, row.met + row.missing) if row else None
