"""LF-14 and LF-19: the home visit of the month, the contact of the quarter."""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from assistance.choices import VoidKind
from assistance.rules.populations import CARE, CONTACTS, HOME_VISITS, HOME_VISITS_BY_ANY_HELPER
from households.choices import PovertyStatus, Presence
from povertyapp.core.rules import Duty, Excuse, Kind, Tally, rule

STANDING = Q(voided_at=None)
FALSE = Q(void_kind=VoidKind.FALSE)
AWAY = Q(presence=Presence.ALL_AWAY)


def _relaxed(value):
    """Return who owes quarterly contacts instead of monthly visits: all-away households, and exited ones where
    the county says so."""
    return AWAY | Q(status=PovertyStatus.EXITED) if value("visit.exited_per_quarter") else AWAY


def _counted(source, condition=STANDING):
    return Tally(source, Count("pk", filter=condition))


@rule(
    "LF-14",
    kind=Kind.DUTY,
    over=CARE,
    party="helper",
    obligation="HA-H1",
    owner="county_office",
    basis="LF, 2017-05-28",
    title=_("每月入户"),
    counts_anew=True,
)
def home_visit(period, value):
    """帮扶责任人每月至少入户 1 次。

    In each calendar month the helper enters the home of each registered household in his care, exited ones
    too, at least `visit.min_per_month` times. Only visits in person at home count, made by the household's
    helper of that day and entered by the cut-off. A helper with the household for fewer than
    `visit.min_days_assigned` days of the month owes nothing; a household that is away as a whole owes LF-19
    instead. A helper who was replaced is excused when a helper of the same month delivered.
    """
    enough_days = Q(days__gte=value("visit.min_days_assigned"))
    return Duty(
        due=enough_days & ~_relaxed(value),
        required=value("visit.min_per_month"),
        counts=_counted(HOME_VISITS),
        voided=_counted(HOME_VISITS, ~STANDING),
        false=_counted(HOME_VISITS, FALSE),
        excuse=Excuse(Q(until__lt=period.end), _counted(HOME_VISITS_BY_ANY_HELPER)),
    )


@rule(
    "LF-19",
    kind=Kind.DUTY,
    over=CARE,
    party="helper",
    obligation="HA-H2",
    owner="county_office",
    basis="LF, 2017-05-28",
    title=_("外出户每季联系"),
)
def contact_when_away(period, value):
    """外出贫困户每季度至少联系 1 次。

    A household that is away as a whole is contacted at least `contact.min_per_quarter` times in each calendar
    quarter, by any channel and by anyone. It falls due in the last month of the quarter and counts contacts of
    all three months. Where the county relaxes visits to exited households (`visit.exited_per_quarter`), they owe
    this instead of LF-14.
    """
    if not period.closes_quarter:
        return None
    return Duty(
        due=Q(days__gte=value("visit.min_days_assigned")) & _relaxed(value),
        required=value("contact.min_per_quarter"),
        counts=_counted(CONTACTS),
        voided=_counted(CONTACTS, ~STANDING),
        false=_counted(CONTACTS, FALSE),
    )
